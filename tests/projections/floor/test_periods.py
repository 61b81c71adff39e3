"""Intervals and business days, in the site's zone and through changes of its clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.event import micros
from ledger.rulebook.lookup import OutsideCoverage
from projections.floor import Periods, UnevenInterval
from projections.floor.seats import pieces
from tests.projections.happenings import HOUR, MINUTE, SECOND, law

ZONES = ("Asia/Shanghai", "Asia/Jerusalem", "America/New_York", "Australia/Lord_Howe", "UTC")


def periods(zone: str = "UTC", starts: int = 0, interval: int = 30) -> Periods:
    """Periods of a site, with the start of its day and its intervals in minutes."""
    business_day = f'starts = "PT{starts}M", interval = "PT{interval}M"'
    book = law('starts = "PT0S", interval = "PT30M"', business_day)
    return Periods(book.on, ZoneInfo(zone))


def local(zone: str, text: str, fold: int = 0) -> int:
    """The instant of a local time."""
    return micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold))


def day_of(made: Periods, zone: str, day: str) -> list[int]:
    """The lengths in minutes of all intervals of one business day."""
    instant = made.begins(date.fromisoformat(day))
    lengths = []
    while (interval := made.interval(instant)).day == day:
        assert interval.start == instant
        lengths.append((interval.end - interval.start) // MINUTE)
        instant = interval.end
    return lengths


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu"])
def test_intervals_are_cut_in_local_time(zone: str) -> None:
    """Half hours of the site's clock, also where the zone is off by 30 or 45 minutes."""
    found = periods(zone).interval(local(zone, "2026-11-21T09:41:07"))

    assert found.start == local(zone, "2026-11-21T09:30")
    assert found.end == local(zone, "2026-11-21T10:00")
    assert found.day == "2026-11-21"


def test_the_day_begins_anew_at_the_sites_midnight() -> None:
    """Not at midnight of UTC."""
    made = periods("Asia/Shanghai")

    assert made.day_of(micros(datetime(2026, 11, 20, 16, tzinfo=UTC))) == "2026-11-21"
    assert made.day_of(micros(datetime(2026, 11, 20, 16, tzinfo=UTC)) - 1) == "2026-11-20"


def test_a_business_day_can_start_in_the_morning() -> None:
    """What happens before belongs to the day before."""
    made = periods("Asia/Shanghai", starts=390)

    assert made.day_of(local("Asia/Shanghai", "2026-11-21T06:29:59")) == "2026-11-20"
    assert made.day_of(local("Asia/Shanghai", "2026-11-21T06:30")) == "2026-11-21"
    assert made.begins(date(2026, 11, 21)) == local("Asia/Shanghai", "2026-11-21T06:30")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Jerusalem", "2026-03-27", 23),
        ("Asia/Jerusalem", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("America/New_York", "2026-11-01", 25),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("Asia/Shanghai", "2026-10-25", 24),
    ],
)
def test_days_of_23_and_25_hours_have_46_and_50_half_hours(zone: str, day: str, hours: int) -> None:
    """Every one of them is half an hour long; the repeated ones are rows of their own."""
    assert day_of(periods(zone), zone, day) == [30] * (2 * hours)


def test_the_repeated_hour_is_told_apart() -> None:
    """01:30 summer time and 01:30 winter time are different intervals of the same day."""
    made = periods("Asia/Jerusalem")
    first = made.interval(local("Asia/Jerusalem", "2026-10-25T01:31"))
    second = made.interval(local("Asia/Jerusalem", "2026-10-25T01:31", fold=1))

    assert second.start - first.start == HOUR
    assert first.day == second.day == "2026-10-25"


def test_a_change_within_an_interval_makes_it_longer_or_shorter() -> None:
    """Four-hour intervals keep to the clock: one has five hours, one has three."""
    assert day_of(periods("Asia/Jerusalem", interval=240), "", "2026-10-25")[0] == 300
    assert day_of(periods("Asia/Jerusalem", interval=240), "", "2026-03-27")[0] == 180


@given(
    zone=st.sampled_from(ZONES),
    starts=st.sampled_from([0, 240, 390]),
    interval=st.sampled_from([5, 15, 30, 60, 240]),
    at=st.integers(1_767_225_600, 1_798_761_600),
)
def test_intervals_leave_no_gap_and_do_not_overlap(
    zone: str, starts: int, interval: int, at: int
) -> None:
    """Each begins where the one before ends, whatever zone, length and change of clocks."""
    made = periods(zone, starts, interval)
    instant = at * SECOND
    found = made.interval(instant)

    assert found.start <= instant < found.end
    assert made.interval(found.start) is found
    assert made.interval(found.end - 1) is found
    assert made.interval(found.end).start == found.end
    assert made.begins(date.fromisoformat(found.day)) <= found.start


@given(
    zone=st.sampled_from(ZONES),
    at=st.integers(1_767_225_600, 1_798_761_600),
    span=st.integers(-10, 200_000),
)
def test_pieces_add_up_to_the_span(zone: str, at: int, span: int) -> None:
    """Nothing is lost at a boundary, and a span backwards is nothing."""
    made = periods(zone)
    begins = at * SECOND
    cut = list(pieces(made, begins, begins + span * SECOND))

    assert sum(length for _, length in cut) == max(0, span) * SECOND
    assert all(0 < length <= interval.end - interval.start for interval, length in cut)


@pytest.mark.parametrize(("starts", "interval"), [(0, 7), (3, 30), (0, 0)])
def test_uneven_intervals_are_refused(starts: int, interval: int) -> None:
    """The law must cut the day into whole slots of five minutes; the fault names the clause."""
    with pytest.raises(UnevenInterval, match=r"site\.business_day"):
        periods(starts=starts, interval=interval).interval(1_767_225_600 * SECOND)


def test_a_day_without_law_is_an_error() -> None:
    """A clause that does not cover the day is never taken for zero."""
    made = periods()

    with pytest.raises(OutsideCoverage):
        made.interval(0)


def test_old_slots_are_forgotten_and_found_again() -> None:
    """Memory does not grow with the ledger's years, and nothing is lost with it."""
    made = periods()
    first = made.slot(1_767_225_600 * SECOND)
    for number in range(5_000):
        made.slot(1_767_225_600 * SECOND + number * 5 * MINUTE)

    assert len(made.slots) <= 4_096
    again = made.slot(1_767_225_600 * SECOND)
    assert again is not first
    assert again.interval is first.interval
