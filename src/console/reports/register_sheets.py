"""The registers of swaps and of leave as tables, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from console.reports.workbook import Cell, Column, Row, Sheet
from console.text import requests as text
from console.text.sentences import value_label
from ledger.kernel.event import instant
from ledger.kernel.words import Words
from ledger.rulebook.rules.catalogue import posts
from projections.requests import StoodRow, signatures

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from console.presenters.people import People
    from ledger.kernel.projection import Micros
    from projections.requests import Requests
    from projections.requests.registers import Entry

_NUMBER = Column(Words("序号", "No."), 6)
_SIGNED = Column(Words("签批", "Signed"), 44)
_STATE = Column(Words("状态", "State (Chinese)"), 14, "zh")
_STATE_EN = Column(Words("状态（英）", "State"), 20, "en")
_REASON = Column(Words("原因", "Reason"), 30)
_ENTRY = Column(Words("记录", "Entry"), 10)

_SWAPS = (
    _NUMBER,
    Column(Words("编号", "Swap"), 22),
    Column(Words("成立时间", "Made"), 18),
    Column(Words("换出人", "Giver"), 18),
    Column(Words("接班人", "Taker"), 18),
    Column(Words("换出班次", "Shift given"), 26),
    Column(Words("换入班次", "Shift taken"), 26),
    _SIGNED,
    Column(Words("交接签字", "Handover signed"), 18),
    _STATE,
    _STATE_EN,
    Column(Words("归还", "Repays"), 22),
    Column(Words("已由…归还", "Repaid by"), 22),
    _REASON,
    _ENTRY,
)
_LEAVES = (
    _NUMBER,
    Column(Words("编号", "Leave"), 22),
    Column(Words("申请时间", "Asked"), 18),
    Column(Words("申请人", "Person"), 18),
    Column(Words("类别", "Category (Chinese)"), 10, "zh"),
    Column(Words("类别（英）", "Category"), 18, "en"),
    Column(Words("起", "From"), 18),
    Column(Words("止", "To"), 18),
    Column(Words("天数", "Days"), 8),
    Column(Words("代请人", "Asked by"), 18),
    _SIGNED,
    Column(Words("准假时间", "Decided"), 18),
    Column(Words("销假时间", "Returned"), 18),
    Column(Words("逾期（分）", "Late (min)"), 10),
    _STATE,
    _STATE_EN,
    _REASON,
    _ENTRY,
)


class Known(NamedTuple):
    """What a register is made from."""

    requests: Requests
    people: People
    month: str
    span: tuple[Micros, Micros]
    zone: ZoneInfo

    def who(self, person: str | None) -> str:
        """A person by number, with the name where it may be shown."""
        if person is None:
            return ""
        return f"{person} {self.people.of([person]).get(person, '')}".rstrip()

    def at(self, at: Micros | None) -> str:
        """An instant on the site's clock."""
        return "" if at is None else f"{instant(at).astimezone(self.zone):%Y-%m-%d %H:%M}"


def swap_sheet(entries: Sequence[Entry], known: Known) -> Sheet:
    """The register of swaps of a month (S4.10-02)."""
    told = Words(f"换班登记表 {known.month}", f"Register of swaps {known.month}")
    return Sheet(
        f"换班 {known.month}", (told,), _SWAPS, (Row(_swap(each, known)) for each in entries)
    )


def leave_sheet(entries: Sequence[Entry], known: Known) -> Sheet:
    """The register of leave and returns of a month (S4.9-01)."""
    told = Words(f"请销假登记 {known.month}", f"Register of leave and returns {known.month}")
    rows = (Row(_leave(each, known)) for each in entries)
    return Sheet(f"请销假 {known.month}", (told,), _LEAVES, rows)


def _swap(entry: Entry, known: Known) -> list[Cell]:
    row = entry.row
    state = text.STATES[row.state]
    return [
        entry.number,
        row.request,
        known.at(row.decided_at),
        known.who(row.person),
        known.who(row.other),
        row.given,
        row.taken,
        "；".join(_signed(row, known)),
        row.handed.replace(",", "、"),
        state.zh,
        state.en,
        row.repays,
        entry.repaid_by,
        row.reason,
        f"#{row.decided}",
    ]


def _leave(entry: Entry, known: Known) -> list[Cell]:
    row = entry.row
    state = text.STATES.get(row.state, text.TO_GRANT)
    return [
        entry.number,
        row.request,
        known.at(row.asked_at),
        known.who(row.person),
        value_label(row.category or "", "zh"),
        value_label(row.category or "", "en"),
        known.at(row.starts),
        known.at(row.ends),
        row.days,
        known.who(row.asker),
        "；".join(_signed(row, known)),
        known.at(row.decided_at),
        known.at(row.back_at),
        entry.minutes_over or None,
        state.zh,
        state.en,
        row.reason,
        f"#{row.asked}",
    ]


def _signed(row: StoodRow, known: Known) -> Iterator[str]:
    """Who signed under which post and when."""
    for each in signatures(row):
        post = posts().get(each.post or "")
        title = post.title.words if post is not None else Words(each.post or "", each.post or "")
        under = title.zh if title.zh == title.en else f"{title.zh} {title.en}"
        yield f"{known.who(each.signer)}（{under}）{known.at(each.at)}"
