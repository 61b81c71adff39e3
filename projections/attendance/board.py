"""The attendance of the shifts about an instant: who is there, late, missing, off the post."""

from __future__ import annotations

from copy import copy
from enum import IntEnum
from typing import NamedTuple

from ledger.kernel.projection import Micros
from projections.attendance.fold import Attendance
from projections.attendance.lane import Lane, Lanes
from projections.attendance.rows import AwayRow, SpanRow
from projections.frame.shapes import Level

_HOUR: Micros = 3_600_000_000
_MINUTE: Micros = 60_000_000


class Standing(IntEnum):
    """How somebody stands to their shift, what needs the leader first in front."""

    MISSING = 0
    """The shift has begun, and nobody has come."""
    OFF_POST = 1
    ABSENT = 2
    """On record as absent."""
    LATE = 3
    """Came late, and is there."""
    PRESENT = 4
    EXPECTED = 5
    """The shift has not begun."""
    OUTING = 6
    LEAVE = 7
    LEFT = 8
    DUE_OUT = 9
    """The shift is over, and nobody has recorded that the person left."""


class Attending(NamedTuple):
    """One person and one shift."""

    row: SpanRow
    away: AwayRow | None
    """The absence from the post that goes on, if there is one."""
    lane: Lane

    @property
    def position(self) -> int:
        """The newest event about it."""
        if self.away is not None:
            return self.away.position
        return self.row.attended_at or self.row.position

    def standing(self, now: Micros) -> Standing:
        """How the person stands to the shift at an instant."""
        row = self.row
        if row.absent_days:
            return Standing.ABSENT
        if row.departed is not None:
            return Standing.LEFT
        if row.arrived is None:
            if row.leave:
                return Standing.LEAVE
            return Standing.MISSING if now >= row.starts + _MINUTE else Standing.EXPECTED
        if self.away is not None:
            return Standing.OFF_POST
        if row.outing_since is not None:
            return Standing.OUTING
        if now >= row.ends:
            return Standing.DUE_OUT
        return Standing.LATE if row.late else Standing.PRESENT

    def level(self, now: Micros) -> Level:
        """How much it needs somebody."""
        standing = self.standing(now)
        if standing is Standing.OFF_POST and self.away is not None:
            over = self.away.limit_ends is not None and now >= self.away.limit_ends
            return Level.ALARM if over else Level.INFO if self.away.permitted else Level.WARN
        if standing is Standing.MISSING:
            return Level.ALARM
        if standing is Standing.DUE_OUT:
            return Level.INFO
        if standing is Standing.ABSENT:
            return Level.NORMAL if self.row.absent_excused else Level.ALARM
        late = self.row.late and not self.row.late_permitted
        early = self.row.early and not self.row.early_permitted
        return Level.WARN if late or early else Level.NORMAL


class Board(NamedTuple):
    """The shifts of some hours."""

    since: Micros
    until: Micros
    attending: tuple[Attending, ...]

    def count(self, now: Micros, *standing: Standing) -> int:
        """How many people stand so at an instant."""
        return sum(each.standing(now) in standing for each in self.attending)


NO_SHIFT = Board(0, 0, ())


def board(view: Attendance, now: Micros, lead: Micros, unit: str | None = None) -> Board:
    """The shifts that are on, or begin within a lead time, by their beginning.

    One that is over stays for as long while it is not known when the person left, or whether they
    were there at all.
    The lanes reach from an hour before the first of them to an hour after the last, so that who
    comes early and who stays late are seen.
    """
    rows = [
        row
        for row in view.between(now - lead, now + lead)
        if (row.ends > now or _unsettled(row)) and _of_unit(view, row, unit)
    ]
    if not rows:
        return NO_SHIFT
    since = min(row.starts for row in rows) - _HOUR
    until = max(row.ends for row in rows) + _HOUR
    lanes = Lanes(view, since, until, now)
    found = []
    for row in rows:
        assert row.person is not None
        there = row.arrived is not None and row.departed is None
        out = lanes.away(row.person) if there else None
        # What is shown stays as it was while the view goes on elsewhere.
        found.append(Attending(copy(row), copy(out), lanes.of(row.person)))
    return Board(since, until, tuple(found))


def minutes_late(row: SpanRow, now: Micros) -> int:
    """The full minutes that somebody is late, or has been missing so far."""
    if row.arrived is not None:
        return row.late
    return max(0, (now - row.starts) // _MINUTE)


def _unsettled(row: SpanRow) -> bool:
    return row.departed is None and not row.absent_days and not (row.leave and not row.arrived)


def _of_unit(view: Attendance, row: SpanRow, unit: str | None) -> bool:
    known = view.people.get(row.person or "")
    return unit is None or (known is not None and unit in (known.unit, known.team))
