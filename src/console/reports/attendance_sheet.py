"""The attendance sheet of a month as a spreadsheet, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from console.drawing.attendance_month import cells, formulas
from console.reports.workbook import Cell, Column, Row, Sheet
from console.text import attendance as text
from ledger.kernel.words import Words

if TYPE_CHECKING:
    from projections.attendance import MonthRow

_WIDE, _NAMED = 12, 2


def attendance_sheet(month: str, rows: Sequence[MonthRow], names: Mapping[str, str]) -> Sheet:
    """A line a person, with leave by category and what was permitted or excused."""
    more = (
        text.EARLY_PERMITTED,
        text.EXCUSED_DAYS,
        text.OFF_PERMITTED,
        *(words for _, words in text.LEAVES),
    )
    columns = [Column(words, _WIDE) for words in (*text.COLUMNS, *more)]
    told = Words(text.MONTH.zh.format(month=month), text.MONTH.en.format(month=month))
    meanings = (Words(*each) for each in zip(formulas("zh"), formulas("en"), strict=True))
    body = [Row([*cells(row, names), *_more(row)]) for row in rows]
    return Sheet(month, (told, *meanings), columns, body, fixed=_NAMED)


def _more(row: MonthRow) -> list[Cell]:
    leaves = [round(getattr(row, f"{category}_days"), 2) for category, _ in text.LEAVES]
    return [row.early_permitted, row.absent_excused_days, row.off_permitted, *leaves]
