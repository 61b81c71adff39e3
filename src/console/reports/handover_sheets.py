"""The handover book as a spreadsheet: every handover, and what was said to each of its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from console.reports.workbook import Cell, Column, Row, Sheet
from console.text import handover as text
from console.text.sentences import value_label
from ledger.kernel.event import instant
from ledger.kernel.words import Words

if TYPE_CHECKING:
    from console.drawing.handover import Setting
    from ledger.kernel.projection import Micros
    from projections.handover.book import Sheet as Handover

_WIDTHS = (18, 14, 10, 14, 14, 8, 18, 18, 10, 18)
_LATE = Words("迟接（分）", "Late (min)")
_LEFT = Words("离席", "Left the seat")
_BOOK = (*text.BOOK_HEADS[:-1], _LATE, _LEFT)

_ITEMS = (
    Column(Words("交接", "Handover"), 14),
    Column(Words("序号", "No."), 6),
    Column(Words("类别", "Matter"), 14),
    Column(Words("事项", "Item (Chinese)"), 44, "zh"),
    Column(Words("事项（英）", "Item"), 44, "en"),
    Column(Words("编号", "Reference"), 20),
    Column(Words("人员", "Person"), 14),
    Column(Words("期限", "Due"), 18),
    Column(Words("答复", "Answer"), 10),
    Column(Words("答复时间", "Answered"), 18),
    Column(Words("拒收原因", "Why refused"), 30),
    Column(Words("记录", "Entry"), 10),
)


def handover_sheets(kept: Sequence[Handover], setting: Setting) -> tuple[Sheet, Sheet]:
    """The handovers with their signatures, and all their items, oldest first."""
    told = (Words("交接本", "Handover book"), Words("交接事项", "Items handed over"))
    columns = [Column(*each) for each in zip(_BOOK, _WIDTHS, strict=True)]
    return (
        Sheet(told[0].zh, told[:1], columns, (_handover(each, setting) for each in kept)),
        Sheet(told[1].zh, told[1:], _ITEMS, _items(kept, setting)),
    )


def _handover(kept: Handover, setting: Setting) -> Row:
    row = kept.handover
    cells: list[Cell] = [
        _at(row.opened_at, setting),
        row.handover,
        row.seat,
        setting.who(row.outgoing),
        setting.who(row.incoming),
        row.items,
        _at(row.accepted_at, setting),
        _at(row.signed_at, setting),
        row.late_minutes,
        _at(row.left_at, setting),
    ]
    return Row(cells)


def _items(kept: Sequence[Handover], setting: Setting) -> Iterator[Row]:
    for item in (each for sheet in kept for each in sheet.items):
        cells: list[Cell] = [
            item.handover,
            item.item,
            value_label(item.matter, setting.language),
            item.zh,
            item.en,
            item.reference,
            None if item.person is None else setting.who(item.person),
            _at(item.due_at, setting),
            _answer(item.answer, setting),
            _at(item.answered_at, setting),
            item.reason,
            f"#{item.position}",
        ]
        yield Row(cells)


def _answer(answer: str, setting: Setting) -> str:
    return setting.say(text.ANSWERS[answer]) if answer else setting.say(text.OPEN)


def _at(at: Micros | None, setting: Setting) -> str | None:
    """An instant on the site's clock, with its year: a book is kept longer than one."""
    return None if at is None else f"{instant(at).astimezone(setting.zone):%Y-%m-%d %H:%M}"
