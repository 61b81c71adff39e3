"""Working time: when a department is open, and how long that is between two instants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ledger.rulebook.terms.hours import Hours, Opening, Weekday

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SATURDAY = 5
_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 366
"""Days without any opening after which a calendar is taken to have none at all."""

_MOST_KEPT = 4_096


class NeverOpen(Exception):
    """Working hours have no opening within a year, so that working time cannot pass."""


class Span(NamedTuple):
    """An opening of one day, as instants in UTC."""

    opens: datetime
    closes: datetime


class _Public(NamedTuple):
    """The public holidays of a country's year, and the days worked instead."""

    closed: frozenset[date]
    worked: frozenset[date]


class WorkingHours:
    """The openings that a clause of hours gives a site in its zone.

    All arithmetic is in UTC: where the clocks change during an opening, it lasts as much less or
    more than the times of day suggest.
    """

    def __init__(self, terms: Hours, zone: ZoneInfo) -> None:
        """The hours of a clause, read in a zone."""
        self._terms = terms
        self._zone = zone
        self._dated = {day.on: day.openings for day in terms.days}
        self._spans: dict[date, tuple[Span, ...]] = {}

    def working_day(self, day: date) -> bool:
        """Whether there is any opening on a day."""
        return bool(self._openings_on(day))

    def next_working_day(self, day: date) -> date:
        """The first working day after a day.

        :raises NeverOpen: when there is none within a year.
        """
        return self._nearest(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before a day.

        :raises NeverOpen: when there is none within a year.
        """
        return self._nearest(day, -1)

    def working_days_after(self, day: date, count: int) -> date:
        """The day so many working days after a day; the day itself for none.

        :raises NeverOpen: when there are not so many.
        """
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def is_open(self, instant: datetime) -> bool:
        """Whether it is open at an instant; the instant of closing is closed."""
        return any(
            span.opens <= instant < span.closes for span in self._spans_on(self._day_of(instant))
        )

    def openings(self, since: datetime, until: datetime) -> Iterator[Span]:
        """The openings within a span of time, cut off at its ends, in order."""
        day, last = self._day_of(since), self._day_of(until)
        while day <= last:
            for span in self._spans_on(day):
                opens, closes = max(span.opens, since), min(span.closes, until)
                if opens < closes:
                    yield Span(opens, closes)
            day += _DAY

    def between(self, since: datetime, until: datetime) -> timedelta:
        """The working time between two instants; negative when the second is the earlier."""
        if until < since:
            return -self.between(until, since)
        spans = self.openings(since, until)
        return sum((closes - opens for opens, closes in spans), timedelta(0))

    def add(self, instant: datetime, working: timedelta) -> datetime:
        """The first instant by which so much working time has passed; the same one for none.

        :raises ValueError: for negative time.
        :raises NeverOpen: when no working time passes for a year.
        """
        if working < timedelta(0):
            raise ValueError("working time runs forwards only")
        if not working:
            return instant
        day, idle = self._day_of(instant), 0
        while idle <= _LONGEST_CLOSURE:
            idle += 1
            for span in self._spans_on(day):
                opens = max(span.opens, instant)
                if opens >= span.closes:
                    continue
                idle = 0
                if span.closes - opens >= working:
                    return opens + working
                working -= span.closes - opens
            day += _DAY
        raise NeverOpen(f"no opening for a year after {instant.isoformat()}")

    def opening_after(self, instant: datetime) -> datetime:
        """The instant itself if it is open then, else the next opening.

        :raises NeverOpen: when there is none within a year.
        """
        day = self._day_of(instant)
        for _ in range(_LONGEST_CLOSURE):
            for span in self._spans_on(day):
                if instant < span.closes:
                    return max(span.opens, instant)
            day += _DAY
        raise NeverOpen(f"no opening for a year after {instant.isoformat()}")

    def _nearest(self, day: date, step: int) -> date:
        for distance in range(1, _LONGEST_CLOSURE + 1):
            found = day + distance * step * _DAY
            if self.working_day(found):
                return found
        raise NeverOpen(f"no working day within a year of {day}")

    def _day_of(self, instant: datetime) -> date:
        return instant.astimezone(self._zone).date()

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        found = self._spans.get(day)
        if found is None:
            if len(self._spans) >= _MOST_KEPT:
                self._spans.clear()
            openings = sorted(self._openings_on(day), key=lambda opening: opening.opens)
            spans = (self._span(day, opening) for opening in openings)
            found = self._spans[day] = tuple(span for span in spans if span.opens < span.closes)
        return found

    def _span(self, day: date, opening: Opening) -> Span:
        closing_day = day + _DAY if opening.closes == time(0) else day
        return Span(self._instant(day, opening.opens), self._instant(closing_day, opening.closes))

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self._zone).astimezone(UTC)

    def _openings_on(self, day: date) -> tuple[Opening, ...]:
        if day in self._dated:
            return self._dated[day]
        if self._terms.holidays is not None:
            public = _public_days(self._terms.holidays, day.year)
            if day in public.worked:
                return self._terms.week.get("mon", ())
            if day in public.closed:
                return self._terms.holiday
        return self._terms.week.get(_WEEKDAYS[day.weekday()], ())


def is_public_holiday(day: date, country: str) -> bool:
    """Whether a day is a public holiday of a country."""
    return day in _public_days(country, day.year).closed


def is_workday(day: date, country: str | None) -> bool:
    """Whether a day is worked in a country, holidays and make-up workdays counted.

    Without a country the weekday alone tells.
    """
    if country is not None:
        public = _public_days(country, day.year)
        if day in public.worked:
            return True
        if day in public.closed:
            return False
    return day.weekday() < _SATURDAY


@cache
def _public_days(country: str, year: int) -> _Public:
    # The library takes a tenth of a second to load, which only rules with holidays have to pay.
    import holidays

    # A make-up workday can stand in the year before its holiday.
    found = holidays.country_holidays(country, years=(year, year + 1))
    return _Public(frozenset(found), frozenset(getattr(found, "weekend_workdays", ())))
