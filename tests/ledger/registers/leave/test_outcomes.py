"""What becomes of a leave: granted by one leader, rejected, withdrawn, returned from."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.leave.case import (
    LeaveDecided,
    LeaveNotAskedFor,
    LeaveNotGranted,
    NotTheirLeave,
)
from ledger.registers.leave.events import (
    Category,
    LeaveRejected,
    LeaveReturned,
    LeaveWithdrawn,
    SickLeaveEnded,
)
from ledger.registers.leave.grant_leave import GrantLeave
from ledger.registers.leave.reject_leave import RejectLeave
from ledger.registers.leave.return_from_leave import BackLater, LeaveNotBegun, ReturnFromLeave
from ledger.registers.leave.withdraw_leave import LeaveBegun, WithdrawLeave
from ledger.rulebook.approvals import NotSigned, NotYourTurn
from ledger.testing import given
from tests.ledger.registers.leave.leaves import (
    DIRECTOR,
    DIRECTS,
    LAW,
    LEADER,
    LEADS,
    granted,
    local,
    requested,
    signed,
)
from tests.ledger.registers.people import AGENT

ASKED = requested(
    "2026-11-25T08:00",
    "2026-11-27T16:00",
    3,
    absent_from=("2026-11-25/D/A003", "2026-11-26/D/A003", "2026-11-27/D/A003"),
)
GRANTED = granted(ASKED)
PERIODS: dict[str, Any] = {"months": ("A003/2026-11",), "years": ("A003/2026",)}
WITHDRAWN = LeaveWithdrawn(leave="L-1", person="A003", withdrawer="A003", **PERIODS)
GRANT = GrantLeave(leave="L-1")
REJECT = RejectLeave(leave="L-1", reason="缺人")
WITHDRAW = WithdrawLeave(leave="L-1", person="A003")
RETURN = ReturnFromLeave(leave="L-1", person="A003")


def test_one_leader_grants_where_the_rulebook_has_no_chain() -> None:
    """Without a clause of approval, granting is one act."""
    given(LEADER, ASKED).when(GRANT, by="A017").then(GRANTED)


def test_a_grant_without_all_signatures_says_whose_are_missing() -> None:
    """Where a chain has to sign, granting by itself is refused."""
    outcome = given(LEADER, ASKED, signed("A017", "team-leader")).under(LAW).when(GRANT, by="A017")
    outcome.refused(NotSigned, citing=(3,), clause="leave.approval")
    assert outcome.refusal is not None
    assert "客服部主任" in outcome.refusal.text("zh")


def test_who_would_sign_next_may_reject() -> None:
    """A rejection has a reason, and lies where the request does."""
    given(LEADER, LEADS, ASKED).under(LAW).when(REJECT, by="A017").then(
        LeaveRejected(leave="L-1", reason="缺人", person="A003", rejecter="A017", **PERIODS)
    )


def test_who_would_not_sign_next_does_not_reject_either() -> None:
    """S4.9-03: level by level, whatever the answer."""
    given(DIRECTOR, DIRECTS, ASKED).under(LAW).when(REJECT, by="D001").refused(
        NotYourTurn, clause="leave.approval"
    )


def test_what_is_decided_is_not_decided_again() -> None:
    """Neither granted nor rejected twice, nor the one after the other."""
    given(LEADER, ASKED, GRANTED).when(GRANT, by="A017").refused(LeaveDecided, citing=(3,))
    given(LEADER, LEADS, ASKED, GRANTED).when(REJECT, by="A017").refused(LeaveDecided, citing=(4,))


def test_the_applicant_withdraws_what_has_not_begun() -> None:
    """S4.9-01: granted or not, until it begins; its days are free then."""
    given(AGENT, ASKED).when(WITHDRAW, by="A003").then(WITHDRAWN, resting_on=(1, 2))
    given(AGENT, ASKED, GRANTED).when(WITHDRAW, by="A003").then(WITHDRAWN)


def test_what_has_begun_is_not_withdrawn() -> None:
    """Who comes back early returns from leave; the refusal says so."""
    given(AGENT, ASKED, GRANTED).when(WITHDRAW, by="A003", at=local("2026-11-25T08:00")).refused(
        LeaveBegun, citing=(2,), clause="leave.withdrawal"
    )


def test_nobody_withdraws_a_colleagues_leave() -> None:
    """Neither under the own number nor under the colleague's."""
    theirs = msgspec.structs.replace(ASKED, person="A004")
    given(AGENT, theirs).when(WITHDRAW, by="A003").refused(NotTheirLeave, citing=(2,))
    action = WithdrawLeave(leave="L-1", person="A004")
    given(AGENT, theirs).when(action, by="A003").refused(NotEntitled)


@pytest.mark.parametrize("action", [GRANT, REJECT, WITHDRAW])
def test_nothing_becomes_of_a_leave_that_nobody_asked_for(
    action: GrantLeave | RejectLeave | WithdrawLeave,
) -> None:
    """A case is opened before it goes on."""
    given(LEADER).when(action, by="A017").refused(LeaveNotAskedFor, clause="cases.order_of_steps")


def test_who_is_back_in_time_is_back() -> None:
    """S4.9-01: at the end of the leave nothing is left of it."""
    given(AGENT, ASKED, GRANTED).when(RETURN, by="A003", at=local("2026-11-27T16:00")).then(
        LeaveReturned(leave="L-1", person="A003", **PERIODS)
    )


@pytest.mark.parametrize(
    ("back", "unused"),
    [("2026-11-25T12:00", 2), ("2026-11-26T23:00", 1), ("2026-11-27T07:00", 0)],
)
def test_who_is_back_early_has_the_rest_of_the_days_left(back: str, unused: float) -> None:
    """The shifts of later days are worked again, and count as not used."""
    given(AGENT, ASKED, GRANTED).when(RETURN, by="A003", at=local(back)).then(
        LeaveReturned(leave="L-1", person="A003", unused=unused, **PERIODS)
    )


def test_who_is_back_late_is_so_many_minutes_over() -> None:
    """S1.6-17: the minutes stand in the book; what follows is for the deadline's clause."""
    given(AGENT, ASKED, GRANTED).when(RETURN, by="A003", at=local("2026-11-27T16:31:59")).then(
        LeaveReturned(leave="L-1", person="A003", minutes_over=31, **PERIODS)
    )


def test_a_return_that_is_entered_later_counts_from_when_it_was() -> None:
    """Whoever forgot to report back says when they were back; not a time to come."""
    told = ReturnFromLeave(leave="L-1", person="A003", returned_at=local("2026-11-27T16:00"))
    history = given(AGENT, ASKED, GRANTED)
    history.when(told, by="A003", at=local("2026-11-28T09:00")).then(
        LeaveReturned(leave="L-1", person="A003", returned_at=local("2026-11-27T16:00"), **PERIODS)
    )
    history.when(told, by="A003", at=local("2026-11-27T15:00")).refused(BackLater)


def test_nobody_is_back_from_what_they_were_never_on() -> None:
    """Not granted, not begun, or withdrawn: each is refused for its own reason."""
    given(AGENT, ASKED).when(RETURN, by="A003").refused(LeaveNotGranted)
    given(AGENT, ASKED, GRANTED).when(RETURN, by="A003").refused(
        LeaveNotBegun, citing=(3,), clause="leave.withdrawal"
    )
    given(AGENT, ASKED, GRANTED, WITHDRAWN).when(
        RETURN, by="A003", at=local("2026-11-27T16:00")
    ).refused(LeaveDecided, citing=(4,))


def test_a_leave_without_a_roster_counts_the_calendars_days() -> None:
    """Back on the second of three days, one whole day was not needed."""
    plain = msgspec.structs.replace(GRANTED, absent_from=())
    given(AGENT, ASKED, plain).when(RETURN, by="A003", at=local("2026-11-26T09:00")).then(
        LeaveReturned(leave="L-1", person="A003", unused=1, **PERIODS)
    )


def test_a_return_after_new_year_gives_back_days_of_the_new_year() -> None:
    """What is left lies in the year in which it is."""
    over = granted(
        msgspec.structs.replace(
            requested(
                "2026-12-30T08:00",
                "2027-01-03T16:00",
                3,
                absent_from=("2026-12-30/D/A003", "2026-12-31/D/A003", "2027-01-03/D/A003"),
            ),
            days_next_year=1,
        )
    )
    outcome = given(AGENT, over).when(RETURN, by="A003", at=local("2026-12-30T12:00"))
    [event] = outcome.events
    assert isinstance(event, LeaveReturned)
    assert (event.unused, event.unused_next_year) == (2, 1)


def test_who_was_sick_ends_the_sick_leave_by_reporting_back() -> None:
    """S4.9-06: from there on the proof is due, without anybody typing that it ended."""
    sick = msgspec.structs.replace(ASKED, category=Category.SICK)
    outcome = given(AGENT, sick, granted(sick)).when(
        RETURN, by="A003", at=local("2026-11-26T12:00")
    )
    outcome.then(
        LeaveReturned(leave="L-1", person="A003", unused=1, **PERIODS),
        SickLeaveEnded(
            leave="L-1", person="A003", ended_on=local("2026-11-26T12:00").date(), days=2
        ),
    )
