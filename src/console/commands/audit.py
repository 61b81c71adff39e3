"""`dutybook audit`: the trail, every event newest first."""

from __future__ import annotations

import typer

from console.commands.books import opened
from console.commands.options import Actor, Words, ledger_and_query, terminal_of
from console.commands.terminal import require_screen


def audit(ctx: typer.Context, words: Words = None, *, actor: Actor = None) -> None:
    """Open the trail."""
    from console.app import DutybookApp
    from console.trail_pages import open_trail
    from ledger.opening import ledger_name, ledger_place

    terminal = terminal_of(ctx)
    ledger, query = ledger_and_query(terminal, words)
    book = opened(terminal, ledger, readonly=actor is None)
    try:
        open_trail(book, query, terminal.language)
        require_screen(f"dutybook events {ledger_name(ledger)}")
        DutybookApp(
            book,
            lang=terminal.language,
            actor=actor,
            screen="trail",
            readonly=actor is None,
            query=query,
            views=ledger_place(ledger),
        ).run()
    finally:
        book.close()
