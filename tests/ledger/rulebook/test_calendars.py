"""Working time: lunch breaks, holidays and make-up workdays, single dates, changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.rulebook.calendars import NeverOpen, WorkingHours, is_public_holiday, is_workday
from ledger.rulebook.checking.clocks import NEAR_COUNTRIES
from ledger.rulebook.terms.hours import Day, Hours, Opening, Weekday

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")

MORNING = Opening(time(8), time(12))
AFTERNOON = Opening(time(13), time(17))
WORKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Hours(
    week=dict.fromkeys(WORKDAYS, (MORNING, AFTERNOON)),
    holidays="CN",
    days=(
        Day(on=date(2026, 11, 24)),
        Day(on=date(2026, 11, 29), openings=(Opening(time(10), time(0)),)),
    ),
)
ALWAYS = Hours(week=dict.fromkeys((*WORKDAYS, "sat", "sun"), (Opening(time(0), time(0)),)))


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """The UTC instant of a local time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.fixture
def office() -> WorkingHours:
    """Monday to Friday 8 to 12 and 13 to 17, China's holidays, closed on 24 November 2026."""
    return WorkingHours(OFFICE, SHANGHAI)


@pytest.mark.parametrize(
    ("at", "opened"),
    [
        ("2026-11-20 08:00", True),
        ("2026-11-20 07:59", False),
        ("2026-11-20 12:00", False),
        ("2026-11-20 12:30", False),
        ("2026-11-20 13:00", True),
        ("2026-11-20 17:00", False),
        ("2026-11-21 09:00", False),
        ("2026-11-24 09:00", False),
        ("2026-11-29 09:00", False),
        ("2026-11-29 23:59", True),
        ("2026-10-01 09:00", False),
        ("2026-10-10 09:00", True),
    ],
)
def test_when_the_office_is_open(office: WorkingHours, at: str, opened: bool) -> None:
    """The lunch break, weekends, the National Day and a closed date shut; a make-up day opens."""
    assert office.is_open(local(at)) is opened


def test_china_works_on_the_weekend_that_makes_up_for_a_holiday(office: WorkingHours) -> None:
    """Saturday 10 October 2026 makes up for the National Day week, with Monday's hours."""
    spans = list(office.openings(local("2026-10-10 00:00"), local("2026-10-11 00:00")))
    assert [(span.opens, span.closes) for span in spans] == [
        (local("2026-10-10 08:00"), local("2026-10-10 12:00")),
        (local("2026-10-10 13:00"), local("2026-10-10 17:00")),
    ]
    assert office.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert office.previous_working_day(date(2026, 10, 8)) == date(2026, 9, 30)
    assert office.next_working_day(date(2026, 10, 9)) == date(2026, 10, 10)


def test_the_countries_nearby_have_holidays() -> None:
    """What a rulebook may name unasked is there: New Year's Day closes in each of them."""
    for country in NEAR_COUNTRIES:
        office = WorkingHours(Hours(week=OFFICE.week, holidays=country), SHANGHAI)
        assert not office.working_day(date(2026, 1, 1)), country


def test_holidays_can_have_hours_of_their_own() -> None:
    """A duty room that is staffed on holidays counts time then."""
    terms = Hours(week=OFFICE.week, holidays="CN", holiday=(MORNING,))
    duty = WorkingHours(terms, SHANGHAI)
    day = timedelta(days=1)
    assert duty.between(local("2026-10-01 00:00"), local("2026-10-01 00:00") + day) == timedelta(
        hours=4
    )


@pytest.mark.parametrize(
    ("since", "hours", "due"),
    [
        ("2026-11-20 11:00", 1, "2026-11-20 12:00"),
        ("2026-11-20 11:00", 2, "2026-11-20 14:00"),
        ("2026-11-20 12:30", 1, "2026-11-20 14:00"),
        ("2026-11-20 16:00", 4, "2026-11-23 11:00"),
        ("2026-11-23 16:00", 2, "2026-11-25 09:00"),
        ("2026-11-27 16:00", 2, "2026-11-29 11:00"),
    ],
)
def test_working_time_skips_what_is_closed(
    office: WorkingHours, since: str, hours: int, due: str
) -> None:
    """Lunch, a weekend and a closed date do not count, an extra opening on a Sunday does."""
    assert office.add(local(since), timedelta(hours=hours)) == local(due)


def test_working_days_are_counted_from_the_day_after(office: WorkingHours) -> None:
    """Two working days after Friday is Wednesday, when Tuesday is closed."""
    assert office.working_days_after(date(2026, 11, 20), 2) == date(2026, 11, 25)
    assert office.working_days_after(date(2026, 11, 20), 0) == date(2026, 11, 20)


def test_an_opening_lasts_an_hour_less_or_more_where_the_clocks_change() -> None:
    """From midnight to six are five hours in New York's spring, and seven in its autumn."""
    night = Hours(week={"sun": (Opening(time(0), time(6)),)})
    hours = WorkingHours(night, NEW_YORK)
    spring = local("2026-03-08 00:00", NEW_YORK)
    autumn = local("2026-11-01 00:00", NEW_YORK)
    assert hours.between(spring, spring + timedelta(hours=12)) == timedelta(hours=5)
    assert hours.between(autumn, autumn + timedelta(hours=12)) == timedelta(hours=7)
    assert hours.add(spring, timedelta(hours=3)) == local("2026-03-08 04:00", NEW_YORK)


def test_a_clock_that_never_runs_is_an_error_never_a_loop() -> None:
    """Hours without an opening have no next one."""
    closed = WorkingHours(Hours(week={}), SHANGHAI)
    with pytest.raises(NeverOpen):
        closed.add(local("2026-11-20 08:00"), timedelta(hours=1))
    with pytest.raises(NeverOpen):
        closed.opening_after(local("2026-11-20 08:00"))
    with pytest.raises(NeverOpen):
        closed.next_working_day(date(2026, 11, 20))


def test_the_next_opening(office: WorkingHours) -> None:
    """A case that comes in at lunch is taken up at one; one that comes in working time at once."""
    assert office.opening_after(local("2026-11-20 12:30")) == local("2026-11-20 13:00")
    assert office.opening_after(local("2026-11-20 13:30")) == local("2026-11-20 13:30")


INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(0), timedelta(days=12))
CALENDARS = st.sampled_from(
    [
        WorkingHours(OFFICE, SHANGHAI),
        WorkingHours(ALWAYS, NEW_YORK),
        WorkingHours(
            Hours(week={"sat": (Opening(time(22), time(0)),), "sun": (Opening(time(0), time(4)),)}),
            NEW_YORK,
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(CALENDARS, INSTANTS, SPANS)
def test_what_is_added_is_what_lies_between(
    calendar: WorkingHours, since: datetime, working: timedelta
) -> None:
    """Adding working time and measuring it are inverse, and the result is the first such."""
    due = calendar.add(since, working)
    assert due >= since
    assert calendar.between(since, due) == working
    if working:
        assert calendar.between(since, due - timedelta(microseconds=1)) < working


@settings(max_examples=150, deadline=None)
@given(CALENDARS, INSTANTS, SPANS, SPANS)
def test_more_working_time_is_never_due_earlier(
    calendar: WorkingHours, since: datetime, some: timedelta, more: timedelta
) -> None:
    """Adding is monotone, and adding twice is adding the sum."""
    once = calendar.add(since, some)
    assert calendar.add(since, some + more) >= once
    if some and more:
        assert calendar.add(once, more) == calendar.add(since, some + more)


@settings(max_examples=150, deadline=None)
@given(CALENDARS, INSTANTS, SPANS)
def test_open_and_closed_time_together_are_the_wall_clock(
    calendar: WorkingHours, since: datetime, span: timedelta
) -> None:
    """Between two instants, openings and the gaps between them leave nothing over."""
    until = since + span
    closed, at = timedelta(0), since
    for opens, closes in calendar.openings(since, until):
        assert at <= opens < closes
        closed += opens - at
        at = closes
    closed += until - at
    assert calendar.between(since, until) + closed == span
    assert calendar.between(until, since) == -calendar.between(since, until)


@pytest.mark.parametrize(
    ("day", "country", "worked"),
    [
        (date(2026, 10, 1), "CN", False),
        (date(2026, 10, 10), "CN", True),
        (date(2026, 10, 11), "CN", False),
        (date(2026, 10, 12), "CN", True),
        (date(2026, 10, 1), None, True),
        (date(2026, 10, 10), None, False),
    ],
)
def test_a_country_says_which_days_are_worked(day: date, country: str | None, worked: bool) -> None:
    """National day is not, the Saturday that makes up for it is; without a country, weekdays."""
    assert is_workday(day, country) is worked


def test_a_public_holiday_is_one_of_the_country() -> None:
    """1 October in China; a plain Sunday is none."""
    assert is_public_holiday(date(2026, 10, 1), "CN")
    assert not is_public_holiday(date(2026, 10, 11), "CN")
