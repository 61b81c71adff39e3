"""The shift kinds of a rulebook: on which days they come, when they begin and end, who is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from ledger.kernel.words import Words
from ledger.rulebook.calendars import is_workday
from ledger.rulebook.lookup import Lawbook
from ledger.rulebook.terms.hours import Weekday
from ledger.rulebook.terms.shift import Alternate, Rotate, Shift

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_ANY = ""
"""Stands for the codes of all shifts."""


class ShiftKind(NamedTuple):
    """A kind of shift in force on some day: its clause, its title, and what the clause says."""

    clause: str
    title: Words
    terms: Shift


class Span(NamedTuple):
    """From when to when, in UTC."""

    starts: datetime
    ends: datetime

    def meets(self, other: Span) -> bool:
        """Whether there is an instant in both; the end belongs to neither."""
        return self.starts < other.ends and other.starts < self.ends


class Member(NamedTuple):
    """Somebody who takes shifts, and the job they hold, if that is known."""

    person: str
    job: str | None = None


class Turn(NamedTuple):
    """Somebody's shift of a day, as a pattern gives it."""

    on: date
    code: str
    person: str


def kinds_on(lawbook: Lawbook, day: date) -> dict[str, ShiftKind]:
    """The shift kinds in force on a day by code, those that begin first in front."""
    found = [
        ShiftKind(clause, lawbook.title(clause), lawbook.terms(clause, day, Shift))
        for clause in lawbook.shifts(day).values()
    ]
    found.sort(key=lambda kind: (kind.terms.starts, kind.terms.code))
    return {kind.terms.code: kind for kind in found}


def comes_on(shift: Shift, day: date) -> bool:
    """Whether a shift comes on a day."""
    if shift.weekdays and _WEEKDAYS[day.weekday()] not in shift.weekdays:
        return False
    if shift.days == "every-day":
        return True
    return is_workday(day, shift.holidays) == (shift.days == "workdays")


def span_of(starts: time, ends: time, day: date, zone: tzinfo) -> Span:
    """When a shift between two times of day, begun on a day, begins and ends.

    The clock's own changes are in it: where it is put forward during a night shift, that shift is
    an hour shorter. One that begins at a time which the clock skips begins an hour later.
    """
    last = day if ends > starts else day + _DAY
    return Span(_instant(day, starts, zone), _instant(last, ends, zone))


def draft(
    kinds: Mapping[str, ShiftKind],
    people: Sequence[Member],
    first: date,
    last: date,
    zone: tzinfo,
    *,
    had: Mapping[tuple[str, str], date] | None = None,
    taken: Mapping[str, Iterable[Span]] | None = None,
    filled: Mapping[tuple[date, str], int] | None = None,
    alike: bool = False,
) -> Iterator[Turn]:
    """What the patterns give for these people from one day to another, the last one included.

    ``had`` is when each person last had a shift of each code, as (person, code), and ``taken``
    when each is on a shift already, ``filled`` how many places of a rotation are taken on a day, as
    (day, code). Nobody is given two shifts at once: where a pattern would,
    a rotation takes the next in turn, and an alternation leaves the place open. Where turns of all
    codes are ``alike``, whoever had one of any code is behind whoever had none.
    """
    latest = dict(had or {})
    if alike:
        for (person, _), day in (had or {}).items():
            latest[person, _ANY] = max(day, latest.get((person, _ANY), day))
    busy = {member.person: list((taken or {}).get(member.person, ())) for member in people}
    day = first
    while day <= last:
        for code, kind in kinds.items():
            if not comes_on(kind.terms, day):
                continue
            span = span_of(kind.terms.starts, kind.terms.ends, day, zone)
            free = [
                (place, member.person)
                for place, member in enumerate(people)
                if kind.terms.job in (None, member.job)
                and not any(span.meets(other) for other in busy[member.person])
            ]
            counted = _ANY if alike else code
            places = (filled or {}).get((day, code), 0)
            for person in _chosen(kind.terms, day, free, latest, counted, places):
                busy[person].append(span)
                latest[person, counted] = day
                yield Turn(day, code, person)
        day += _DAY


def _chosen(
    shift: Shift,
    day: date,
    free: Sequence[tuple[int, str]],
    latest: Mapping[tuple[str, str], date],
    counted: str,
    filled: int,
) -> list[str]:
    match shift.pattern:
        case Alternate(every, turn):
            return [person for place, person in free if (day.toordinal() + place) % every == turn]
        case Rotate(people, changes):
            by_turn = sorted(
                free,
                key=lambda each: (
                    _turn(latest.get((each[1], counted)), day, changes == "month"),
                    each[0],
                ),
            )
            return [person for _, person in by_turn[: max(0, people - filled)]]
        case _:
            return [person for _, person in free]


def _turn(latest: date | None, day: date, monthly: bool) -> date:
    """Who comes before whom: the one whose last turn is longest ago, and who never had one first.

    Where turns last a month, who had it earlier in the month keeps it.
    """
    if latest is None:
        return date.min + _DAY
    if monthly and (latest.year, latest.month) == (day.year, day.month):
        return date.min
    return latest


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
