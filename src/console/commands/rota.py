"""`dutybook roster rota`: the duty rota of a month, people by days, to print and to hang up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import typer

from console.commands.books import reading
from console.commands.months import Month, days_of, month_asked
from console.commands.options import Ledger
from console.commands.roster_span import Team
from console.commands.workbook import Cell, Column, Out, Row, Sheet, plain, write
from console.text import roster as text
from console.text.floor import WEEKDAYS
from ledger.kernel.words import Language, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.rulebook.shifts import ShiftKind
    from projections.roster.board import Board, Line
    from projections.roster.rows import ShiftRow

_DAY = 5
_COUNT = Column(Words("班数", "Shifts"), 8)
_LEADING = (
    Column(Words("工号", "Number"), 8),
    Column(Words("姓名", "Name"), 12),
    Column(Words("部门", "Unit"), 12),
)


class _Month(NamedTuple):
    """What a rota is made from."""

    month: str
    board: Board
    kinds: Mapping[str, ShiftKind]
    names: Mapping[str, str]


def rota(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    month: Month = None,
    team: Team = None,
    out: Out = None,
) -> None:
    """Print the rota of a month, people by days, or write it as a spreadsheet."""
    from console.people import People
    from console.rosters import current_absences, current_roster, kinds_between, week

    with reading(ctx, ledger, out=out) as (terminal, book, place):
        asked = month_asked(book, month)
        days = days_of(asked)
        absent = current_absences(book, place, days[0], len(days))
        found = week(book, current_roster(book, place), days[0], len(days), team, absent)
        names = People(book).of(line.person.person for line in found.lines)
        kinds = kinds_between(book, days[0], len(days))
        sheet = rota_sheet(_Month(asked, found, kinds, names))
        if out is None:
            print("\n".join(plain(sheet, terminal.language)))
            return
        write(out, sheet)
        terminal.note(f"已写入 {out}。", f"Written to {out}.")


def rota_sheet(found: _Month) -> Sheet:
    """A month of the roster: a letter a shift, brackets for leave, a star after a swap."""
    columns = (*_LEADING, *(_day(day) for day in found.board.dates), _COUNT)
    told = (
        f"{text.ROTA.zh} {found.month}    {_legend(found, zh=True)}",
        f"{text.ROTA.en} {found.month}    {_legend(found, zh=False)}",
    )
    return Sheet(f"{text.ROTA.zh} {found.month}", told, columns, _rows(found))


def _day(day: date) -> Column:
    weekday = WEEKDAYS[day.weekday()]
    return Column(Words(f"{day.day} {weekday.zh}", f"{day.day} {weekday.en}"), _DAY)


def _rows(found: _Month) -> Iterator[Row]:
    for line in found.board.lines:
        count = sum(map(len, line.days))
        person = line.person
        cells: list[Cell] = [person.person, found.names.get(person.person, ""), person.unit or ""]
        yield Row([*cells, *_letters(found, line), count])
    totals: list[Cell] = [len(day) for day in _by_day(found.board)]
    yield Row(
        [text.TOTAL.zh, text.TOTAL.en, None, *totals, sum(map(len, _by_day(found.board)))], True
    )


def _letters(found: _Month, line: Line) -> Iterator[str]:
    from console.drawing.roster import marked

    for day in line.days:
        yield " ".join(marked(found.board, each) for each in day)


def _by_day(board: Board) -> Iterator[list[ShiftRow]]:
    """The shifts of each day whose people are not on leave."""
    for number in range(board.days):
        day = (each for line in board.lines for each in line.days[number])
        yield [each for each in day if each.shift not in board.away]


def _legend(found: _Month, *, zh: bool) -> str:
    language: Language = "zh" if zh else "en"
    told = []
    for code, kind in found.kinds.items():
        times = f"{kind.terms.starts:%H:%M}–{kind.terms.ends:%H:%M}"
        told.append(f"{code} {kind.title.to(language)} {times}")
    told.append(text.MARKS.to(language))
    return "；".join(told) if zh else "; ".join(told)
