"""Agreeing to a swap, until it is made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from ledger.kernel.event import Event
from ledger.registers.entries import BeforeItBegan, NotOpened
from ledger.registers.org.events import DelegationGranted
from ledger.registers.roster.events import ShiftCancelled
from ledger.registers.roster.holding import NoSuchShift, OnTwoShifts
from ledger.registers.swaps.agree_swap import AgreedAlready, AgreeSwap, SideUnknown
from ledger.registers.swaps.case import NotTheirLeader, SwapOver
from ledger.registers.swaps.consenting import OwnSwap
from ledger.registers.swaps.events import Side, SwapAgreed, SwapRejected, SwapWithdrawn
from ledger.rulebook.approvals import NotYourTurn
from ledger.rulebook.gates import Forbidden, TooOften
from ledger.rulebook.lookup import Lawbook
from ledger.testing import When, at, given
from tests.ledger.registers.swaps.swapping import (
    BOTH,
    DAY,
    GIVER,
    NIGHT,
    ONE_AGREED,
    ONE_LEADER,
    OTHER_AGREED,
    OTHER_LEADER,
    REQUESTED,
    STAND,
    STORE,
    SWAPPED,
    TAKER,
    TAKER_PLACED,
    TELECOM,
    earlier_swap,
    leader,
    local,
    placed,
    shift,
)


def agree(*history: Event, by: str, law: Lawbook = TELECOM, **told: Any) -> When:
    """A leader agrees to W1 on the noon before."""
    happened = [at(each, local("2026-11-20 08:00")) for each in history]
    action = AgreeSwap(swap="W1", **told)
    return given(*happened).under(law).when(action, by=by, at=local("2026-11-21 12:00"))


def test_the_first_of_two_leaders_agrees_and_nothing_changes_hands() -> None:
    """W12, S4.10-02: the side follows from whom the leader leads."""
    agree(ONE_LEADER, *STAND, REQUESTED, by="A017").then(ONE_AGREED)
    agree(OTHER_LEADER, *STAND, REQUESTED, by="A018").then(OTHER_AGREED)


def test_the_second_consent_makes_the_swap_in_the_same_commit() -> None:
    """Issue 5: both legs in one event, under every day of both people."""
    agree(OTHER_LEADER, *STAND, REQUESTED, ONE_AGREED, by="A018").then(
        OTHER_AGREED, SWAPPED, reading=("swap.consents", "swap.per_month")
    )
    agree(ONE_LEADER, *STAND, REQUESTED, OTHER_AGREED, by="A017").then(ONE_AGREED, SWAPPED)


def test_a_shift_without_one_in_return_changes_hands_alone() -> None:
    """The other leg stays empty, to be repaid or not."""
    asked = msgspec.structs.replace(REQUESTED, taken=None, taken_starts=None, taken_ends=None)
    outcome = agree(OTHER_LEADER, *BOTH, NIGHT, asked, ONE_AGREED, by="A018")

    assert outcome.events[1] == msgspec.structs.replace(
        SWAPPED,
        taken=None,
        taken_starts=None,
        taken_ends=None,
        taken_code=None,
        person_days=SWAPPED.person_days[:4],
    )


def test_one_leader_of_both_agrees_for_both() -> None:
    """Within one team the leader answers for both, and says so for each."""
    same = placed("A015", "A017")
    agree(ONE_LEADER, *STAND[:3], same, *STAND[4:], REQUESTED, by="A017").then(
        ONE_AGREED, msgspec.structs.replace(OTHER_AGREED, leader="A017"), SWAPPED
    )


def test_another_leader_has_no_say() -> None:
    """S4.10-09: the leader must know the people; who leads them is told."""
    outcome = agree(leader("A019"), *STAND, REQUESTED, by="A019")

    outcome.refused(NotTheirLeader, citing=(4, 5), clause="swap.consents")
    assert outcome.refusal is not None
    assert outcome.refusal.text("en").startswith("A009 / A015 are led by A017 / A018")
    agree(ONE_LEADER, *STAND, REQUESTED, by="A017", side=Side.TAKER).refused(NotTheirLeader)


def test_a_deputy_agrees_for_whom_they_stand_in_for() -> None:
    """S1.4-03: the delegation is evidence; in a matter of their own they have no say."""
    hour = timedelta(hours=1)
    stands_in = DelegationGranted(
        deputy="A019",
        delegator="A017",
        from_at=local("2026-11-20 08:00") - hour,
        to_at=local("2026-11-22 08:00"),
        roles=ONE_LEADER.roles,
    )
    agree(leader("A019"), *STAND, REQUESTED, stands_in, by="A019").then(
        msgspec.structs.replace(ONE_AGREED, leader="A019")
    )
    for_the_taker = msgspec.structs.replace(stands_in, delegator="A015")
    agree(leader("A019"), *STAND, REQUESTED, for_the_taker, by="A019").refused(NotTheirLeader)
    for_oneself = msgspec.structs.replace(stands_in, deputy="A015")
    agree(*STAND, REQUESTED, for_oneself, by="A015").refused(OwnSwap)


def test_nobody_agrees_to_their_own_swap() -> None:
    """Not even a leader who swaps."""
    agree(leader("A009"), *STAND[1:], REQUESTED, by="A009").refused(
        OwnSwap, citing=(7,), clause="swap.consents"
    )


def test_each_side_agrees_once() -> None:
    """W12: twice the same consent is one consent."""
    agree(ONE_LEADER, *STAND, REQUESTED, ONE_AGREED, by="A017").refused(
        AgreedAlready, citing=(9,), clause="swap.consents"
    )


def test_where_nobody_is_placed_the_side_is_told() -> None:
    """An old book knows no superiors."""
    stand = (GIVER, TAKER, NIGHT, DAY)
    agree(ONE_LEADER, *stand, REQUESTED, by="A017").refused(SideUnknown)
    agree(ONE_LEADER, *stand, REQUESTED, by="A017", side=Side.GIVER).then(ONE_AGREED)


def test_the_shop_s_swap_is_reported_to_the_manager() -> None:
    """X04, S2.7-09: one signature, of that very post."""
    manager = placed("A001", None, post="store-manager", job=None, grade=None)
    outcome = agree(leader("A001"), manager, *STAND, REQUESTED, by="A001", law=STORE)
    outcome.then(
        SwapAgreed(swap="W1", leader="A001", side=Side.GIVER, post="store-manager"), SWAPPED
    )
    agree(ONE_LEADER, *STAND, REQUESTED, by="A017", law=STORE).refused(
        NotYourTurn, clause="swap.consents"
    )


def test_what_has_changed_since_it_was_asked_for_counts() -> None:
    """All is looked at again: a shift taken off, one put in the way, one that leaves no rest."""
    cancelled = ShiftCancelled(
        shift=DAY.shift,
        person="A015",
        day=DAY.day,
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    agree(OTHER_LEADER, *STAND, REQUESTED, ONE_AGREED, cancelled, by="A018").refused(
        NoSuchShift, citing=(10,)
    )
    meanwhile = shift("A015", "2026-11-24 06:00", "2026-11-24 10:00", "M")
    agree(OTHER_LEADER, *STAND, REQUESTED, ONE_AGREED, meanwhile, by="A018").refused(
        OnTwoShifts, citing=(10,)
    )
    close = shift("A015", "2026-11-24 10:00", "2026-11-24 14:00", "M")
    agree(OTHER_LEADER, *STAND, REQUESTED, ONE_AGREED, close, by="A018").refused(
        Forbidden, citing=(6, 10), clause="swap.consecutive"
    )


def test_a_quota_used_up_meanwhile_counts() -> None:
    """S4.10-03: refused to the leader who would complete it, and to the first one already."""
    full = earlier_swap(1, "A015", "A030"), earlier_swap(2, "A031", "A015")
    agree(OTHER_LEADER, *STAND, REQUESTED, ONE_AGREED, *full, by="A018").refused(
        TooOften, citing=(10, 11), clause="swap.per_month"
    )
    agree(ONE_LEADER, *STAND, REQUESTED, *full, by="A017").refused(TooOften)


def test_what_is_over_is_over() -> None:
    """A swap that was made, rejected or withdrawn takes no more consents."""
    rejected = SwapRejected(swap="W1", leader="A018", reason="人手不足")
    withdrawn = SwapWithdrawn(swap="W1", withdrawer="A009")
    for end in (SWAPPED, rejected, withdrawn):
        agree(ONE_LEADER, *STAND, REQUESTED, end, by="A017").refused(SwapOver, citing=(9,))


def test_there_is_something_to_agree_to_first() -> None:
    """A swap is asked for before, and not after."""
    agree(ONE_LEADER, by="A017").refused(NotOpened)
    happened = [at(each, local("2026-11-20 08:00")) for each in (ONE_LEADER, *STAND)]
    given(*happened, at(REQUESTED, local("2026-11-22 08:00"))).under(TELECOM).when(
        AgreeSwap(swap="W1"), by="A017", at=local("2026-11-21 08:00")
    ).refused(BeforeItBegan, citing=(8,))


def test_an_earlier_request_in_words_is_made_as_it_stands() -> None:
    """A request about shifts of no roster has no legs to move."""
    asked = msgspec.structs.replace(
        REQUESTED, given="周五晚班", taken=None, given_starts=None, taken_starts=None
    )
    outcome = agree(
        OTHER_LEADER, GIVER, TAKER, STAND[2], TAKER_PLACED, asked, ONE_AGREED, by="A018"
    )

    assert [type(event).type_name for event in outcome.events] == ["swap.agreed", "shift.swapped"]
    assert outcome.events[1].given is None  # type: ignore[attr-defined]
