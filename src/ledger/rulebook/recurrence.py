"""When a periodic duty falls due: the occurrences of an RFC 5545 rule in the site's zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from ledger.kernel.words import Unfit
from ledger.rulebook.calendars import WorkingHours

OnClosedDays = Literal["keep", "skip", "next", "previous"]
"""What becomes of an occurrence on a day without openings."""

_FIRST = datetime(1990, 1, 1)
"""Monday 1 January 1990: intervals of rules are counted from it, so that they need no start."""

_WINDOWS = tuple(timedelta(days=days) for days in (9, 40, 400, 366 * 12))
"""How far to look for an occurrence, nearest first; a leap day can be missing for eight years."""

_LONGEST_CLOSURE = timedelta(days=16)
"""No holiday keeps an occurrence from its day for longer."""

_FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class NotARecurrence(Unfit):
    """A text is not a rule that can be followed; the words say what is wrong with it."""


class Recurrence:
    """The instants of a rule such as ``FREQ=WEEKLY;BYDAY=MO;BYHOUR=18``.

    What the rule leaves open is taken from midnight of Monday 1 January 1990: without BYHOUR it
    is midnight, without BYDAY a weekly rule means Mondays, and a monthly one the 1st. A time that
    the clock skips in spring is moved on by the hour; one that comes twice in autumn counts once.
    """

    def __init__(
        self,
        rule: str,
        zone: ZoneInfo | None = None,
        *,
        hours: WorkingHours | None = None,
        holidays: OnClosedDays = "keep",
    ) -> None:
        """A rule in a zone (UTC if none); with hours, their closed days move or drop occurrences.

        :raises NotARecurrence: for a text that is no such rule.
        """
        self._rule = rule.removeprefix("RRULE:")
        self._frequency, self._interval = _parsed(self._rule)
        self._zone = zone or ZoneInfo("UTC")
        self._hours = hours if holidays != "keep" else None
        self._holidays = holidays

    def occurs(self) -> bool:
        """Whether it occurs at all within a dozen years of 1990."""
        rule = _rule_from(self._rule, _FIRST).replace(until=_FIRST + _WINDOWS[-1])
        return next(iter(rule), None) is not None

    def between(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """The instants from ``since`` on and before ``until``, in order, in UTC."""
        newest = None
        for local in self._locals(since, until):
            instant = local.replace(tzinfo=self._zone).astimezone(UTC)
            if since <= instant < until and instant != newest:
                newest = instant
                yield instant

    def next_after(self, instant: datetime) -> datetime | None:
        """The first instant after one; None if there is none within a dozen years."""
        just_after = instant + timedelta(microseconds=1)
        for window in _WINDOWS:
            found = next(self.between(just_after, just_after + window), None)
            if found is not None:
                return found
        return None

    def previous_before(self, instant: datetime) -> datetime | None:
        """The last instant before one; None if there is none within a dozen years."""
        for window in _WINDOWS:
            found = list(self.between(instant - window, instant))
            if found:
                return found[-1]
        return None

    def _locals(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """The local times about a span, in order, moved off the days that are closed."""
        margin = timedelta(days=1) if self._hours is None else _LONGEST_CLOSURE
        first = since.astimezone(self._zone).replace(tzinfo=None) - margin
        last = until.astimezone(self._zone).replace(tzinfo=None) + margin
        planned = _rule_from(self._rule, self._start(first)).between(first, last, inc=True)
        if self._hours is None:
            yield from planned
            return
        yield from sorted({moved for local in planned if (moved := self._moved(local))})

    def _moved(self, local: datetime) -> datetime | None:
        assert self._hours is not None
        day = local.date()
        if self._hours.working_day(day):
            return local
        match self._holidays:
            case "next":
                day = self._hours.next_working_day(day)
            case "previous":
                day = self._hours.previous_working_day(day)
            case _:
                return None
        return datetime.combine(day, local.time())

    def _start(self, local: datetime) -> datetime:
        """The beginning of a period of the rule's own, counted from the first, not after a time."""
        every = self._interval
        months = (local.year - _FIRST.year) * 12 + local.month - 1
        match self._frequency:
            case "YEARLY":
                return _FIRST.replace(year=_FIRST.year + _down(local.year - _FIRST.year, every))
            case "MONTHLY":
                year, month = divmod(_down(months, every), 12)
                return _FIRST.replace(year=_FIRST.year + year, month=month + 1)
            case "WEEKLY":
                return _FIRST + timedelta(weeks=_down((local - _FIRST).days // 7, every))
            case "DAILY":
                return _FIRST + timedelta(days=_down((local - _FIRST).days, every))
        return _FIRST + timedelta(hours=_down((local - _FIRST) // timedelta(hours=1), every))


def _down(count: int, every: int) -> int:
    """A multiple of ``every``, a whole one below the count, so that no period is cut short."""
    return (count // every - 1) * every


def _parsed(rule: str) -> tuple[str, int]:
    """The frequency and the interval of a rule that can be followed."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if parts.get("FREQ") not in _FREQUENCIES:
        known = ", ".join(_FREQUENCIES)
        raise NotARecurrence(f"FREQ 要写其一：{known}", f"FREQ is one of {known}")
    if "COUNT" in parts or "DTSTART" in rule.upper():
        raise NotARecurrence("不能写 COUNT 和 DTSTART", "COUNT and DTSTART have no place in it")
    if parts.get("UNTIL", "").endswith("Z"):
        raise NotARecurrence(
            "UNTIL 是本单位的时间，不带 Z", "UNTIL is a time of the site, without Z"
        )
    try:
        _rule_from(rule, _FIRST)
        return parts["FREQ"], int(parts.get("INTERVAL", "1"))
    except NotARecurrence:
        raise
    except (ValueError, TypeError, KeyError) as fault:
        raise NotARecurrence(str(fault), str(fault)) from fault


@lru_cache(maxsize=1_024)
def _rule_from(rule: str, start: datetime) -> rrule:
    found = rrulestr(rule, dtstart=start)
    if not isinstance(found, rrule):
        raise NotARecurrence("只写一条规则", "it is a set of rules; give one rule")
    return found
