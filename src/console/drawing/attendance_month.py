"""The attendance sheet of a month: a line a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.drawing.numbers import DASH
from console.text import attendance as text
from console.text.columns import padded
from ledger.kernel.projection import Micros
from ledger.kernel.words import Language
from projections.attendance import Attendance, MonthRow
from projections.attendance.adherence import FORMULAS, Kept

Value = str | int | float | None

_HOUR: Micros = 3_600_000_000
_LEFT_COLUMNS = 2
_NAME, _NUMBER = 10, 9


def month_rows(
    view: Attendance, month: str, person: str | None = None, unit: str | None = None
) -> list[MonthRow]:
    """The months of everybody (of one person, of one unit) that hold anything, by number."""
    found = []
    for row in view.months.values():
        if row.month != month or person not in (None, row.person) or not holds(row):
            continue
        known = view.people.get(row.person)
        if unit is None or (known is not None and unit in (known.unit, known.team)):
            found.append(row)
    return sorted(found, key=lambda row: row.person)


def holds(row: MonthRow) -> bool:
    """Whether there is anything in a month; a shift that was passed on leaves an empty one."""
    return row != MonthRow(month=row.month, person=row.person)


def lines(
    month: str, rows: Sequence[MonthRow], names: Mapping[str, str], language: Language
) -> list[str]:
    """The sheet as text, with what its figures mean."""
    if not rows:
        return [text.MONTH_EMPTY.to(language).format(month=month)]
    heads = [each.to(language) for each in text.COLUMNS]
    body = [_written(cells(row, names)) for row in rows]
    found = [text.MONTH.to(language).format(month=month)]
    for line in (heads, *body):
        told = [
            padded(cell, _NAME if at < _LEFT_COLUMNS else _NUMBER, right=at >= _LEFT_COLUMNS)
            for at, cell in enumerate(line)
        ]
        found.append(" ".join(told).rstrip())
    return [*found, *formulas(language)]


def formulas(language: Language) -> list[str]:
    """What the figures of adherence mean, each under its id and version."""
    return [
        text.FORMULA.to(language).format(
            id=each.id,
            version=each.version,
            words=each.words.to(language),
            meaning=each.meaning.to(language),
        )
        for each in FORMULAS
    ]


def cells(row: MonthRow, names: Mapping[str, str]) -> list[Value]:
    """One person's line: counts, hours, minutes, days, and adherence in percent."""
    total = Kept(row.due, row.kept, row.excused, row.worked)
    leave = sum(getattr(row, f"{category}_days") for category, _ in text.LEAVES)
    return [
        row.person,
        names.get(row.person, ""),
        row.shifts,
        row.recorded,
        row.nights,
        round(row.scheduled / _HOUR, 2),
        round(row.worked / _HOUR, 2),
        row.late,
        row.late_minutes,
        row.late_permitted,
        row.early,
        row.early_minutes,
        row.absent_days,
        round(leave, 2),
        row.off,
        row.off_minutes,
        row.swapped,
        *(_rounded(each.of(total)) for each in FORMULAS),
    ]


def _rounded(found: float | None) -> float | None:
    return None if found is None else round(found, 2)


def _written(told: Sequence[Value]) -> list[str]:
    return [
        DASH if cell is None else f"{cell:.1f}" if isinstance(cell, float) else str(cell)
        for cell in told
    ]
