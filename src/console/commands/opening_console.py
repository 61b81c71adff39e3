"""Opening the console of a book: with a sign-in where the book has passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.commands.books import opened
from console.commands.terminal import Terminal

if TYPE_CHECKING:
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

    options |= {"lang": terminal.language, "views": ledger_place(target)}
    if not secured(book):
        from console.app import DutybookApp

        DutybookApp(book, actor=actor, readonly=actor is None, **options).run()
        return
    from console.access import station
    from console.secured import SecuredApp

    app = SecuredApp(book, door=Door(book, station=station()), actor=actor, **options)
    try:
        app.run()
    finally:
        app.access.leave()
