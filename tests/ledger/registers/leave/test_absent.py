"""Whoever is on leave is not put on a shift."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ledger.kernel.action import Action
from ledger.registers.leave.absent import OnLeave, leaves, months_of, years_of
from ledger.registers.leave.case import grant
from ledger.registers.leave.events import LeaveReturned, LeaveWithdrawn
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.events import DutyGroupFormed
from ledger.registers.roster.publish_roster import LinesUnfit, PublishRoster
from ledger.registers.roster.reassign_shift import ReassignShift
from ledger.registers.roster.roster_group import RosterGroup
from ledger.testing import given
from tests.ledger.registers.leave.leaves import LAW, granted, local, requested, shift
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER
from tests.ledger.registers.roster.rosters import TOWN

MONDAY = granted(requested("2026-11-23T08:00", "2026-11-23T16:00"))
ON = date(2026, 11, 23)
ASSIGN = AssignShift(person="A003", on=ON, code="D")


def publishing(*lines: str) -> PublishRoster:
    """The roster of the week from 23 November."""
    return PublishRoster(roster="W48", first=ON, last=date(2026, 11, 29), lines=lines)


def test_nobody_is_assigned_a_shift_on_leave() -> None:
    """The refusal names the leave and from when to when it is."""
    outcome = given(LEADER, AGENT, MONDAY).under(LAW).when(ASSIGN, by="A017")
    outcome.refused(OnLeave, citing=(3,), clause="leave.away")
    assert outcome.refusal is not None
    assert outcome.refusal.text("zh") == (
        "A003 在 11-23 08:00 至 11-23 16:00 请假 L-1（#3），不能上这个班"
    )


def test_who_is_away_before_the_first_shift_is_put_on_none_there() -> None:
    """Leave for a whole day with an evening shift keeps the morning free as well."""
    evening = requested("2026-11-23T14:00", "2026-11-24T00:00", absent_from=("2026-11-23/E/A003",))
    whole = msgspec.structs.replace(evening, away_from=local("2026-11-23T00:00"))
    given(LEADER, AGENT, grant(whole)).under(LAW).when(ASSIGN, by="A017").refused(
        OnLeave, citing=(3,)
    )


def test_nobody_is_passed_a_shift_on_leave() -> None:
    """Also when it is somebody else's shift that has to be worked."""
    theirs = shift("A004", "2026-11-23T12:00", "2026-11-23T18:00", "E")
    given(LEADER, AGENT, theirs, MONDAY).under(LAW).when(
        ReassignShift(shift=theirs.shift, person="A003"), by="A017"
    ).refused(OnLeave, citing=(4,))


def test_a_roster_puts_nobody_on_a_shift_on_leave() -> None:
    """One such line is told of like any other that cannot be."""
    history = given(LEADER, AGENT, COLLEAGUE, MONDAY).under(LAW)
    history.when(publishing("A003 2026-11-23 D", "A004 2026-11-23 D"), by="A017").refused(
        OnLeave, citing=(4,)
    )
    history.when(
        publishing("A003 2026-11-23 D", "A003 2026-11-23 Q", "A004 2026-11-23 D"), by="A017"
    ).refused(LinesUnfit, clause="leave.away")
    outcome = history.when(publishing("A003 2026-11-24 D", "A004 2026-11-23 D"), by="A017")
    assert outcome.refusal is None


def test_a_group_on_duty_is_without_whoever_is_on_leave() -> None:
    """S2.5-12: a member on leave is not put on the turn of duty."""
    group = DutyGroupFormed(group="G1", leader="A003", members=("A003", "A004"))
    evening = granted(requested("2026-11-23T00:00", "2026-11-24T08:00"))
    given(LEADER, AGENT, COLLEAGUE, group, evening).under(TOWN).when(
        RosterGroup(duty="D-1", group="G1", members=("A003", "A004"), on=ON, code="W"), by="A017"
    ).refused(OnLeave, citing=(5,))


@pytest.mark.parametrize(
    "over",
    [
        LeaveWithdrawn(leave="L-1", person="A003", withdrawer="A003", months=("A003/2026-11",)),
        LeaveReturned(
            leave="L-1",
            person="A003",
            returned_at=local("2026-11-23T08:00"),
            months=("A003/2026-11",),
        ),
    ],
)
def test_what_was_withdrawn_or_given_back_is_free_again(
    over: LeaveWithdrawn | LeaveReturned,
) -> None:
    """An early return frees the rest of the leave."""
    outcome = given(LEADER, AGENT, MONDAY, over).under(LAW).when(ASSIGN, by="A017")
    assert outcome.refusal is None


def test_a_shift_before_or_after_the_leave_is_worked() -> None:
    """A shift may end as the leave begins; neither has that instant."""
    night = granted(requested("2026-11-23T14:00", "2026-11-24T08:00"))
    action: Action = AssignShift(person="A003", on=ON, code="X", starts="08:00", ends="14:00")
    assert given(LEADER, AGENT, night).when(action, by="A017").refusal is None


def test_a_leave_of_the_month_before_reaches_into_this_one() -> None:
    """A leave lies under each of its months, so that the first of December is looked up there."""
    long = granted(requested("2026-11-30T00:00", "2026-12-02T00:00", 2))
    given(LEADER, AGENT, long).under(LAW).when(
        AssignShift(person="A003", on=date(2026, 12, 1), code="D"), by="A017"
    ).refused(OnLeave, citing=(3,))


def test_a_night_shift_meets_a_leave_of_the_next_month() -> None:
    """The last night of November ends in December, where the leave begins."""
    early = granted(requested("2026-12-01T00:00", "2026-12-02T00:00"))
    action = AssignShift(
        person="A003", on=date(2026, 11, 30), code="X", starts="20:00", ends="08:00"
    )
    given(LEADER, AGENT, early).when(action, by="A017").refused(OnLeave, citing=(3,))


def test_periods_are_those_from_the_first_day_to_the_last() -> None:
    """A year's end, and a February of 29 days, are days like others."""
    assert months_of("A003", date(2027, 12, 31), date(2028, 3, 1)) == (
        "A003/2027-12",
        "A003/2028-01",
        "A003/2028-02",
        "A003/2028-03",
    )
    assert years_of("A003", date(2027, 12, 31), date(2028, 2, 29)) == ("A003/2027", "A003/2028")
    assert len(leaves("A003", date(2028, 2, 28), date(2028, 2, 28))) == 1
    assert len(leaves("A003", date(2028, 2, 29), date(2028, 2, 29))) == 2
