"""Who is on a shift after a swap, as everything else about the roster sees it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ledger.kernel.words import Unfit
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.cancel_shift import CancelShift
from ledger.registers.roster.events import RosterPublished, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import Held, OnTwoShifts, held_by_all, held_from
from ledger.registers.roster.reassign_shift import ReassignShift
from ledger.registers.roster.withdraw_roster import WithdrawRoster
from ledger.registers.swaps.events import ShiftSwapped
from ledger.testing import at, given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER
from tests.ledger.registers.roster.rosters import NIGHT, utc

SWAPPED = ShiftSwapped(
    swap="W1",
    giver="A003",
    taker="A004",
    giver_month="A003/2026-11",
    taker_month="A004/2026-11",
    given=NIGHT.shift,
    given_starts=NIGHT.starts,
    given_ends=NIGHT.ends,
    given_code="N",
    given_roster="R1",
    taken="2026-11-25/D/A004",
    taken_starts=utc("2026-11-25 00:00"),
    taken_ends=utc("2026-11-25 06:00"),
    taken_code="D",
    taken_roster="R2",
    person_days=(
        "A003/2026-11-23",
        "A003/2026-11-24",
        "A004/2026-11-23",
        "A004/2026-11-24",
        "A003/2026-11-25",
        "A004/2026-11-25",
    ),
)
"""A003's night of roster R1 for A004's day shift of roster R2."""

NIGHT_OF_R1 = msgspec.structs.replace(NIGHT, roster="R1")


def test_each_leg_says_who_is_on_it_from_then_on() -> None:
    """One event, two owners: nobody else's shift changes."""
    taken = Held(
        "2026-11-25/D/A004",
        "A003",
        utc("2026-11-25 00:00"),
        utc("2026-11-25 06:00"),
        "D",
        "R2",
        7,
    )
    night = Held(NIGHT.shift, "A004", NIGHT.starts, NIGHT.ends, "N", "R1", 7)

    assert list(held_from(SWAPPED, 7)) == [night, taken]


def test_what_was_swapped_before_there_was_a_roster_says_of_no_shift() -> None:
    """A swap that was only entered in words leaves the roster as it is."""
    bare = ShiftSwapped(
        swap="W1",
        giver="A003",
        taker="A004",
        giver_month="A003/2026-11",
        taker_month="A004/2026-11",
    )

    assert list(held_from(bare, 7)) == []
    assert held_by_all([]) == {}


def test_who_has_swapped_a_shift_away_is_free_then() -> None:
    """And whoever took it is not."""
    early = AssignShift(
        person="A003", on=date(2026, 11, 24), code="X", starts="02:00", ends="05:00"
    )
    outcome = given(LEADER, AGENT, NIGHT, SWAPPED).when(early, by="A017")
    assert outcome.refusal is None
    given(LEADER, COLLEAGUE, SWAPPED).when(
        AssignShift(person="A004", on=date(2026, 11, 24), code="X", starts="02:00", ends="05:00"),
        by="A017",
    ).refused(OnTwoShifts, citing=(3,))


def test_a_swapped_shift_is_cancelled_and_passed_on_from_whoever_has_it() -> None:
    """What is done to it later starts from its owner of now."""
    [cancelled] = (
        given(LEADER, NIGHT, SWAPPED).when(CancelShift(shift=NIGHT.shift), by="A017").events
    )
    assert isinstance(cancelled, ShiftCancelled)
    assert (cancelled.person, cancelled.roster) == ("A004", "R1")
    [passed] = (
        given(LEADER, AGENT, NIGHT, SWAPPED)
        .when(ReassignShift(shift=NIGHT.shift, person="A003"), by="A017")
        .events
    )
    assert isinstance(passed, ShiftReassigned)
    assert (passed.giver, passed.person) == ("A004", "A003")


def test_a_roster_that_is_withdrawn_leaves_the_other_leg_alone() -> None:
    """R1 goes, and with it the night that A004 has now; what A003 got of R2 stands."""
    published = RosterPublished(
        roster="R1", first=date(2026, 11, 23), last=date(2026, 11, 29), shifts=1
    )
    events = (
        given(LEADER, at(published, utc("2026-11-20 00:00")), NIGHT_OF_R1, SWAPPED)
        .when(WithdrawRoster(roster="R1", reason="wrong week"), by="A017")
        .events
    )

    cancelled = [each for each in events if isinstance(each, ShiftCancelled)]
    assert [(each.shift, each.person) for each in cancelled] == [(NIGHT.shift, "A004")]


def test_there_is_no_shift_at_the_end_of_the_calendar() -> None:
    """A date typed wrongly is told of, and no arithmetic runs out of days."""
    with pytest.raises(Unfit, match="correct the date"):
        AssignShift(person="A003", on=date.max, code="D").boundary()
