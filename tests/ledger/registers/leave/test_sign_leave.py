"""Signing a leave, level by level; the last signature grants it."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from ledger.kernel.action import Role
from ledger.registers.entries import BeforeItBegan, HoldsNoPost, NotAsTheCaseSays
from ledger.registers.leave.case import LeaveDecided, LeaveNotAskedFor
from ledger.registers.leave.events import LeaveRejected
from ledger.registers.leave.grant_leave import GrantLeave
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.org.events import DelegationGranted, PersonPlaced, PersonRegistered
from ledger.registers.org.standing import OwnMatter
from ledger.registers.roster.events import Cause, ShiftReassigned
from ledger.rulebook.approvals import (
    NothingToSign,
    NotTheirSuperior,
    NotYourTurn,
    OwnApplication,
    SignedAlready,
)
from ledger.rulebook.gates import Forbidden
from ledger.testing import NOON, at, given
from tests.ledger.registers.leave.leaves import (
    DIRECTOR,
    DIRECTS,
    LAW,
    LEADER,
    LEADS,
    allowing,
    granted,
    local,
    requested,
    shift,
    signed,
)
from tests.ledger.rulebook.trial import law

SIGN = SignLeave(leave="L-1")
ONE_DAY = requested("2026-11-25T08:00", "2026-11-25T16:00")
TWO_DAYS = requested("2026-11-25T08:00", "2026-11-26T16:00", 2)
LED = signed("A017", "team-leader")
DIRECTED = signed("D001", "cs-director")


def test_the_first_level_signs_and_nothing_is_granted_yet() -> None:
    """S4.9-03: the team leader's signature comes first, and alone."""
    given(LEADER, LEADS, ONE_DAY).under(LAW).when(SIGN, by="A017").then(
        LED, reading=("leave.approval",)
    )


def test_the_last_level_grants_what_was_asked_for() -> None:
    """W13: a day's leave is granted by the CS director's signature, in the same commit."""
    given(DIRECTOR, DIRECTS, ONE_DAY, LED).under(LAW).when(SIGN, by="D001").then(
        DIRECTED, granted(ONE_DAY), resting_on=(1, 2, 3, 4)
    )


def test_two_days_are_not_the_cs_directors_to_grant() -> None:
    """W13: after the CS director the centre director has to sign; then it is granted."""
    given(DIRECTOR, DIRECTS, TWO_DAYS, LED).under(LAW).when(SIGN, by="D001").then(DIRECTED)
    centre = PersonRegistered(person="C001", name="何静", roles=(Role.DUTY_LEADER,))
    placed = PersonPlaced(person="C001", post="centre-director")
    given(centre, placed, TWO_DAYS, LED, DIRECTED).under(LAW).when(SIGN, by="C001").then(
        signed("C001", "centre-director"), granted(TWO_DAYS)
    )


def test_skipping_a_level_is_refused_and_says_whose_turn_it_is() -> None:
    """S4.9-03: the director does not sign before the team leader."""
    outcome = given(DIRECTOR, DIRECTS, ONE_DAY).under(LAW).when(SIGN, by="D001")
    outcome.refused(NotYourTurn, citing=(), clause="leave.approval")
    assert outcome.refusal is not None
    assert outcome.refusal.text("zh") == ("L-1 轮到 班长或值班长 签批；D001 的岗位是 客服部主任")


def test_a_post_that_is_no_level_does_not_sign() -> None:
    """Cross-asking: a store manager is no step of the call centre's chain."""
    placed = PersonPlaced(person="A017", post="store-manager")
    given(LEADER, placed, ONE_DAY).under(LAW).when(SIGN, by="A017").refused(
        NotYourTurn, clause="leave.approval"
    )


def test_nobody_signs_twice() -> None:
    """Who has signed as team leader does not sign as director too, having become one."""
    risen = PersonPlaced(person="A017", post="cs-director")
    given(LEADER, risen, ONE_DAY, LED).under(LAW).when(SIGN, by="A017").refused(
        SignedAlready, citing=(4,), clause="leave.approval"
    )


def test_nobody_signs_their_own_leave() -> None:
    """A team leader's own leave is signed by another one."""
    own = requested("2026-11-25T08:00", "2026-11-25T16:00", person="A017")
    given(LEADER, LEADS, own).under(LAW).when(SIGN, by="A017").refused(
        OwnApplication, clause="leave.approval"
    )


def test_a_deputy_signs_for_the_one_who_is_away() -> None:
    """S1.4-03: under the director's post, and never twice in one matter."""
    deputy = PersonRegistered(person="A020", name="罗敏", roles=(Role.TEAM_LEADER,))
    own = PersonPlaced(person="A020", post="shift-leader")
    stands_in = DelegationGranted(
        deputy="A020",
        delegator="D001",
        from_at=NOON,
        to_at=NOON + timedelta(days=5),
        post="cs-director",
        roles=(Role.DUTY_LEADER,),
    )
    history = (deputy, own, stands_in, ONE_DAY)
    given(*history, LED).under(LAW).when(SIGN, by="A020").then(
        signed("A020", "cs-director"), granted(ONE_DAY)
    )
    first = signed("A020", "shift-leader")
    given(*history).under(LAW).when(SIGN, by="A020").then(first)
    given(*history, first).under(LAW).when(SIGN, by="A020").refused(SignedAlready, citing=(5,))


def test_a_deputy_does_not_sign_in_their_own_matter() -> None:
    """Nor in that of the one they stand in for."""
    deputy = PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,))
    stands_in = DelegationGranted(
        deputy="A003",
        delegator="A017",
        from_at=NOON,
        to_at=NOON + timedelta(days=5),
        post="team-leader",
        roles=(Role.TEAM_LEADER,),
    )
    for person in ("A003", "A017"):
        asked = requested("2026-11-25T08:00", "2026-11-25T16:00", person=person)
        given(deputy, stands_in, asked).under(LAW).when(SIGN, by="A003").refused(
            OwnMatter, citing=(2, 3)
        )


def test_what_is_decided_is_not_signed_any_more() -> None:
    """A granted or rejected leave stays so; the refusal names the event."""
    for decision in (granted(ONE_DAY), LeaveRejected(leave="L-1", reason="缺人")):
        given(LEADER, LEADS, ONE_DAY, decision).under(LAW).when(SIGN, by="A017").refused(
            LeaveDecided, citing=(4,)
        )


def test_what_has_all_its_signatures_needs_no_more() -> None:
    """In an old book all may have signed before it was granted."""
    third = PersonRegistered(person="A018", name="周杰", roles=(Role.TEAM_LEADER,))
    placed = PersonPlaced(person="A018", post="team-leader")
    given(third, placed, ONE_DAY, LED, DIRECTED).under(LAW).when(SIGN, by="A018").refused(
        NothingToSign, citing=(4, 5), clause="leave.approval"
    )


def test_a_leave_is_asked_for_before_it_is_signed() -> None:
    """Neither what nobody asked for is signed, nor what is asked for later."""
    given(LEADER, LEADS).under(LAW).when(SIGN, by="A017").refused(LeaveNotAskedFor)
    given(at(LEADER, NOON), at(LEADS, NOON), at(ONE_DAY, NOON + timedelta(hours=1))).under(
        LAW
    ).when(SIGN, by="A017", at=NOON).refused(BeforeItBegan, citing=(3,))


def test_without_a_clause_a_signature_is_taken_down_and_grants_nothing() -> None:
    """Where the rulebook has no chain, granting stays an act of its own."""
    given(LEADER, LEADS, ONE_DAY).when(SIGN, by="A017").then(LED)
    given(LEADER, ONE_DAY).when(SIGN, by="A017").refused(HoldsNoPost)
    given(LEADER, LEADS, ONE_DAY).when(
        SignLeave(leave="L-1", post="cs-director"), by="A017"
    ).refused(NotAsTheCaseSays)


def test_what_a_gate_forbids_is_not_granted_by_the_last_signature() -> None:
    """The last signer learns of it before signing, because it comes in one commit."""
    forbidding = law(
        "notice", 'on = [{ event = "leave.granted", where = { night = true } }]\nforbidden = true'
    )
    night = msgspec.structs.replace(ONE_DAY, night=True)
    given(LEADER, LEADS, night).under(forbidding).when(SIGN, by="A017").refused(
        Forbidden, clause="t.gate"
    )


@pytest.mark.parametrize("post", ["team-leader", "shift-leader"])
def test_whoever_looks_first_sees_who_is_next(post: str) -> None:
    """screens.md 3: beside the clause stands who has signed and whose turn it is."""
    placed = PersonPlaced(person="A017", post=post)
    outcome = given(LEADER, placed, ONE_DAY).under(LAW).when(SIGN, by="A017")
    told = [each.words.zh for each in outcome.findings if each.clause == "leave.approval"]
    assert told[-1] == "已签 A017；轮到 客服部主任"


def test_leave_from_a_night_shift_goes_to_the_director_at_once() -> None:
    """S4.9-07: its chain begins with the director, and the team leader has no part in it."""
    night = msgspec.structs.replace(requested("2026-11-25T20:00", "2026-11-26T08:00"), night=True)
    given(DIRECTOR, DIRECTS, night).under(LAW).when(
        SIGN, by="D001", at=local("2026-11-24T12:00")
    ).then(DIRECTED, granted(night))
    given(LEADER, LEADS, night).under(LAW).when(
        SIGN, by="A017", at=local("2026-11-24T12:00")
    ).refused(NotYourTurn, clause="leave.special_approval")


UNDER_A017 = msgspec.structs.replace(ONE_DAY, own_superior="A017", own_superior_post="team-leader")
ANOTHER = PersonRegistered(person="A018", name="周杰", roles=(Role.TEAM_LEADER,))
ANOTHER_LEADS = PersonPlaced(person="A018", post="team-leader")


def test_another_lines_leader_does_not_sign() -> None:
    """S4.9-03: no cross-asking; the own team leader signs, and the refusal names them."""
    given(LEADER, LEADS, UNDER_A017).under(LAW).when(SIGN, by="A017").then(LED)
    outcome = given(ANOTHER, ANOTHER_LEADS, UNDER_A017).under(LAW).when(SIGN, by="A018")
    outcome.refused(NotTheirSuperior, clause="leave.approval")
    assert outcome.refusal is not None
    assert "A017" in outcome.refusal.text("zh")


def test_the_own_leaders_deputy_signs_for_them() -> None:
    """Who stands in for the own leader is of that line meanwhile; for another leader, is not."""
    deputy = PersonRegistered(person="A020", name="罗敏", roles=(Role.AGENT,))
    for delegator, passes in (("A017", True), ("A018", False)):
        stands_in = DelegationGranted(
            deputy="A020",
            delegator=delegator,
            from_at=NOON,
            to_at=NOON + timedelta(days=5),
            post="team-leader",
            roles=(Role.TEAM_LEADER,),
        )
        outcome = given(deputy, stands_in, UNDER_A017).under(LAW).when(SIGN, by="A020")
        if passes:
            outcome.then(signed("A020", "team-leader"))
        else:
            outcome.refused(NotTheirSuperior)


def test_a_leader_who_stands_in_for_the_own_leader_signs_too() -> None:
    """Two leaders hold one post: for whom the one stands in counts, not which post it is."""
    stands_in = DelegationGranted(
        deputy="A018",
        delegator="A017",
        from_at=NOON,
        to_at=NOON + timedelta(days=5),
        post="team-leader",
        roles=(Role.TEAM_LEADER,),
    )
    given(ANOTHER, ANOTHER_LEADS, stands_in, UNDER_A017).under(LAW).when(SIGN, by="A018").then(
        signed("A018", "team-leader")
    )


def test_a_superior_of_another_post_does_not_keep_the_level_from_signing() -> None:
    """Where somebody stands right under the director, any leader of the level signs first."""
    asked = msgspec.structs.replace(ONE_DAY, own_superior="D001", own_superior_post="cs-director")
    given(ANOTHER, ANOTHER_LEADS, asked).under(LAW).when(SIGN, by="A018").then(
        signed("A018", "team-leader")
    )


def test_a_swap_since_the_request_keeps_the_leave_from_being_granted() -> None:
    """S4.10-07: a swapped shift allows no leave, also when it was swapped after the request."""
    theirs = shift("A004", "2026-11-25T08:00", "2026-11-25T14:00")
    passed = ShiftReassigned(
        shift=theirs.shift,
        giver="A004",
        person="A003",
        giver_day="A004/2026-11-25",
        day="A003/2026-11-25",
        starts=theirs.starts,
        ends=theirs.ends,
        code="D",
        origin=Cause.SWAP,
    )
    given(LEADER, LEADS, ONE_DAY, passed).under(LAW).when(SIGN, by="A017").refused(
        Forbidden, citing=(4,), clause="leave.on_swapped_shift"
    )
    given(LEADER, ONE_DAY, LED, DIRECTED, passed).under(LAW).when(
        GrantLeave(leave="L-1"), by="A017"
    ).refused(Forbidden, citing=(5,), clause="leave.on_swapped_shift")


def test_a_shift_arranged_since_the_request_changes_nothing() -> None:
    """Whoever is put on a shift by the leader meanwhile may still be granted the leave."""
    arranged = shift("A003", "2026-11-25T08:00", "2026-11-25T14:00")
    given(LEADER, LEADS, ONE_DAY, arranged).under(LAW).when(SIGN, by="A017").then(LED)


def test_whoever_signs_sees_the_shifts_and_the_balance_of_the_year() -> None:
    """S1.6-17: before approval, how much of the year's leave this one makes."""
    earlier = requested("2026-05-04T00:00", "2026-05-06T00:00", 2, leave="L-0")
    work = shift("A003", "2026-11-25T08:00", "2026-11-25T14:00")
    outcome = (
        given(LEADER, LEADS, earlier, ONE_DAY, work)
        .under(allowing(personal=5))
        .when(SIGN, by="A017")
    )
    told = {each.clause: each.words for each in outcome.findings}
    assert told["leave.allowance"].zh == "2026 年事假连这次 3 天，共 5 天"
    assert told["leave.request"].en == "off 1: D 11-25 08:00–14:00"
