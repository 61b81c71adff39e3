"""One frame of the floor as text: as it is, from the stored views, or as it was at an instant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.book import Book
    from projections.floor import Floor

_WIDTH = 100


def print_frame(
    book: Book, terminal: Terminal, *, views: Path | str | None = None, at: datetime | None = None
) -> None:
    """Print one frame of the floor.

    ``views`` is the ledger whose stored views may be used; ``at`` asks for an instant of the past.

    :raises ProjectionFailed: at an event that the floor cannot fold.
    """
    from console.names import Names
    from console.pace import fitting
    from console.plain import plain_floor
    from ledger.kernel.event import micros
    from projections.frame import frame

    if at is None:
        floor = current_floor(book, views)
        now = fitting(book.clock, floor.latest_at).now()
    else:
        floor = floor_at(book, at)
        now = micros(at)
    shown = frame(floor, now)
    names = Names(book).of(shown)
    text = plain_floor(shown, site=book.site, lang=terminal.language, width=_WIDTH, names=names)
    print(text, end="")


def current_floor(book: Book, views: Path | str | None) -> Floor:
    """The floor folded up to the head, from the stored views where they can be used."""
    from ledger.views.runner import Runner
    from ledger.views.storing import stored_views
    from projections.floor import Floor

    floor = Floor(book.lawbook.on, book.site.zone)
    tables = stored_views(views) if views is not None else None
    runner = Runner(book, floor, tables)
    runner.catch_up()
    runner.save()
    return floor


def floor_at(book: Book, at: datetime) -> Floor:
    """The floor folded in memory from everything that had happened by an instant."""
    from ledger.kernel.event import micros
    from projections.floor import Floor

    floor = Floor(book.lawbook.on, book.site.zone)
    latest = micros(at)
    floor.apply(row for row in book.recorder.rows() if row[2] <= latest)
    return floor
