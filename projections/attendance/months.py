"""A person's month, kept up to date with every change of one of their shifts."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ledger.kernel.projection import Micros, Rows
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    EarlyLeavingRecorded,
    LatenessRecorded,
)
from projections.attendance.adherence import kept, recorded
from projections.attendance.rows import LeaveRow, MonthRow, SpanRow

_MONTH_LENGTH = len("2026-11")


class Months:
    """The months of everybody. What a shift adds is taken off before the shift changes."""

    def __init__(self, rows: Rows[MonthRow]) -> None:
        self.rows = rows

    def of(self, month: str, person: str) -> MonthRow:
        """A person's month, marked as touched."""
        key = month, person
        row = self.rows.get(key)
        return self.rows.put(key, row or MonthRow(month=month, person=person))

    def put_on(self, span: SpanRow) -> None:
        """Count a shift in."""
        self._count(span, 1)

    def take_off(self, span: SpanRow) -> None:
        """Count a shift out again."""
        self._count(span, -1)

    def _count(self, span: SpanRow, sign: int) -> None:
        if span.person is None:
            return
        row = self.of(_month_of(span.day), span.person)
        row.shifts += sign
        row.nights += sign * span.night
        row.swapped += sign * span.swapped
        row.recorded += sign * recorded(span)
        row.scheduled += sign * (span.ends - span.starts)
        due, there, excused, worked = kept(span)
        row.due += sign * due
        row.kept += sign * there
        row.excused += sign * excused
        row.worked += sign * worked
        _add_late(row, span.late, span.late_permitted, sign)
        _add_early(row, span.early, span.early_permitted, sign)
        if span.absent_excused:
            row.absent_excused_days += sign * span.absent_days
        else:
            row.absent_days += sign * span.absent_days

    def late(self, event: LatenessRecorded) -> None:
        """Count lateness that belongs to no shift of the roster."""
        _add_late(self.of(_period(event.month), event.person), event.minutes, event.permitted, 1)

    def early(self, event: EarlyLeavingRecorded) -> None:
        """Count early leaving that belongs to no shift of the roster."""
        row = self.of(_period(event.day), event.person)
        _add_early(row, event.minutes, event.permitted, 1)

    def absent(self, event: AbsenceRecorded) -> None:
        """Count absence that belongs to no shift of the roster."""
        self.of(_period(event.month), event.person).absent_days += event.days

    def off(self, person: str, day: str, minutes: int, *, permitted: bool) -> None:
        """Count an absence from the post that is over."""
        row = self.of(_period(day), person)
        row.off += 1
        row.off_minutes += minutes
        row.off_permitted += permitted

    def leave(self, leave: LeaveRow, zone: ZoneInfo, sign: int = 1) -> None:
        """Count a leave in the months that it lies in, in proportion to its time in each."""
        whole = leave.granted_until - leave.starts
        if whole <= 0:
            return
        for month, part in _parts(leave.starts, leave.ends, zone):
            row = self.of(month, leave.person)
            add_leave(row, leave.category, sign * leave.days * part / whole)


def add_leave(row: MonthRow, category: str, days: float) -> None:
    """Count days of leave of a category."""
    name = f"{category}_days"
    # What was taken off again leaves no crumbs of binary fractions.
    setattr(row, name, round(getattr(row, name) + days, 6))


def _add_late(row: MonthRow, minutes: int, permitted: bool, sign: int) -> None:
    if not minutes:
        return
    if permitted:
        row.late_permitted += sign
    else:
        row.late += sign
        row.late_minutes += sign * minutes


def _add_early(row: MonthRow, minutes: int, permitted: bool, sign: int) -> None:
    if not minutes:
        return
    if permitted:
        row.early_permitted += sign
    else:
        row.early += sign
        row.early_minutes += sign * minutes


def _parts(starts: Micros, ends: Micros, zone: ZoneInfo) -> list[tuple[str, Micros]]:
    """How much of a span lies in each month of the site."""
    found = []
    while starts < ends:
        local = datetime.fromtimestamp(starts / 1_000_000, zone)
        year, month = divmod(local.year * 12 + local.month, 12)
        following = datetime(year, month + 1, 1, tzinfo=zone)
        until = min(ends, int(following.timestamp()) * 1_000_000)
        found.append((f"{local:%Y-%m}", until - starts))
        starts = until
    return found


@lru_cache(maxsize=1_024)
def _month_of(day: Micros) -> str:
    return f"{datetime.fromtimestamp(day / 1_000_000, UTC):%Y-%m}"


def _period(tagged: str) -> str:
    """The month that a person's day or month lies in."""
    return tagged.rpartition("/")[2][:_MONTH_LENGTH]
