"""Where: one row a queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from console.drawing.numbers import bars, duration, elapsed, percent
from console.drawing.scene import Scene, longest, queue_name
from console.drawing.spans import (
    SIGN_WIDTH,
    Align,
    Line,
    Span,
    Tone,
    fit,
    signed,
)
from console.text import floor as text
from ledger.kernel.words import Words
from projections.frame import Level, QueueLine

Cell = tuple[str, Level]


class Column(NamedTuple):
    """A column of the queue table; those with the highest rank give way first."""

    topic: str
    width: int
    rank: int
    signed: bool
    draw: Callable[[QueueLine, Scene], Cell]
    align: Align = "right"

    @property
    def room(self) -> int:
        """The cells it takes, with the room for its sign and the gap before it."""
        return self.width + 1 + (SIGN_WIDTH if self.signed else 0)


def _plain(value: str) -> Cell:
    return value, Level.NORMAL


_COLUMNS = (
    Column("waiting", 4, 0, True, lambda q, _: (f"{q.waiting.value or 0:g}", q.waiting.level)),
    Column(
        "oldest",
        6,
        0,
        True,
        lambda q, s: (elapsed(q.oldest, s.now, s.language), q.oldest.level(s.now)),
    ),
    Column("idle", 4, 3, False, lambda q, _: _plain(str(q.ready))),
    Column("busy", 4, 3, False, lambda q, _: _plain(str(q.busy))),
    Column("offered", 7, 6, False, lambda q, _: _plain(str(q.offered))),
    Column("answered", 8, 2, False, lambda q, _: _plain(str(q.answered))),
    Column("abandoned", 6, 2, False, lambda q, _: _plain(str(q.abandoned))),
    Column(
        "abandonment",
        6,
        7,
        True,
        lambda q, _: (percent(q.abandonment.value, 1), q.abandonment.level),
    ),
    Column(
        "service_level",
        6,
        1,
        True,
        lambda q, _: (percent(q.service_level.value), q.service_level.level),
    ),
    Column("asa", 8, 4, False, lambda q, s: _plain(duration(q.asa, s.language))),
    Column("aht", 8, 8, False, lambda q, s: _plain(duration(q.aht, s.language))),
    Column("occupancy", 9, 9, False, lambda q, _: _plain(percent(q.occupancy))),
    Column("last_hour", 13, 5, False, lambda q, _: _plain(bars(q.last_hour)), "right"),
)

_HEADS: dict[str, Words] = {
    "waiting": Words("排队", "Wait"),
    "oldest": text.OLDEST,
    "idle": text.IDLE,
    "busy": text.BUSY,
    "offered": text.OFFERED,
    "answered": text.ANSWERED,
    "abandoned": text.ABANDONED_SHORT,
    "abandonment": Words("放弃率", "Rate"),
    "service_level": text.WITHIN,
    "asa": text.ASA,
    "aht": text.AHT,
    "occupancy": text.OCCUPANCY,
    "last_hour": text.LAST_HOUR,
}


class Table(NamedTuple):
    """The queue table for a width: its columns and how wide the queues' names are."""

    columns: tuple[Column, ...]
    name_width: int

    def place(self, index: int) -> tuple[int, int]:
        """Where a column's value stands: from which cell, and how many cells."""
        start = 1 + self.name_width + sum(each.room for each in self.columns[:index])
        return start, self.columns[index].room


def table(scene: Scene, width: int) -> Table:
    """The columns that fit, the least important left out."""
    wanted = longest((queue_name(each) for each in scene.frame.queues), 8, 24)
    columns = list(_COLUMNS)
    while sum(each.room for each in columns) + min(wanted, 12) + 2 > width:
        columns.remove(max(columns, key=lambda each: each.rank))
    spare = width - 2 - sum(each.room for each in columns)
    return Table(tuple(columns), min(spare, max(wanted, 12)))


def heading(scene: Scene, shown: Table) -> Line:
    """The names of the columns."""
    found: list[Span] = [(" " + fit(scene.say(text.QUEUE), shown.name_width), Tone.QUIET)]
    within = f"{scene.frame.headline.within_seconds:g}"
    for each in shown.columns:
        head = scene.say(_HEADS[each.topic], seconds=within)
        tail = " " * SIGN_WIDTH if each.signed else ""
        found.append((" " + fit(head, each.width, each.align) + tail, Tone.QUIET))
    return tuple(found)


def row(scene: Scene, line: QueueLine, shown: Table) -> Line:
    """One queue."""
    found: list[Span] = [(" " + fit(queue_name(line), shown.name_width), Tone.NORMAL)]
    for each in shown.columns:
        value, level = each.draw(line, scene)
        found.append((" ", Tone.NORMAL))
        if each.signed:
            found.extend(signed(value, each.width, level))
        else:
            tone = Tone.QUIET if each.topic == "last_hour" else Tone.NORMAL
            found.append((fit(value, each.width, each.align), tone))
    return tuple(found)
