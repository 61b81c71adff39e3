"""Who is on leave when, told from the requests, and which shifts that leaves without anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ledger.kernel.projection import Micros
from projections.requests.fold import Requests
from projections.requests.rows import GRANTED, LEAVE, RETURNED, StoodRow
from projections.roster.rows import ShiftRow


class Absence(NamedTuple):
    """A span during which somebody is on leave; its end belongs to the next."""

    person: str
    starts: Micros
    ends: Micros
    request: str
    category: str | None = None
    position: int = 0
    """Where the leave was granted."""

    def meets(self, starts: Micros, ends: Micros) -> bool:
        """Whether there is an instant in both spans."""
        return self.starts < ends and starts < self.ends


def absences(requests: Requests, since: Micros, until: Micros) -> list[Absence]:
    """The leaves that were granted and touch a span, by their beginning.

    Whoever has reported back before the end is there from then on.
    """
    last = max(requests.latest_at, until) + 1
    rows = (*requests.open.values(), *requests.closed.between(since, last))
    found = (absence for row in rows if (absence := _absence(row)) is not None)
    return sorted(each for each in found if each.meets(since, until))


def by_person(found: Iterable[Absence]) -> dict[str, list[Absence]]:
    """Absences by the person who is away."""
    sorted_out: dict[str, list[Absence]] = {}
    for each in found:
        sorted_out.setdefault(each.person, []).append(each)
    return sorted_out


def away_from(
    shifts: Iterable[ShiftRow], found: Mapping[str, Iterable[Absence]]
) -> dict[str, Absence]:
    """The absence that meets each shift whose person is away during it, by the shift's id."""
    return {
        row.shift: absence
        for row in shifts
        for absence in found.get(row.person or "", ())
        if absence.meets(row.starts, row.ends)
    }


def worked(shifts: Iterable[ShiftRow], found: Mapping[str, Iterable[Absence]]) -> list[ShiftRow]:
    """The parts of shifts during which their people are there."""
    return [part for row in shifts for part in _parts(row, found.get(row.person or "", ()))]


def _absence(row: StoodRow) -> Absence | None:
    if row.kind != LEAVE or row.starts is None or row.ends is None:
        return None
    if row.state not in (GRANTED, RETURNED):
        return None
    ends = row.ends if row.back_at is None else min(row.ends, row.back_at)
    return Absence(row.person, row.starts, ends, row.request, row.category, row.decided or 0)


def _parts(row: ShiftRow, found: Iterable[Absence]) -> Iterator[ShiftRow]:
    at = row.starts
    for each in sorted(found):
        if not each.meets(at, row.ends):
            continue
        if each.starts > at:
            yield _part(row, at, each.starts)
        at = max(at, each.ends)
    if at < row.ends:
        yield row if at == row.starts else _part(row, at, row.ends)


def _part(row: ShiftRow, starts: Micros, ends: Micros) -> ShiftRow:
    known = {name: getattr(row, name) for name in row.__struct_fields__}
    return ShiftRow(**known | {"starts": starts, "ends": ends})
