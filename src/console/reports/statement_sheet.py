"""A month's statement as a spreadsheet, in both languages, ready for the payroll."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.reports.workbook import Cell, Column, Row, Sheet
from console.text.sentences import value_label
from console.text.statement import correction, kind_of, state_of
from ledger.kernel.event import instant
from ledger.kernel.words import Words

if TYPE_CHECKING:
    from console.text.statement import Setting
    from projections.discipline_statement import Statement, StatementLine

_COLUMNS = (
    Column(Words("人员", "Person"), 10),
    Column(Words("日期", "Date"), 12),
    Column(Words("类型", "Kind (Chinese)"), 12, "zh"),
    Column(Words("类型（英）", "Kind"), 16, "en"),
    Column(Words("条款", "Clause"), 28),
    Column(Words("条款名称", "Title (Chinese)"), 28, "zh"),
    Column(Words("条款名称（英）", "Title"), 36, "en"),
    Column(Words("金额", "Amount"), 12),
    Column(Words("余额", "Balance"), 12),
    Column(Words("依据", "Evidence"), 18),
    Column(Words("案号", "Case"), 26),
    Column(Words("记录", "Entry"), 10),
    Column(Words("更正", "Corrects"), 18),
)
_BALANCE = 8


def statement_sheet(statement: Statement, setting: Setting) -> Sheet:
    """The statement, person by person, with everybody's total."""
    state = state_of(statement, setting)
    return Sheet(statement.account, (state,), _COLUMNS, _rows(statement, setting))


def _rows(statement: Statement, setting: Setting) -> Iterator[Row]:
    for person in statement.people:
        for line in person.lines:
            yield Row(_cells(line, setting))
        yield _total(person.person, person.balance)
    yield _total("合计 Total", statement.balance)


def _cells(line: StatementLine, setting: Setting) -> list[Cell]:
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


def _total(name: str, balance: int) -> Row:
    cells: list[Cell] = [None] * len(_COLUMNS)
    cells[0], cells[_BALANCE] = name, balance / 100
    return Row(cells, strong=True)
