"""Opening the console of a book: with a sign-in where the book has passwords."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.commands.books import opened
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from console.app import DutybookApp
    from ledger.book import Book


def opened_for(terminal: Terminal, target: str, actor: str | None) -> Book:
    """The book to show: for reading only when nobody is to act, which passwords make sure of.

    :raises StoreError: when there is no ledger, or it cannot be read or written.
    """
    from ledger.authentication.door import secured

    book = opened(terminal, target, readonly=actor is None)
    if actor is None and secured(book):
        book.close()
        return opened(terminal, target)
    return book


def run_console(
    book: Book, terminal: Terminal, actor: str | None, target: str, **options: Any
) -> None:
    """Run the console until it is left; a session that was begun there is then over."""
    from ledger.authentication.door import Door, secured
    from ledger.opening import ledger_place

    place = ledger_place(target)
    options |= {"lang": terminal.language, "views": place}
    if not secured(book):
        from console.app import DutybookApp

        plain = DutybookApp(book, actor=actor, readonly=actor is None, **options)
        with _watched(plain, place, writing=actor is not None):
            plain.run()
        return
    from console.access import station
    from console.secured import SecuredApp

    app = SecuredApp(book, door=Door(book, station=station()), actor=actor, **options)
    try:
        with _watched(app, place, writing=True):
            app.run()
    finally:
        app.access.leave()


@contextmanager
def _watched(app: DutybookApp, place: Path | str, *, writing: bool) -> Iterator[None]:
    """Have a warden on watch behind a console that may write, unless it shows a replay.

    When the watch cannot go on, the console says so.
    """
    if not writing or (app.pace is not None and app.pace.replaying):
        yield
        return
    from console.commands.faults import verdict_on
    from console.following.watch import on_standby

    def failed(fault: Exception) -> None:
        app.call_from_thread(app.tell, verdict_on(fault).words, severe=True)

    with on_standby(app.book, place, failed):
        yield
