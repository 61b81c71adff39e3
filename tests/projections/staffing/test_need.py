"""Need from the ledger's own calls, coverage, and what a change would do."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.kernel.event import Event
from ledger.kernel.projection import Micros
from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallWrappedUp,
)
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from projections.floor import Floor
from projections.roster.rows import ShiftRow
from projections.staffing.coverage import changed, coverage, planned, present
from projections.staffing.need import Aim, Demand, demands, effects, intervals, need_of, needs
from tests.projections.happenings import HOUR, MINUTE, SECOND, as_stored, at, new_floor

SATURDAY = date(2026, 11, 21)
WEEK_BEFORE = "2026-11-14"
AIM = Aim(within=20, goal=0.8)


def floor_after(*events: tuple[Micros, Event], zone: str = "UTC") -> Floor:
    """The floor after events at their instants."""
    floor = new_floor(zone)
    floor.apply(
        as_stored(event, moment, position)
        for position, (moment, event) in enumerate(events, start=1)
    )
    return floor


def calls(day: str, count: int, clock: str = "09:00:00") -> list[tuple[Micros, Event]]:
    """So many calls at one time of a day: each waits 10 s, talks 100 s; and one that gives up."""
    begin = at(clock, day)
    found: list[tuple[Micros, Event]] = []
    for number in range(count):
        start = begin + number * 200 * SECOND // 100
        call = f"{day}-{number}"
        found += [
            (start, CallOffered(call=call, queue="189")),
            (start + 10 * SECOND, CallAccepted(call=call, queue="189", agent=f"A{number}")),
            (start + 110 * SECOND, CallEnded(call=call, queue="189", agent=f"A{number}")),
            (start + 130 * SECOND, CallWrappedUp(call=call, queue="189", agent=f"A{number}")),
        ]
    found += [
        (begin + MINUTE, CallOffered(call=f"{day}-lost", queue="189")),
        (begin + 2 * MINUTE, CallAbandoned(call=f"{day}-lost", queue="189")),
    ]
    return sorted(found, key=lambda each: each[0])


def shift(name: str, starts: Micros, ends: Micros, person: str | None = "A1") -> ShiftRow:
    """A shift on the roster."""
    return ShiftRow(starts=starts, shift=name, ends=ends, person=person, code="D", first="A1")


def at_nine(found: list[Demand]) -> Demand:
    """What is expected from 09:00 to 09:30."""
    return next(each for each in found if each.starts == at("09:00:00"))


def test_the_same_weekday_of_past_weeks_tells_what_comes() -> None:
    """Two Saturdays with 9 and 19 answered calls, and one lost on each: 15 calls on average."""
    floor = floor_after(*calls("2026-11-07", 9), *calls(WEEK_BEFORE, 19))
    found = at_nine(demands(floor, SATURDAY, 4))

    assert found.weeks == 2
    assert found.arrivals == 15


def test_weekdays_other_than_the_days_own_do_not_count() -> None:
    """A Friday's calls say nothing of Saturday."""
    found = demands(floor_after(*calls("2026-11-20", 9)), SATURDAY, 4)

    assert {each.arrivals for each in found} == {0.0}
    assert {each.weeks for each in found} == {0}


def test_patience_counts_the_waits_that_were_cut_short() -> None:
    """Ten callers: nine waited 10 s and were answered, one gave up after 60 s. 150 s of waiting
    and one that gave up make a mean patience of 150 s, not of 60 s."""
    found = at_nine(demands(floor_after(*calls(WEEK_BEFORE, 9)), SATURDAY, 1))

    assert found.patience == pytest.approx(150)


def test_need_is_what_erlang_c_gives_and_patience_lessens_it() -> None:
    """The vector of 100 calls in half an hour of 180 s each: 14 agents, not 13."""
    demand = Demand(0, 30 * MINUTE, 100, 180, None, 4)
    found = need_of(demand, AIM)

    assert (found.base, found.patient, found.agents) == (14, None, 14)
    patient = need_of(demand._replace(patience=120), AIM)
    assert patient.patient is not None
    assert patient.patient < patient.base == 14


def test_who_will_be_away_is_added() -> None:
    """14 needed and 30 percent away make 20 on the roster."""
    demand = Demand(0, 30 * MINUTE, 100, 180, None, 4)

    assert need_of(demand, AIM._replace(shrinkage=0.3)).agents == 20


def test_without_calls_nobody_is_needed() -> None:
    """And nothing can be said of how they would be served."""
    demand = Demand(0, 30 * MINUTE, 0, 0, None, 0)

    assert need_of(demand, AIM).agents == 0
    assert demand.with_agents(3, 20) is None


def test_a_day_has_as_many_half_hours_as_the_clock_gives_it() -> None:
    """46 on the day the clock is put forward, 50 on the day it is put back, else 48."""
    floor = new_floor("Europe/Berlin")
    counts = [
        len(list(intervals(floor, day)))
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29))
    ]

    assert counts == [46, 50, 48]


def test_planned_are_whole_people_in_whole_spans() -> None:
    """Somebody who comes in the middle of a half hour is half a person, and so nobody, in it."""
    spans = [(0, 30 * MINUTE), (30 * MINUTE, HOUR)]
    shifts = [
        shift("1", 0, HOUR),
        shift("2", 15 * MINUTE, HOUR),
        shift("3", 0, HOUR, person=None),
    ]

    assert planned(spans, shifts) == [1, 2]


def test_present_are_those_signed_in_then_and_now() -> None:
    """One signed out after half an interval, one still there: 1.5 before, one by now."""
    floor = floor_after(
        (at("09:00:00"), SeatSignedIn(agent="A1", seat="1")),
        (at("09:00:00"), SeatSignedIn(agent="A2", seat="2")),
        (at("09:15:00"), SeatSignedOut(agent="A1")),
    )
    spans = [
        (at("09:00:00"), at("09:30:00")),
        (at("09:30:00"), at("10:00:00")),
        (at("10:00:00"), at("10:30:00")),
    ]

    assert present(floor, spans, at("09:40:00")) == {
        at("09:00:00"): pytest.approx(1.5),
        at("09:30:00"): pytest.approx(1.0),
    }


def test_coverage_tells_where_people_are_short() -> None:
    """19 calls and one lost need more than the one who is planned; the past shows who was there."""
    floor = floor_after(*calls(WEEK_BEFORE, 19))
    rows = [shift("1", at("08:00:00"), at("16:00:00"))]
    slots = coverage(needs(floor, SATURDAY, AIM), rows, floor, at("09:10:00"))
    nine = next(slot for slot in slots if slot.starts == at("09:00:00"))
    ten = next(slot for slot in slots if slot.starts == at("10:00:00"))

    assert nine.need is not None
    assert nine.short == nine.need.agents - 1 > 0
    assert nine.present == 0.0
    assert (ten.planned, ten.short, ten.present) == (1, 0, None)


def test_a_change_is_told_by_what_it_does_to_each_half_hour() -> None:
    """Taking one of fourteen agents from 18:00 to 18:30 lets the service level fall below 80 %."""
    expected = [
        Demand(at("18:00:00"), at("18:30:00"), 100, 180, None, 4),
        Demand(at("18:30:00"), at("19:00:00"), 100, 180, None, 4),
    ]
    rows = [shift(str(number), at("18:00:00"), at("19:00:00")) for number in range(13)]
    leaving = shift("leaving", at("18:00:00"), at("18:30:00"))
    before, after = changed(expected, [*rows, leaving], {"leaving"}, [])
    found = list(effects(expected, before, after, 20))

    assert (before, after) == ([14, 13], [13, 13])
    assert [(each.before, each.after) for each in found] == [(14, 13)]
    assert found[0].served_before is not None
    assert found[0].served_after is not None
    assert found[0].served_before > 0.8 > found[0].served_after
