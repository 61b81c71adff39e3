"""The lines of an Asterisk ``queue_log``, in every layout in which they are found.

``time|call|queue|agent|event|data1|...|data5``: as Asterisk writes the file; the table of a
realtime database comes with tabs or commas instead, and where it is old with all data in one
field, joined by pipes. The time is in seconds since the epoch, perhaps with a fraction, or a date
and a time, which are read in the given time zone unless they name an offset themselves.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gateway.importers.source import Line, Unreadable, text_of
from ledger.kernel.event import micros
from ledger.kernel.words import Words

HEADINGS = frozenset(("time", "id"))
"""What the first field of an exported table's heading says."""

NOBODY = frozenset(("", "NONE", "MANAGER", "REALTIME"))
"""What stands where a record names no call or no queue."""

SECONDS_IN = {
    "ABANDON": (2,),
    "AGENTCALLBACKLOGOFF": (1,),
    "AGENTLOGOFF": (1,),
    "BLINDTRANSFER": (2, 3),
    "COMPLETEAGENT": (0, 1),
    "COMPLETECALLER": (0, 1),
    "CONNECT": (0,),
    "EXITEMPTY": (2,),
    "EXITWITHKEY": (3,),
    "EXITWITHTIMEOUT": (2,),
    "RINGNOANSWER": (0,),
    "TRANSFER": (2, 3),
    "WRAPUPSTART": (0,),
}
"""Where in the data of an event a count of seconds stands (of ``RINGNOANSWER``, thousandths)."""

_EPOCH_TIME = re.compile(r"(\d{1,11})(?:\.(\d{1,9}))?", re.ASCII)
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # The years 1990 to 2099.
_LEAST_FIELDS = 5
_LONGEST_IDENTIFIER = 96
_EVENT_FIELD = 4
_SAME_STAMP_AT_ONCE = 10_000


class QueueRecord(NamedTuple):
    """One line, read. ``at`` is in microseconds; ``data`` ends with its last field that is not
    empty."""

    at: int
    line: int
    raw: bytes
    call: str
    queue: str
    agent: str
    event: str
    data: tuple[str, ...]

    def whole(self, place: int) -> int | None:
        """The count in a field of the data, None where it is empty or absent."""
        return int(self.data[place]) if len(self.data) > place and self.data[place] else None


def read_line(line: Line, zone: ZoneInfo) -> QueueRecord | None:
    """The record in a line, None for the heading of a table.

    :raises Unreadable: when the line holds no record, or one that cannot have happened.
    """
    text = text_of(line)
    fields = _fields(text)
    if line.number == 1 and fields[0] in HEADINGS:
        return None
    if len(fields) < _LEAST_FIELDS or not fields[_EVENT_FIELD]:
        raise Unreadable(_too_few(len(fields)))
    stamp, call, queue, agent, event, *data = fields
    while data and not data[-1]:
        data.pop()
    call, queue = _identifier("call", call), _identifier("queue", queue)
    record = QueueRecord(
        _instant(stamp, zone), line.number, line.raw, call, queue, agent, event, tuple(data)
    )
    for place in SECONDS_IN.get(event, ()):
        _require_count(record, place)
    return record


def in_order_within_a_stamp(records: Iterable[QueueRecord]) -> Iterator[QueueRecord]:
    """The records in the order of the file, those of one stamp in the order they happened in.

    Where the file runs backwards in time, so do the lines that share a whole second.
    """
    same: list[QueueRecord] = []
    came = 0
    for record in records:
        if same and (record.at != same[0].at or len(same) >= _SAME_STAMP_AT_ONCE):
            goes = -1 if record.at < same[0].at else 1
            yield from _turned(same, came, goes)
            same, came = [], goes
        same.append(record)
    yield from _turned(same, came, 0)


def _turned(same: list[QueueRecord], came: int, goes: int) -> list[QueueRecord]:
    backwards = came <= 0 and goes <= 0 and came != goes
    return same[::-1] if backwards or came == goes == -1 else same


def _fields(text: str) -> list[str]:
    if "\t" in text:
        fields = text.split("\t")
    elif text.count("|") >= _LEAST_FIELDS - 1:
        fields = text.split("|")
    else:
        fields = next(csv.reader([text]), [""])
    if len(fields) == _LEAST_FIELDS + 1 and "|" in fields[-1]:
        fields[-1:] = fields[-1].split("|")
    return [field.strip() for field in fields]


def _instant(stamp: str, zone: ZoneInfo) -> int:
    """Microseconds since the epoch."""
    if match := _EPOCH_TIME.fullmatch(stamp):
        seconds, fraction = match.groups()
        at = int(seconds) * 1_000_000 + int((fraction or "0").ljust(6, "0")[:6])
    else:
        try:
            local = datetime.fromisoformat(stamp)
            at = micros(local if local.tzinfo else local.replace(tzinfo=zone))
        except (ValueError, OverflowError):
            raise Unreadable(_NO_TIME) from None
    if not _EARLIEST <= at // 1_000_000 < _LATEST:
        raise Unreadable(_NO_TIME)
    return at


def _identifier(kind: str, text: str) -> str:
    """The text, or nothing where the record names none."""
    if text in NOBODY:
        return ""
    if len(text) > _LONGEST_IDENTIFIER or not text.isprintable():
        raise Unreadable(_cannot_identify(kind))
    return text


def _require_count(record: QueueRecord, place: int) -> None:
    text = record.data[place] if len(record.data) > place else ""
    if text.startswith("-") and text[1:].isdecimal():
        raise Unreadable(_ends_before_it_starts(record.event))
    if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Unreadable(_no_count(record.event, place + 1))


_NO_TIME = Words("时间字段不是 1990 至 2099 年间的时刻", "its time is no instant of 1990 to 2099")


def _too_few(count: int) -> Words:
    return Words(
        f"至少应有 {_LEAST_FIELDS} 个字段和事件名，实有 {count} 个字段",
        f"{count} fields, where a record has {_LEAST_FIELDS} or more and names an event",
    )


def _cannot_identify(kind: str) -> Words:
    zh = "来电" if kind == "call" else "队列"
    return Words(f"{zh}字段不能作标识", f"its {kind} field cannot identify a {kind}")


def _no_count(event: str, place: int) -> Words:
    return Words(
        f"{event} 的第 {place} 个数据字段不是整数",
        f"data field {place} of {event} holds no whole number",
    )


def _ends_before_it_starts(event: str) -> Words:
    return Words(f"{event} 的时长为负，结束早于开始", f"{event} ends before it starts")
