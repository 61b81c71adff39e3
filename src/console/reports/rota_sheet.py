"""The duty rota of a month as a table: people by days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from console.drawing.roster import marked
from console.reports.workbook import Cell, Column, Row, Sheet
from console.text import roster as text
from console.text.floor import WEEKDAYS
from ledger.kernel.words import Language, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.rulebook.shifts import ShiftKind
    from projections.roster.board import Board, Line
    from projections.roster.rows import ShiftRow

_DAY, _NAMED = 5, 2
_COUNT = Column(Words("班数", "Shifts"), 8)
_LEADING = (
    Column(Words("工号", "Number"), 8),
    Column(Words("姓名", "Name"), 12),
    Column(Words("部门", "Unit"), 12),
)


class RotaMonth(NamedTuple):
    """What a rota is made from."""

    month: str
    board: Board
    kinds: Mapping[str, ShiftKind]
    names: Mapping[str, str]


def rota_sheet(found: RotaMonth) -> Sheet:
    """A month of the roster: a letter a shift, brackets for leave, a star after a swap."""
    columns = (*_LEADING, *(_day(day) for day in found.board.dates), _COUNT)
    told = (
        Words(f"{text.ROTA.zh} {found.month}", f"{text.ROTA.en} {found.month}"),
        Words(_legend(found, "zh"), _legend(found, "en")),
    )
    return Sheet(f"{text.ROTA.zh} {found.month}", told, columns, _rows(found), fixed=_NAMED)


def _day(day: date) -> Column:
    weekday = WEEKDAYS[day.weekday()]
    return Column(Words(f"{day.day} {weekday.zh}", f"{day.day} {weekday.en}"), _DAY)


def _rows(found: RotaMonth) -> Iterator[Row]:
    for line in found.board.lines:
        count = sum(map(len, line.days))
        person = line.person
        cells: list[Cell] = [person.person, found.names.get(person.person, ""), person.unit or ""]
        yield Row([*cells, *_letters(found, line), count])
    totals: list[Cell] = [len(day) for day in _by_day(found.board)]
    yield Row(
        [text.TOTAL.zh, text.TOTAL.en, None, *totals, sum(map(len, _by_day(found.board)))], True
    )


def _letters(found: RotaMonth, line: Line) -> Iterator[str]:
    for day in line.days:
        yield " ".join(marked(found.board, each) for each in day)


def _by_day(board: Board) -> Iterator[list[ShiftRow]]:
    """The shifts of each day whose people are not on leave."""
    for number in range(board.days):
        day = (each for line in board.lines for each in line.days[number])
        yield [each for each in day if each.shift not in board.away]


def _legend(found: RotaMonth, language: Language) -> str:
    told = []
    for code, kind in found.kinds.items():
        times = f"{kind.terms.starts:%H:%M}–{kind.terms.ends:%H:%M}"
        told.append(f"{code} {kind.title.to(language)} {times}")
    told.append(text.MARKS.to(language))
    return ("；" if language == "zh" else "; ").join(told)
