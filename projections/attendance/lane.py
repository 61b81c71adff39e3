"""One person's day as two lanes: what was planned, and what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple, TypeVar

from ledger.kernel.projection import Micros
from projections.attendance.fold import Attendance
from projections.attendance.rows import AwayRow, SpanRow

R = TypeVar("R")

_LONGEST_AWAY: Micros = 26 * 3_600_000_000


class Doing(Enum):
    """What a stretch of a lane stands for."""

    SHIFT = "shift"
    SWAPPED = "swapped"
    """A shift that came by a swap."""
    LEAVE = "leave"
    PRESENT = "present"
    LATE = "late"
    """From the start of the shift to the arrival, or until now while nobody has come."""
    EARLY = "early"
    """From the departure to the end of the shift."""
    ABSENT = "absent"
    OFF_POST = "off-post"
    OUTING = "outing"
    SEAT = "seat"
    """Signed in at a seat."""


class Stretch(NamedTuple):
    """A part of a lane."""

    since: Micros
    until: Micros
    doing: Doing
    permitted: bool = False


class Lane(NamedTuple):
    """A person's time between two instants."""

    person: str
    scheduled: tuple[Stretch, ...]
    actual: tuple[Stretch, ...]


class Lanes:
    """The lanes of many people between two instants; what happened is read once for all."""

    def __init__(self, view: Attendance, since: Micros, until: Micros, now: Micros) -> None:
        self.since, self.until, self.now = since, until, now
        self._view = view
        self._spans = _by(view.between(since, until), lambda row: row.person)
        aways = view.aways.between(since - _LONGEST_AWAY, until)
        self._aways = _by(
            (row for row in aways if row.back is None or row.back > since), lambda row: row.person
        )
        seats = view.seats.between(since - _LONGEST_AWAY, until)
        self._seats = _by(
            (row for row in seats if row.until is None or row.until > since), lambda row: row.agent
        )

    def of(self, person: str) -> Lane:
        """What a person was to do, and what they did up to now."""
        spans = self._spans.get(person, [])
        scheduled = [
            Stretch(row.starts, row.ends, Doing.SWAPPED if row.swapped else Doing.SHIFT)
            for row in spans
        ]
        scheduled += [
            Stretch(row.starts, row.ends, Doing.LEAVE, permitted=True)
            for row in self._view.leaves_of(person)
            if row.starts < self.until and row.ends > self.since
        ]
        actual = [each for row in spans for each in _attended(row, self.now)]
        actual += [
            Stretch(row.left, self._ended(row.back), Doing.OFF_POST, row.permitted)
            for row in self._aways.get(person, ())
        ]
        actual += [
            Stretch(row.since, self._ended(row.until), Doing.SEAT)
            for row in self._seats.get(person, ())
        ]
        return Lane(person, self._within(scheduled), self._within(actual))

    def away(self, person: str) -> AwayRow | None:
        """The absence from the post that a person has not come back from."""
        return next((row for row in self._aways.get(person, ()) if row.back is None), None)

    def _ended(self, at: Micros | None) -> Micros:
        return self.now if at is None else at

    def _within(self, found: list[Stretch]) -> tuple[Stretch, ...]:
        kept = (
            each._replace(since=max(each.since, self.since), until=min(each.until, self.until))
            for each in found
            if each.since < self.until and each.until > self.since
        )
        return tuple(kept)


def lane(view: Attendance, person: str, since: Micros, until: Micros, now: Micros) -> Lane:
    """One person's time between two instants."""
    return Lanes(view, since, until, now).of(person)


def _by(rows: Iterable[R], whose: Callable[[R], str | None]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(whose(row) or "", []).append(row)
    return found


def _attended(row: SpanRow, now: Micros) -> list[Stretch]:
    """What is on record about one shift, up to now."""
    if row.arrived is None:
        if row.absent_days:
            return [Stretch(row.starts, row.ends, Doing.ABSENT, row.absent_excused)]
        missing = row.starts < now and not row.leave
        return [Stretch(row.starts, min(now, row.ends), Doing.LATE)] if missing else []
    found = []
    if row.arrived > row.starts:
        permitted = row.late_permitted or bool(row.leave)
        found.append(Stretch(row.starts, row.arrived, Doing.LATE, permitted))
    ends = row.departed if row.departed is not None else min(now, row.ends)
    found.append(Stretch(row.arrived, ends, Doing.PRESENT))
    if row.outing_since is not None:
        found.append(Stretch(row.outing_since, ends, Doing.OUTING, row.outing_told))
    if row.departed is not None and row.departed < row.ends:
        permitted = row.early_permitted or bool(row.leave)
        found.append(Stretch(row.departed, row.ends, Doing.EARLY, permitted))
    return found
