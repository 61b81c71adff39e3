"""The book a command works on: made when there is none yet, asked what its times mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from console.commands.entering import proved_to_take_out
from console.commands.options import ledger_named, terminal_of
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from datetime import datetime

    import typer

    from console.reports.source import Source
    from ledger.book import Book
    from ledger.kernel.clock import Clock
    from ledger.kernel.projection import Projection

P = TypeVar("P", bound="Projection")


class Reading(NamedTuple):
    """What a command that only reads has at hand: the terminal, the book, and where it lies."""

    terminal: Terminal
    book: Book
    place: Path | str

    def seen(self, view: P) -> P:
        """A view as it is now."""
        from ledger.views.current import caught_up

        return caught_up(self.book, view, self.place)

    def source(self) -> Source:
        """What reports are made from."""
        from console.reports.source import Source

        return Source(self.book, self.place, self.terminal.language)


@contextmanager
def reading(
    ctx: typer.Context, ledger: str | None, *, out: Path | None = None
) -> Iterator[Reading]:
    """The book that a command reads, closed when it is done.

    With a file that records leave the book in, whoever acts must have given the password lately.

    :raises UsageFault: when no ledger is named.
    :raises StoreError: when there is no ledger, or it cannot be read.
    :raises NoSite: when the ledger holds no book.
    :raises ProofTooOld: when records are to leave a book and the last proof is too old.
    """
    from ledger.opening import ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        proved_to_take_out(terminal, book, out)
        yield Reading(terminal, book, ledger_place(target))
    finally:
        book.close()


def opened(terminal: Terminal, target: str, *, readonly: bool = False) -> Book:
    """The book at a path or URL; what a person should know about its store is said.

    :raises StoreError: when there is no ledger, or it cannot be read or written.
    :raises NoSite: when the ledger holds no book.
    """
    from ledger.opening import open_book

    book = open_book(target, readonly=readonly)
    for caution in book.recorder.cautions:
        terminal.note(caution.zh, caution.en)
    return book


def opened_or_made(
    terminal: Terminal, target: str, *, site: str, timezone: str, clock: Clock | None = None
) -> Book:
    """The book at a path or URL; a new one for the site where nothing stands, which is said.

    :raises StoreError: when the ledger cannot be opened, made or written.
    """
    from ledger.book import Site
    from ledger.opening import create_book, holds_book, ledger_name, open_book

    if holds_book(target):
        return open_book(target, clock=clock)
    book = create_book(target, Site(site, timezone), clock=clock)
    name = ledger_name(target)
    terminal.note(
        f"没有账本 {name}，已新建：单位 {site}，时区 {timezone}。",
        f"There was no ledger {name}; made one for {site}, time zone {timezone}.",
    )
    return book


def time_in(book: Book, text: str, *, end: bool = False) -> datetime:
    """The instant a person means by a time, a date or both, in the site's zone.

    With ``end``, a date alone means the end of that day.

    :raises BadQuery: for anything else.
    """
    from console.trail.pages import newest_day
    from console.trail.query import parse_time

    return parse_time(text, zone=book.site.zone, day=newest_day(book), end=end)
