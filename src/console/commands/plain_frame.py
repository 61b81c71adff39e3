"""One frame of the floor as text: as it is, from the stored views, or as it was at an instant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.book import Book
    from ledger.kernel.projection import Projection
    from ledger.obligations.tracker import Tracker
    from projections.floor import Floor

_WIDTH = 100


def print_frame(
    book: Book, terminal: Terminal, *, views: Path | str | None = None, at: datetime | None = None
) -> None:
    """Print one frame of the floor.

    ``views`` is the ledger whose stored views may be used; ``at`` asks for an instant of the past.

    :raises ProjectionFailed: at an event that the floor cannot fold.
    """
    from console.following.duties import MOST
    from console.pace import fitting
    from console.plain import plain_floor
    from console.presenters.board import board_of
    from console.presenters.names import Names
    from console.presenters.people import People
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
    board = board_of(tracker_at(book, at, views), now, People(book), MOST)
    language = terminal.language
    text = plain_floor(shown, site=book.site, lang=language, width=_WIDTH, names=names, board=board)
    print(text, end="")


def current_floor(book: Book, views: Path | str | None) -> Floor:
    """The floor folded up to the head, from the stored views where they can be used."""
    from ledger.views.current import caught_up
    from projections.floor import Floor

    floor = Floor(book.lawbook.on, book.site.zone)
    return caught_up(book, floor, views)


def tracker_at(book: Book, at: datetime | None, views: Path | str | None) -> Tracker:
    """The obligations as they are, or as they were at an instant of the past."""
    from ledger.obligations.tracker import Tracker
    from ledger.views.current import caught_up

    tracker = Tracker(book.site.zone)
    if at is None:
        return caught_up(book, tracker, views)
    _apply_until(book, tracker, at)
    return tracker


def _apply_until(book: Book, view: Projection, at: datetime) -> None:
    from ledger.kernel.event import micros

    latest = micros(at)
    view.apply(row for row in book.recorder.rows() if row[2] <= latest)


def floor_at(book: Book, at: datetime) -> Floor:
    """The floor folded in memory from everything that had happened by an instant."""
    from projections.floor import Floor

    floor = Floor(book.lawbook.on, book.site.zone)
    _apply_until(book, floor, at)
    return floor
