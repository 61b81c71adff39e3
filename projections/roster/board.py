"""The week board: people by days, with what is missing and what cannot be, told one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, Protocol

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from projections.requests.absences import Absence, away_from, by_person
from projections.roster.rows import PersonRow, ShiftRow

_DAY = timedelta(days=1)


class Wanted(NamedTuple):
    """A shift that a day needs so many people on."""

    on: date
    code: str
    starts: Micros
    ends: Micros
    least: int


class Gap(NamedTuple):
    """A shift with too few people on it."""

    wanted: Wanted
    found: int


class Clash(NamedTuple):
    """Two shifts of one person at once; only what was recorded elsewhere can hold one."""

    first: ShiftRow
    second: ShiftRow


class Line(NamedTuple):
    """A person's days: the shifts that start on each."""

    person: PersonRow
    days: tuple[tuple[ShiftRow, ...], ...]


class Board(NamedTuple):
    """Some days of the roster."""

    first: date
    days: int
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    clashes: tuple[Clash, ...]
    shifts: tuple[ShiftRow, ...]
    """All that touch these days, by their beginning."""
    away: Mapping[str, Absence] = {}
    """The leave that meets a shift whose person is away, by the shift's identity."""

    @property
    def dates(self) -> tuple[date, ...]:
        """The days on show."""
        return tuple(self.first + number * _DAY for number in range(self.days))


class Held(Protocol):
    """What a board is made of: people, and the shifts that touch a span."""

    @property
    def people(self) -> Mapping[str, PersonRow]:
        """Everybody by number."""

    def between(self, since: Micros, until: Micros) -> list[ShiftRow]:
        """The shifts with somebody on them that touch a span, by their beginning."""


class Snapshot:
    """The roster about some days as it was, while the ledger goes on elsewhere."""

    def __init__(self, roster: Held, since: Micros, until: Micros) -> None:
        self.people: Mapping[str, PersonRow] = dict(roster.people)
        self.since = since
        self.until = until
        self._shifts = [copy(row) for row in roster.between(since, until)]

    def between(self, since: Micros, until: Micros) -> list[ShiftRow]:
        """The shifts of it that touch a span, by their beginning."""
        return [row for row in self._shifts if row.starts < until and row.ends > since]


def board(
    roster: Held,
    first: date,
    days: int,
    zone: tzinfo,
    wanted: Iterable[Wanted] = (),
    team: str | None = None,
    absent: Iterable[Absence] = (),
) -> Board:
    """Some days of the roster: everybody of a team (everybody at all without one), in order.

    A shift whose person is on leave all through it stays the person's, and counts as a gap.

    People without a shift are shown too, when they hold a job or post or had a shift these days;
    who was registered to look only would make the board long.
    """
    begins = micros(midnight(first, zone))
    ends = micros(midnight(first + days * _DAY, zone))
    shifts = roster.between(begins, ends)
    starts = [micros(midnight(first + number * _DAY, zone)) for number in range(days)]
    cells: dict[str, list[list[ShiftRow]]] = {}
    for row in shifts:
        assert row.person is not None
        mine = cells.setdefault(row.person, [[] for _ in range(days)])
        if row.starts >= begins:
            mine[_place(starts, row.starts)].append(row)
    people = [
        row
        for row in roster.people.values()
        if (team in (None, row.team, row.unit)) and (row.person in cells or _rostered(row))
    ]
    people += [
        PersonRow(person=person, name="")
        for person in cells
        if person not in roster.people and team is None
    ]
    blank: tuple[tuple[ShiftRow, ...], ...] = ((),) * days
    lines = tuple(
        Line(row, tuple(map(tuple, cells[row.person])) if row.person in cells else blank)
        for row in sorted(people, key=lambda row: (row.unit or row.team or "", row.person))
    )
    away = away_from(shifts, by_person(absent))
    there = [row for row in shifts if not _wholly_away(row, away.get(row.shift))]
    return Board(
        first,
        days,
        lines,
        tuple(_gaps(there, wanted)),
        tuple(_clashes(shifts)),
        tuple(shifts),
        away,
    )


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a site's day, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def last_turns(
    roster: Held, before: date, zone: tzinfo, since: timedelta = timedelta(days=40)
) -> Mapping[tuple[str, str], date]:
    """When each person last began a shift of each code before a day, as (person, code)."""
    until = micros(midnight(before, zone))
    found: dict[tuple[str, str], date] = {}
    for row in roster.between(micros(midnight(before - since, zone)), until):
        if row.person is not None and row.starts < until:
            found[row.person, row.code] = day_of(row.starts, zone)
    return found


def day_of(at: Micros, zone: tzinfo) -> date:
    """The site's day of an instant."""
    return datetime.fromtimestamp(at / 1_000_000, zone).date()


def _place(starts: Sequence[Micros], at: Micros) -> int:
    """Which of the days that begin at these instants one lies on."""
    for number in range(len(starts) - 1, 0, -1):
        if at >= starts[number]:
            return number
    return 0


def _rostered(row: PersonRow) -> bool:
    return row.job is not None or row.post is not None or row.team is not None


def _wholly_away(row: ShiftRow, absence: Absence | None) -> bool:
    return absence is not None and absence.starts <= row.starts and row.ends <= absence.ends


def _gaps(shifts: Sequence[ShiftRow], wanted: Iterable[Wanted]) -> Iterable[Gap]:
    by_kind: dict[tuple[str, Micros], int] = {}
    for row in shifts:
        key = row.code, row.starts
        by_kind[key] = by_kind.get(key, 0) + 1
    for each in wanted:
        found = by_kind.get((each.code, each.starts), 0)
        if found < each.least:
            yield Gap(each, found)


def _clashes(shifts: Sequence[ShiftRow]) -> Iterable[Clash]:
    newest: dict[str, ShiftRow] = {}
    for row in shifts:
        assert row.person is not None
        before = newest.get(row.person)
        if before is not None and row.starts < before.ends:
            yield Clash(before, row)
        if before is None or row.ends > before.ends:
            newest[row.person] = row
