"""The handover book, the duty log and what is unread, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from console.drawing.handover import Setting
from console.drawing.spans import Line, Tone, fit
from console.text import handover as text
from projections.handover.book import REFUSED, Sheet
from projections.handover.rows import LogRow, UnreadRow

_OPENED, _NUMBER, _SEAT, _PERSON, _ITEMS, _TIME = 12, 10, 8, 12, 7, 9


def book_table(sheets: Sequence[Sheet], width: int, setting: Setting) -> list[Line]:
    """A line a handover, oldest first, or what would fill the book."""
    if not sheets:
        return [((f" {setting.say(text.BOOK_EMPTY)}", Tone.QUIET),)]
    cells = _cells(width)
    heads = [setting.say(each) for each in text.BOOK_HEADS]
    shown = "".join(fit(head, cell) for head, cell in zip(heads, cells, strict=True))
    return [((f" {shown}", Tone.QUIET),), *(_handover(each, cells, setting) for each in sheets)]


def _cells(width: int) -> tuple[int, ...]:
    fixed = (_OPENED, _NUMBER, _SEAT, _PERSON, _PERSON, _ITEMS, _TIME, _TIME)
    return (*fixed, max(8, width - 1 - sum(fixed)))


def _handover(sheet: Sheet, cells: tuple[int, ...], setting: Setting) -> Line:
    row = sheet.handover
    said = [
        setting.at(row.opened_at),
        row.handover,
        row.seat or "",
        setting.who(row.outgoing),
        setting.who(row.incoming),
        str(row.items),
        setting.time(row.accepted_at) if row.accepted_at is not None else "—",
        setting.time(row.signed_at) if row.signed_at is not None else "—",
    ]
    shown = "".join(fit(f"{each} ", cell) for each, cell in zip(said, cells, strict=False))
    remark, tone = _remark(sheet, setting)
    return ((f" {shown}", Tone.NORMAL), (fit(remark, cells[-1]), tone))


def _remark(sheet: Sheet, setting: Setting) -> tuple[str, Tone]:
    row = sheet.handover
    early = row.left_at is not None and (row.accepted_at is None or row.left_at < row.accepted_at)
    parts = []
    if early and row.left_at is not None:
        parts.append(f"!! {setting.say(text.LEFT_BEFORE, at=setting.time(row.left_at))}")
    if row.late_minutes is not None:
        parts.append(f"! {setting.say(text.LATE, minutes=row.late_minutes)}")
    if refused := sum(item.answer == REFUSED for item in sheet.items):
        parts.append(setting.say(text.REFUSED_COUNT, count=refused))
    if row.accepted_at is None:
        parts.append(setting.say(text.OPEN))
    tone = Tone.ALARM if early else Tone.WARN if row.late_minutes is not None else Tone.NORMAL
    return " · ".join(parts), tone


def log_table(rows: Sequence[LogRow], width: int, setting: Setting) -> list[Line]:
    """A line an entry of the duty log, oldest first."""
    if not rows:
        return [((f" {setting.say(text.LOG_EMPTY)}", Tone.QUIET),)]
    return [_logged(row, width, setting) for row in rows]


def _logged(row: LogRow, width: int, setting: Setting) -> Line:
    mark = f"{setting.say(text.URGENT)} !" if row.urgent else ""
    told = row.zh if setting.language == "zh" else row.en
    before = f" {setting.at(row.at)}  {fit(row.duty, _NUMBER)}"
    return (
        (before, Tone.QUIET),
        (fit(mark, 9), Tone.WARN),
        (fit(told, max(10, width - 1 - _OPENED - _NUMBER - 9)), Tone.NORMAL),
    )


def unread_table(rows: Sequence[UnreadRow], width: int, setting: Setting) -> list[Line]:
    """A line a person and bulletin, the oldest bulletin first."""
    if not rows:
        return [((f" {setting.say(text.UNREAD_EMPTY)}", Tone.QUIET),)]
    ordered = sorted(rows, key=lambda row: (row.at, row.bulletin, row.person))
    title = setting.say(text.UNREAD_TITLE, count=len(ordered))
    return [((f" {title}", Tone.TITLE),), *(_unread(row, width, setting) for row in ordered)]


def _unread(row: UnreadRow, width: int, setting: Setting) -> Line:
    kind = setting.say(text.NEW_PRODUCT if row.product else text.BULLETIN)
    before = f" {setting.at(row.at)}  {fit(kind, 9)}{fit(setting.who(row.person), _PERSON)} "
    return (
        (before, Tone.NORMAL),
        (fit(f"{row.bulletin} {row.title}", max(10, width - len(before))), Tone.NORMAL),
    )
