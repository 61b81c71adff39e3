"""Recurrences in the site's zone, of the rules that the regulations need."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.rulebook.calendars import WorkingHours
from ledger.rulebook.recurrence import NotARecurrence, OnClosedDays, Recurrence
from ledger.rulebook.terms.hours import Hours
from tests.ledger.rulebook.test_calendars import NEW_YORK, OFFICE, SHANGHAI, local

FRIDAY_BEFORE_THE_25TH = "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=18,19,20,21,22,23,24;BYHOUR=14"
FIRST_MONDAY = "FREQ=MONTHLY;BYDAY=1MO"


def days(rule: str, since: str, until: str, zone: ZoneInfo = SHANGHAI) -> list[date]:
    """The local days of a rule's occurrences in a span."""
    found = Recurrence(rule, zone).between(local(since, zone), local(until, zone))
    return [each.astimezone(zone).date() for each in found]


def test_the_friday_before_the_25th_is_never_the_25th_itself() -> None:
    """W22, S4.3-03: in October 2024 the 25th is a Friday, and the meeting is on the 18th."""
    assert days(FRIDAY_BEFORE_THE_25TH, "2024-10-01", "2024-11-01") == [date(2024, 10, 18)]
    assert days(FRIDAY_BEFORE_THE_25TH, "2025-03-01", "2025-04-01") == [date(2025, 3, 21)]


def test_the_first_monday_of_the_month() -> None:
    """W35, S0.5-07: the competition of March 2025 is on Monday the 3rd."""
    assert days(FIRST_MONDAY, "2025-03-01", "2025-04-01") == [date(2025, 3, 3)]


@pytest.mark.parametrize(
    ("rule", "since", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=18", "2026-11-21 12:00", "2026-11-23 18:00"),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=18", "2026-11-23 18:00", "2026-11-30 18:00"),
        ("RRULE:FREQ=DAILY;BYHOUR=8;BYMINUTE=10", "2026-11-21 08:09", "2026-11-21 08:10"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=17", "2026-02-01", "2026-02-28 17:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=21;BYHOUR=18", "2026-11-21 18:00", "2026-12-21 18:00"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2096-03-01", "2104-02-29"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-11-21", "2027-01-01"),
        ("FREQ=WEEKLY;INTERVAL=2", "1990-01-01", "1990-01-15"),
        ("FREQ=HOURLY;INTERVAL=2", "2026-11-21 08:00", "2026-11-21 10:00"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-01", "2026-10-30"),
    ],
)
def test_the_next_occurrence(rule: str, since: str, expected: str) -> None:
    """An occurrence at the instant itself is past; intervals are counted from January 1990."""
    assert Recurrence(rule, SHANGHAI).next_after(local(since)) == local(expected)


def test_the_occurrence_before() -> None:
    """An obligation is open from the occurrence before it."""
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=MO;BYHOUR=18", SHANGHAI)
    assert weekly.previous_before(local("2026-11-23 18:00")) == local("2026-11-16 18:00")


def test_a_time_that_the_clock_skips_is_moved_on() -> None:
    """New York has no 2:30 on 8 March 2026: the daily duty is due an hour of clock later."""
    daily = Recurrence("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", NEW_YORK)
    found = list(daily.between(local("2026-03-07", NEW_YORK), local("2026-03-10", NEW_YORK)))
    assert [each.astimezone(NEW_YORK).strftime("%d %H:%M") for each in found] == [
        "07 02:30",
        "08 03:30",
        "09 02:30",
    ]


def test_a_time_that_comes_twice_counts_once() -> None:
    """New York has 1:30 twice on 1 November 2026: the daily duty is due at the first."""
    daily = Recurrence("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", NEW_YORK)
    found = list(daily.between(local("2026-11-01", NEW_YORK), local("2026-11-02", NEW_YORK)))
    assert found == [datetime(2026, 11, 1, 5, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ("keep", ["09-28", "10-05", "10-12"]),
        ("skip", ["09-28", "10-12"]),
        ("next", ["09-28", "10-08", "10-12"]),
        ("previous", ["09-28", "09-30", "10-12"]),
    ],
)
def test_a_closed_day_drops_or_moves_an_occurrence(
    holidays: OnClosedDays, expected: list[str]
) -> None:
    """Monday 5 October 2026 lies in the National Day week."""
    weekly = Recurrence(
        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=18",
        SHANGHAI,
        hours=WorkingHours(OFFICE, SHANGHAI),
        holidays=holidays,
    )
    found = weekly.between(local("2026-09-28"), local("2026-10-13"))
    assert [f"{each.astimezone(SHANGHAI):%m-%d}" for each in found] == expected


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every Monday",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=often",
        "FREQ=DAILY;UNTIL=20261121T000000Z",
        "DTSTART:20261121T000000\nRRULE:FREQ=DAILY",
    ],
)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    """A text that cannot be followed is refused when it is read, not when it is due."""
    with pytest.raises(NotARecurrence):
        Recurrence(rule, SHANGHAI)


def test_a_rule_that_has_ended_has_no_next() -> None:
    """UNTIL is a local time; after it nothing is due."""
    ended = Recurrence("FREQ=DAILY;UNTIL=20261121T000000", SHANGHAI)
    assert ended.next_after(local("2026-11-20 12:00")) == local("2026-11-21 00:00")
    assert ended.next_after(local("2026-11-21 00:00")) is None


def test_the_thirtieth_of_february_never_occurs() -> None:
    """A rule without any occurrence is told from one that is rare."""
    assert not Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").occurs()
    assert Recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").occurs()


RULES = st.sampled_from(
    [
        FRIDAY_BEFORE_THE_25TH,
        FIRST_MONDAY,
        "FREQ=DAILY;BYHOUR=2;BYMINUTE=30",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;BYHOUR=18",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
    ]
)
CLOSED = st.sampled_from(["keep", "skip", "next", "previous"])


@settings(max_examples=60, deadline=None)
@given(
    RULES,
    CLOSED,
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.integers(0, 100),
)
def test_a_span_gives_the_same_however_it_is_cut(
    rule: str, holidays: OnClosedDays, since: datetime, cut: int
) -> None:
    """Occurrences of two adjoining spans are those of the whole, in order, each once."""
    hours = WorkingHours(Hours(week=OFFICE.week), NEW_YORK)
    recurrence = Recurrence(rule, NEW_YORK, hours=hours, holidays=holidays)
    until, middle = since + timedelta(days=100), since + timedelta(days=cut)
    whole = list(recurrence.between(since, until))
    assert whole == sorted(set(whole))
    parts = [*recurrence.between(since, middle), *recurrence.between(middle, until)]
    assert parts == whole
    stepped, at = [], since - timedelta(microseconds=1)
    while (at := recurrence.next_after(at) or until) < until:
        stepped.append(at)
    assert stepped == whole
