"""A month's statement as a spreadsheet, in both languages, ready for the payroll."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.text.sentences import value_label
from console.text.statement import correction, kind_of, state_of
from ledger.kernel.event import instant
from ledger.kernel.words import Words

if TYPE_CHECKING:
    from console.text.statement import Setting
    from projections.discipline_statement import Statement, StatementLine

_COLUMNS = (
    (Words("人员", "Person"), 10),
    (Words("日期", "Date"), 12),
    (Words("类型", "Kind"), 12),
    (Words("类型（英）", "Kind (English)"), 16),
    (Words("条款", "Clause"), 28),
    (Words("条款名称", "Title (Chinese)"), 28),
    (Words("条款名称（英）", "Title (English)"), 36),
    (Words("金额", "Amount"), 12),
    (Words("余额", "Balance"), 12),
    (Words("依据", "Evidence"), 18),
    (Words("案号", "Case"), 26),
    (Words("记录", "Entry"), 10),
    (Words("更正", "Corrects"), 18),
)
_BALANCE = 8


def write(statement: Statement, setting: Setting, path: Path) -> None:
    """Write the statement to an .xlsx file, whole or not at all.

    :raises OSError: when the file cannot be written.
    """
    import xlsxwriter

    unfinished = path.with_name(f"{path.name}.partial")
    with xlsxwriter.Workbook(os.fspath(unfinished), {"strings_to_formulas": False}) as book:
        _fill(_Page(book, statement.account), statement, setting)
    unfinished.replace(path)


class _Page:
    """One sheet that is filled row by row."""

    def __init__(self, book: Any, title: str) -> None:
        self.sheet = book.add_worksheet(title)
        self.row = 0
        self.money = book.add_format({"num_format": "0.00"})
        self.bold = book.add_format({"bold": True})
        self.bold_money = book.add_format({"bold": True, "num_format": "0.00"})

    def line(self, cells: list[str | float | None], *, strong: bool = False) -> None:
        """One row; a number is an amount."""
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self.sheet.write_string(self.row, column, cell, self.bold if strong else None)
            elif cell is not None:
                self.sheet.write_number(
                    self.row, column, cell, self.bold_money if strong else self.money
                )
        self.row += 1


def _fill(page: _Page, statement: Statement, setting: Setting) -> None:
    state = state_of(statement, setting)
    page.line([state.zh], strong=True)
    page.line([state.en], strong=True)
    for column, (_, wide) in enumerate(_COLUMNS):
        page.sheet.set_column(column, column, wide)
    page.line([f"{words.zh} {words.en}" for words, _ in _COLUMNS], strong=True)
    page.sheet.freeze_panes(page.row, 1)
    for person in statement.people:
        for line in person.lines:
            page.line(_cells(line, setting))
        page.line(_total(person.person, person.balance), strong=True)
    page.line(_total("合计 Total", statement.balance), strong=True)


def _cells(line: StatementLine, setting: Setting) -> list[str | float | None]:
    entry = line.entry
    title = setting.titles(entry.clause)
    kind = kind_of(line)
    return [
        entry.person,
        f"{instant(entry.at).astimezone(setting.zone):%Y-%m-%d}",
        value_label(kind, "zh"),
        value_label(kind, "en"),
        entry.clause,
        title.zh,
        title.en,
        entry.amount / 100,
        line.balance / 100,
        " ".join(f"#{each}" for each in entry.evidence.split(",") if each),
        entry.offence,
        f"#{entry.position}",
        correction(line),
    ]


def _total(name: str, balance: int) -> list[str | float | None]:
    cells: list[str | float | None] = [None] * len(_COLUMNS)
    cells[0], cells[_BALANCE] = name, balance / 100
    return cells
