"""Which interval and business day an instant belongs to, and the limits that hold on that day.

Time zones and clauses are too slow to ask for every event. What they say holds for whole slots of
five minutes, because every zone has changed its clocks by whole quarters of an hour since long
before the law begins, and intervals are required to be whole numbers of slots.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ledger.kernel.action import Law
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from projections.floor.rows import ArrivalRow, IntervalRow, SeatIntervalRow

SLOT: Micros = 300_000_000
_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_MOST_SLOTS = 4_096
_EPOCH = datetime(1970, 1, 1)

LawOn = Callable[[date], Law]


class UnevenInterval(ValueError):
    """The clause of the business day does not divide it into whole slots of five minutes."""


class Day:
    """One business day: its limits, in microseconds."""

    __slots__ = ("date", "interval", "name", "short", "starts", "within")

    def __init__(self, day: date, law: Law) -> None:
        self.date = day
        self.name = day.isoformat()
        self.starts = _span(law, "site.business_day", "starts")
        self.interval = _span(law, "site.business_day", "interval")
        self.within = _span(law, "calls.service_level", "within")
        self.short = _span(law, "calls.short_abandon", "within")
        if self.interval <= 0 or self.interval % SLOT or self.starts % SLOT:
            raise UnevenInterval(
                "clause site.business_day: interval and start must be whole numbers of 5 minutes"
            )


class Interval:
    """One interval of a business day, with the rows of it that are in memory."""

    __slots__ = ("day", "end", "people", "queues", "short", "start", "within")

    def __init__(self, start: Micros, end: Micros, day: Day) -> None:
        self.start = start
        self.end = end
        self.day = day.name
        self.within = day.within
        self.short = day.short
        self.queues: dict[str, IntervalRow] = {}
        self.people: dict[str, SeatIntervalRow] = {}


class Slot:
    """Five minutes of an interval, with the arrivals that are in memory."""

    __slots__ = ("arrivals", "interval", "start")

    def __init__(self, start: Micros, interval: Interval) -> None:
        self.start = start
        self.interval = interval
        self.arrivals: dict[str, ArrivalRow] = {}


class Periods:
    """The slots, intervals and business days of one site."""

    def __init__(self, law_on: LawOn, zone: ZoneInfo) -> None:
        self.law_on = law_on
        self.zone = zone
        self.slots: dict[int, Slot] = {}
        """By instant divided by the length of a slot; ask :meth:`slot` for one that is missing."""
        self._intervals: dict[Micros, Interval] = {}
        self._days: dict[date, Day] = {}
        self._newest: Interval | None = None

    def clear(self) -> None:
        """Let go of everything, so that it is found anew."""
        self.slots.clear()
        self._intervals.clear()
        self._days.clear()
        self._newest = None

    def slot(self, at: Micros) -> Slot:
        """The slot of an instant.

        :raises UnevenInterval: when the law's intervals are no whole numbers of slots.
        """
        number = at // SLOT
        found = self.slots.get(number)
        if found is None:
            if len(self.slots) >= _MOST_SLOTS:
                self.slots.clear()
            found = self.slots[number] = Slot(number * SLOT, self._interval_at(number * SLOT))
        return found

    def interval(self, at: Micros) -> Interval:
        """The interval of an instant."""
        return (self.slots.get(at // SLOT) or self.slot(at)).interval

    def day_of(self, at: Micros) -> str:
        """The business day of an instant, as 2026-11-21."""
        return self.interval(at).day

    def begins_at(self, interval: Interval) -> Micros:
        """The first instant of an interval's business day."""
        return self.begins(date.fromisoformat(interval.day))

    def begins(self, day: date) -> Micros:
        """The first instant of a business day."""
        wall = datetime.combine(day, time()) + _MICROSECOND * self._day(day).starts
        return micros(wall.replace(tzinfo=self.zone).astimezone(UTC))

    def _interval_at(self, at: Micros) -> Interval:
        newest = self._newest
        if newest is None or not newest.start <= at < newest.end:
            newest = self._newest = self._found_interval(at)
        return newest

    def _found_interval(self, at: Micros) -> Interval:
        offset = self._offset(at)
        wall = at + offset
        local = _EPOCH + _MICROSECOND * wall
        day = self._day(local.date())
        if wall < _midnight(day.date) + day.starts:
            day = self._day(local.date() - _DAY)
        since_start = wall - _midnight(day.date) - day.starts
        wall_start = wall - since_start % day.interval
        start = wall_start - offset
        if (before := self._offset(start)) != offset:
            start = wall_start - before
        found = self._intervals.get(start)
        if found is None:
            end = self._end(start, wall_start, day)
            found = self._intervals[start] = Interval(start, end, day)
        return found

    def _end(self, start: Micros, wall_start: Micros, day: Day) -> Micros:
        # A change of the clocks within the interval makes it longer or shorter.
        following = self._day(day.date + _DAY)
        wall = min(wall_start + day.interval, _midnight(following.date) + following.starts)
        end = start + wall - wall_start
        last = self._offset(end - 1)
        if last != self._offset(start):
            return wall - last
        following_offset = self._offset(end)
        if wall_start < end + following_offset < wall:
            return wall - following_offset
        return end

    def _offset(self, at: Micros) -> Micros:
        local = datetime.fromtimestamp(at // 1_000_000, self.zone).utcoffset()
        return (local or timedelta()) // _MICROSECOND

    def _day(self, day: date) -> Day:
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = Day(day, self.law_on(day))
        return found


def _midnight(day: date) -> Micros:
    return (day - _EPOCH.date()).days * 86_400_000_000


def _span(law: Law, clause: str, parameter: str) -> Micros:
    return law.read(clause, parameter, timedelta) // _MICROSECOND
