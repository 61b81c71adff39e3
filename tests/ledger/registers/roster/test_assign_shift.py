"""Putting somebody on a shift."""

from __future__ import annotations

from datetime import date

from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.events import Cause, ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import NobodyToRoster, OnTwoShifts
from ledger.registers.roster.placing import NoSuchKind
from ledger.testing import given
from tests.ledger.registers.people import AGENT, CHIEF, LEADER
from tests.ledger.registers.roster.rosters import DAY, LAW, NIGHT, utc

MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


def test_a_shift_of_a_kind_has_the_times_of_its_clause() -> None:
    """S0.4-08: D is the day shift of the rulebook, whose clause is read."""
    given(LEADER, AGENT).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="D"), by="A017"
    ).then(DAY, reading=("shift.day", "roster.one_place", "roster.shifts"))


def test_a_night_shift_lies_under_both_of_its_days() -> None:
    """What begins at 20:00 counts under its own day, and is seen on the next as well."""
    given(LEADER, AGENT).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="N"), by="A017"
    ).then(NIGHT)


def test_the_night_before_stands_in_the_way_of_an_early_shift() -> None:
    """S4.10-04: nobody is on two shifts at once, also over midnight; the night shift is cited."""
    given(LEADER, AGENT, NIGHT).under(LAW).when(
        AssignShift(person="A003", on=TUESDAY, code="X", starts="07:59", ends="12:00"), by="A017"
    ).refused(OnTwoShifts, citing=(3,), clause="roster.one_place")


def test_a_shift_may_begin_as_another_ends() -> None:
    """The end of a shift belongs to the next: day and evening follow each other."""
    given(LEADER, AGENT, DAY).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="E", origin=Cause.OVERTIME), by="A017"
    ).then(
        ShiftAssigned(
            shift="2026-11-23/E/A003",
            person="A003",
            day="A003/2026-11-23",
            starts=utc("2026-11-23 06:00"),
            ends=utc("2026-11-23 12:00"),
            code="E",
            origin=Cause.OVERTIME,
        )
    )


def test_after_a_cancellation_the_day_is_free_and_the_identity_new() -> None:
    """A shift that was cancelled never comes back to life; another takes its place."""
    cancelled = ShiftCancelled(
        shift=DAY.shift, person="A003", day=DAY.day, starts=DAY.starts, ends=DAY.ends, code="D"
    )
    given(LEADER, AGENT, DAY, cancelled).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="D"), by="A017"
    ).then(
        ShiftAssigned(
            shift="2026-11-23/D/A003/2",
            person="A003",
            day="A003/2026-11-23",
            starts=DAY.starts,
            ends=DAY.ends,
            code="D",
        )
    )


def test_who_has_passed_a_shift_on_is_free() -> None:
    """The day belongs to whoever took it over."""
    passed = ShiftReassigned(
        shift=DAY.shift,
        giver="A003",
        person="A004",
        giver_day="A003/2026-11-23",
        day="A004/2026-11-23",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    outcome = (
        given(LEADER, AGENT, DAY, passed)
        .under(LAW)
        .when(AssignShift(person="A003", on=MONDAY, code="D"), by="A017")
    )

    assert [event.shift for event in outcome.events if isinstance(event, ShiftAssigned)] == [
        "2026-11-23/D/A003/2"
    ]


def test_a_code_that_the_rulebook_does_not_know_needs_both_times() -> None:
    """A special arrangement says from when to when; anything else names the kinds there are."""
    given(LEADER, AGENT).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="X", starts="09:00"), by="A017"
    ).refused(NoSuchKind, clause="roster.shifts")
    given(LEADER, AGENT).under(LAW).when(
        AssignShift(person="A003", on=MONDAY, code="X", starts="18:00", ends="24:00"), by="A017"
    ).then(
        ShiftAssigned(
            shift="2026-11-23/X/A003",
            person="A003",
            day="A003/2026-11-23",
            starts=utc("2026-11-23 10:00"),
            ends=utc("2026-11-23 16:00"),
            code="X",
        )
    )


def test_the_clock_that_is_put_back_makes_the_night_longer() -> None:
    """25 October 2026 in Berlin: from 20:00 to 8:00 are thirteen hours, still two days."""
    given(LEADER, AGENT, zone="Europe/Berlin").under(LAW).when(
        AssignShift(person="A003", on=date(2026, 10, 24), code="N"), by="A017"
    ).then(
        ShiftAssigned(
            shift="2026-10-24/N/A003",
            person="A003",
            day="A003/2026-10-24",
            next_day="A003/2026-10-25",
            starts=utc("2026-10-24 18:00"),
            ends=utc("2026-10-25 07:00"),
            code="N",
            night=True,
        )
    )


def test_the_night_of_the_leap_day_ends_in_march() -> None:
    """29 February 2028 is a day like any other; holidays are marked."""
    given(LEADER, AGENT).under(LAW).when(
        AssignShift(person="A003", on=date(2028, 2, 29), code="N"), by="A017"
    ).then(
        ShiftAssigned(
            shift="2028-02-29/N/A003",
            person="A003",
            day="A003/2028-02-29",
            next_day="A003/2028-03-01",
            starts=utc("2028-02-29 12:00"),
            ends=utc("2028-03-01 00:00"),
            code="N",
            night=True,
        )
    )


def test_new_years_eve_ends_in_the_new_year() -> None:
    """The night shift of 31 December lies under a day of either year, and is no holiday's own."""
    outcome = (
        given(CHIEF, AGENT)
        .under(LAW)
        .when(AssignShift(person="A003", on=date(2026, 12, 31), code="N"), by="A001")
    )

    assert [
        (event.day, event.next_day, event.holiday)
        for event in outcome.events
        if isinstance(event, ShiftAssigned)
    ] == [("A003/2026-12-31", "A003/2027-01-01", False)]


def test_a_shift_on_a_public_holiday_says_so() -> None:
    """S2.5-03, S4.10-08: whoever works on 1 October is on duty on a holiday."""
    outcome = (
        given(LEADER, AGENT)
        .under(LAW)
        .when(AssignShift(person="A003", on=date(2026, 10, 1), code="D"), by="A017")
    )

    assert [event.holiday for event in outcome.events if isinstance(event, ShiftAssigned)] == [True]


def test_nobody_unknown_is_on_a_shift() -> None:
    """Only registered people are rostered."""
    given(LEADER).under(LAW).when(
        AssignShift(person="A999", on=MONDAY, code="D"), by="A017"
    ).refused(NobodyToRoster, clause="org.register")
