"""Asking for leave: what the roster says of it, and what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ledger.kernel.action import Refused
from ledger.registers.leave.events import Category, LeaveRejected, LeaveRequested, LeaveWithdrawn
from ledger.registers.leave.request_leave import (
    LeaveAskedAlready,
    LeaveMeanwhile,
    NoSpan,
    RequestLeave,
    TooLong,
)
from ledger.registers.leave.rostered import NotAsRostered
from ledger.registers.org.events import PersonPlaced
from ledger.registers.roster.events import Cause, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.holding import NobodyToRoster
from ledger.rulebook.gates import Forbidden, TooLate
from ledger.testing import When, at, given
from tests.ledger.registers.leave.leaves import LAW, asking, local, requested, shift
from tests.ledger.registers.people import AGENT, LEADER

NOW = local("2026-11-20T07:00")
DAY = shift("A003", "2026-11-23T08:00", "2026-11-23T16:00")
NIGHT = shift("A003", "2026-11-23T18:00", "2026-11-24T00:00", "N")


def event_of(outcome: When) -> LeaveRequested:
    """The request that came of it."""
    [event] = outcome.events
    assert isinstance(event, LeaveRequested)
    return event


def test_the_shift_says_how_long_the_leave_is_and_when_it_begins() -> None:
    """S4.9-02: leave for a whole Monday is one day, and begins with the shift at eight."""
    outcome = given(AGENT, DAY).when(
        asking("2026-11-23T00:00", "2026-11-24T00:00"), by="A003", at=NOW
    )
    outcome.then(
        LeaveRequested(
            leave="L-1",
            person="A003",
            category=Category.PERSONAL,
            starts=DAY.starts,
            away_from=local("2026-11-23T00:00"),
            ends=local("2026-11-24T00:00"),
            days=1,
            absent_from=(DAY.shift,),
            months=("A003/2026-11",),
            years=("A003/2026",),
        ),
        reading=("leave.request", "leave.one_at_a_time", "leave.allowance"),
        resting_on=(1, 2),
    )


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        ("2026-11-23T00:00", "2026-11-24T23:00", 2),
        ("2026-11-23T12:00", "2026-11-23T16:00", 0.5),
        ("2026-11-23T12:00", "2026-11-24T16:00", 1.5),
        ("2026-11-23T11:00", "2026-11-23T16:00", 1),
    ],
)
def test_half_a_shift_is_half_a_day(starts: str, ends: str, days: float) -> None:
    """A leave of at most half a shift counts half, of more a whole day; shifts add up."""
    second = shift("A003", "2026-11-24T08:00", "2026-11-24T16:00")
    shifts = (DAY, second) if "24T" in ends else (DAY,)
    outcome = given(AGENT, *shifts).when(asking(starts, ends), by="A003", at=NOW)
    assert event_of(outcome).days == days


def test_a_leave_in_the_middle_of_a_shift_begins_where_it_was_asked_for() -> None:
    """The notice is measured from when the person goes, where the shift has begun by then."""
    outcome = given(AGENT, DAY).when(
        asking("2026-11-23T12:00", "2026-11-23T16:00"), by="A003", at=NOW
    )
    assert event_of(outcome).starts == local("2026-11-23T12:00")


def test_a_night_shift_is_known_by_its_code() -> None:
    """W14, S4.9-07: asked at half past twelve for the night shift of that day, it is refused."""
    history = given(AGENT, NIGHT).under(LAW)
    ask = asking("2026-11-23T17:00", "2026-11-24T02:00")
    noon = history.when(ask, by="A003", at=local("2026-11-23T12:00"))
    assert event_of(noon).night
    late = history.when(ask, by="A003", at=local("2026-11-23T12:30"))
    late.refused(TooLate, citing=(2,), clause="leave.night_notice")
    assert late.refusal is not None
    assert "2026-11-23/N/A003" in late.refusal.text("zh")
    assert "is a night shift" in late.refusal.text("en")


def test_the_notice_counts_from_the_shift() -> None:
    """S4.9-02, J14: 24 hours before eight o'clock, whenever the leave itself was said to begin."""
    history = given(AGENT, DAY).under(LAW)
    ask = asking("2026-11-23T00:00", "2026-11-24T00:00")
    in_time = event_of(history.when(ask, by="A003", at=local("2026-11-22T08:00")))
    assert in_time.starts == DAY.starts
    history.when(ask, by="A003", at=local("2026-11-22T08:01")).refused(
        TooLate, citing=(2,), clause="leave.notice"
    )


def test_a_shift_on_a_public_holiday_is_known_by_its_day() -> None:
    """S4.9-08: on National Day leave is asked for two days ahead."""
    holiday = shift("A003", "2026-10-01T08:00", "2026-10-01T16:00")
    registered = at(AGENT, local("2026-09-01T08:00"))
    history = given(registered, at(holiday, local("2026-09-01T08:01"))).under(LAW)
    ask = asking("2026-10-01T08:00", "2026-10-01T16:00")
    assert event_of(history.when(ask, by="A003", at=local("2026-09-29T08:00"))).holiday
    history.when(ask, by="A003", at=local("2026-09-30T08:00")).refused(
        TooLate, citing=(2,), clause="leave.holiday_notice"
    )


def test_no_leave_on_a_shift_that_came_by_a_swap() -> None:
    """S4.10-07: the roster knows who came to a shift by a swap; the refusal names the event."""
    passed = ShiftReassigned(
        shift="2026-11-23/D/A004",
        giver="A004",
        person="A003",
        giver_day="A004/2026-11-23",
        day="A003/2026-11-23",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
        origin=Cause.SWAP,
    )
    history = given(AGENT, passed).under(LAW)
    outcome = history.when(asking("2026-11-23T08:00", "2026-11-23T16:00"), by="A003", at=NOW)
    outcome.refused(Forbidden, citing=(2,), clause="leave.on_swapped_shift")
    assert outcome.refusal is not None
    assert "#2" in outcome.refusal.text("zh")


@pytest.mark.parametrize(
    "told", [{"days": 2}, {"night": True}, {"holiday": True}, {"swapped_shift": True}]
)
def test_what_the_roster_knows_is_not_told_otherwise(told: dict[str, Any]) -> None:
    """The refusal names the shift that says so."""
    ask = asking("2026-11-23T08:00", "2026-11-23T16:00", **told)
    given(AGENT, DAY).when(ask, by="A003", at=NOW).refused(
        NotAsRostered, citing=(2,), clause="leave.as_rostered"
    )


def test_what_the_roster_does_not_know_may_be_told() -> None:
    """In a book without a roster a person says how long it is, and that it is a night shift."""
    ask = asking("2026-11-23T18:00", "2026-11-24T06:00", days=0.5, night=True)
    event = event_of(given(AGENT).when(ask, by="A003", at=NOW))
    assert (event.days, event.night, event.absent_from) == (0.5, True, ())


@pytest.mark.parametrize(
    ("ends", "days"),
    [("2026-11-23T16:00", 1), ("2026-11-24T08:00", 1), ("2026-11-24T08:01", 2)],
)
def test_without_a_shift_every_24_hours_begun_are_a_day(ends: str, days: float) -> None:
    """Nobody counts the days of a leave by hand."""
    outcome = given(AGENT).when(asking("2026-11-23T08:00", ends), by="A003", at=NOW)
    assert event_of(outcome).days == days


def test_a_cancelled_shift_says_nothing() -> None:
    """Only the shifts that stand on the roster count."""
    cancelled = ShiftCancelled(
        shift=DAY.shift,
        person="A003",
        day="A003/2026-11-23",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    outcome = given(AGENT, DAY, cancelled).when(
        asking("2026-11-23T00:00", "2026-11-24T00:00"), by="A003", at=NOW
    )
    assert event_of(outcome).absent_from == ()


def test_the_months_and_years_that_a_leave_touches_are_told_from_its_days() -> None:
    """A leave over New Year lies under both years, and says how much of it is in the next."""
    shifts = [
        shift("A003", f"{day}T08:00", f"{day}T16:00")
        for day in ("2026-12-31", "2027-01-01", "2027-01-02")
    ]
    event = event_of(
        given(AGENT, *shifts).when(
            asking("2026-12-31T00:00", "2027-01-03T00:00"), by="A003", at=NOW
        )
    )
    assert event.months == ("A003/2026-12", "A003/2027-01")
    assert event.years == ("A003/2026", "A003/2027")
    assert (event.days, event.days_next_year) == (3, 2)


def test_a_night_shift_over_new_year_counts_where_it_starts() -> None:
    """A shift counts under the day on which it starts, also for the year."""
    night = shift("A003", "2026-12-31T20:00", "2027-01-01T08:00", "N")
    event = event_of(
        given(AGENT, night).when(asking("2026-12-31T20:00", "2027-01-01T08:00"), by="A003", at=NOW)
    )
    assert event.years == ("A003/2026", "A003/2027")
    assert (event.days, event.days_next_year) == (1, 0)


def test_the_29th_of_february_is_a_day_of_leave() -> None:
    """From the 28th to the 1st of March of a leap year are three days, in two months."""
    event = event_of(
        given(AGENT).when(asking("2028-02-28T00:00", "2028-03-02T00:00"), by="A003", at=NOW)
    )
    assert event.days == 3
    assert event.months == ("A003/2028-02", "A003/2028-03")


def test_a_second_leave_at_the_same_time_is_refused() -> None:
    """Nobody is on two leaves at once, granted or only asked for."""
    before = requested("2026-11-23T08:00", "2026-11-24T16:00", 2, leave="L-0")
    given(AGENT, before).when(
        asking("2026-11-24T12:00", "2026-11-25T16:00"), by="A003", at=NOW
    ).refused(LeaveMeanwhile, citing=(2,), clause="leave.one_at_a_time")


def test_a_leave_that_follows_on_is_another_one() -> None:
    """The end of one leave is the start of the next, and belongs to neither."""
    before = requested("2026-11-23T08:00", "2026-11-24T16:00", 2, leave="L-0")
    outcome = given(AGENT, before).when(
        asking("2026-11-24T16:00", "2026-11-25T16:00"), by="A003", at=NOW
    )
    assert event_of(outcome).leave == "L-1"


@pytest.mark.parametrize(
    "over",
    [
        LeaveRejected(leave="L-0", reason="缺人", person="A003", years=("A003/2026",)),
        LeaveWithdrawn(leave="L-0", person="A003", withdrawer="A003", years=("A003/2026",)),
    ],
)
def test_what_was_rejected_or_withdrawn_stands_in_nobodys_way(
    over: LeaveRejected | LeaveWithdrawn,
) -> None:
    """The same days can be asked for again."""
    before = requested("2026-11-23T08:00", "2026-11-24T16:00", 2, leave="L-0")
    outcome = given(AGENT, before, over).when(
        asking("2026-11-23T08:00", "2026-11-24T16:00"), by="A003", at=NOW
    )
    assert event_of(outcome).days == 2


@pytest.mark.parametrize(
    ("starts", "ends", "refusal"),
    [
        ("2026-11-23T08:00", "2026-11-23T08:00", NoSpan),
        ("2026-11-23T08:00", "2026-11-22T08:00", NoSpan),
        ("2026-11-23T08:00", "2027-11-25T08:00", TooLong),
        ("2026-11-23T08:00", "9999-12-30T08:00", TooLong),
    ],
)
def test_a_leave_is_a_span_of_at_most_a_year(
    starts: str, ends: str, refusal: type[Refused]
) -> None:
    """What ends before it begins, or never seems to end, is refused in a sentence."""
    given(AGENT).when(asking(starts, ends), by="A003", at=NOW).refused(
        refusal, clause="leave.request"
    )


def test_a_leave_is_asked_for_once() -> None:
    """A number that is taken is refused, naming the request that has it."""
    before = requested("2026-12-23T08:00", "2026-12-24T16:00")
    given(AGENT, before).when(
        asking("2026-11-23T08:00", "2026-11-23T16:00"), by="A003", at=NOW
    ).refused(LeaveAskedAlready, citing=(2,))


def test_only_a_registered_person_is_on_leave() -> None:
    """A number that nobody has is refused before anything is looked up for it."""
    given(LEADER).when(
        asking("2026-11-23T08:00", "2026-11-23T16:00", person="A404"), by="A017", at=NOW
    ).refused(NobodyToRoster)


def test_whoever_looks_first_sees_the_shifts_and_the_days_of_the_year() -> None:
    """screens.md 3: what the leave takes, and how much of the year's leave it makes."""
    outcome = given(AGENT, DAY).when(
        asking("2026-11-23T00:00", "2026-11-24T00:00"), by="A003", at=NOW
    )
    told = {each.clause: each.words for each in outcome.findings}
    assert told["leave.request"].zh == "占班 1：D 11-23 08:00–16:00"
    assert told["leave.allowance"].zh == "2026 年事假连这次 1 天"
    assert told["leave.allowance"].en == "days of personal leave in 2026, with this one: 1"


def test_the_request_says_whose_subordinate_the_person_was() -> None:
    """S4.9-03: the superior, with the post under which that one would sign."""
    placed = PersonPlaced(person="A003", post="agent", supervisor="A017")
    leads = PersonPlaced(person="A017", post="team-leader")
    event = event_of(
        given(AGENT, placed, leads).when(
            asking("2026-11-23T08:00", "2026-11-23T16:00"), by="A003", at=NOW
        )
    )
    assert (event.own_superior, event.own_superior_post) == ("A017", "team-leader")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_day_on_which_the_clock_is_changed_is_one_day(day: str) -> None:
    """In Berlin one Sunday of March has 23 hours, and one of October has 25."""
    berlin = ZoneInfo("Europe/Berlin")
    starts = datetime.fromisoformat(day).replace(tzinfo=berlin)
    ask = RequestLeave(
        leave="L-1",
        person="A003",
        category=Category.PERSONAL,
        starts=starts,
        ends=starts + timedelta(days=1),
    )
    registered = at(AGENT, local("2026-01-01T00:00"))
    outcome = given(registered, zone="Europe/Berlin").when(
        ask, by="A003", at=local("2026-01-02T00:00")
    )
    assert event_of(outcome).days == 1


def test_a_night_without_a_roster_counts_in_the_year_in_which_it_begins() -> None:
    """From New Year's Eve to the morning after is a day of the old year."""
    event = event_of(
        given(AGENT).when(asking("2026-12-31T20:00", "2027-01-01T08:00"), by="A003", at=NOW)
    )
    assert (event.days, event.days_next_year) == (1, 0)
    event = event_of(
        given(AGENT).when(asking("2026-12-30T00:00", "2027-01-04T00:00"), by="A003", at=NOW)
    )
    assert (event.days, event.days_next_year) == (5, 3)


def test_who_enters_personal_leave_for_another_asks_in_their_place() -> None:
    """S4.9-04: it is asked for in person; a leader may take it down who was asked in person."""
    history = given(LEADER, AGENT).under(LAW)
    span = "2026-11-23T08:00", "2026-11-23T16:00"
    outcome = history.when(asking(*span), by="A017", at=NOW)
    outcome.refused(Forbidden, clause="leave.in_person")
    assert outcome.refusal is not None
    assert outcome.refusal.text("zh") == "规章不允许：A017 代 A003 请"
    in_person = history.when(asking(*span, requester="A003"), by="A017", at=NOW)
    assert event_of(in_person).requester == "A003"
    sick = history.when(asking(*span, category=Category.SICK), by="A017", at=NOW)
    assert event_of(sick).requester == "A017"
