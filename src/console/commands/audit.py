"""`dutybook audit`: the trail, every event newest first."""

from __future__ import annotations

import typer

from console.commands.options import Actor, Words, ledger_and_query, terminal_of
from console.commands.terminal import require_screen


def audit(ctx: typer.Context, words: Words = None, *, actor: Actor = None) -> None:
    """Open the trail."""
    from pathlib import Path

    from console.app import DutybookApp
    from console.trail_pages import open_trail
    from ledger.opening import ledger_path, open_book

    terminal = terminal_of(ctx)
    ledger, query = ledger_and_query(terminal, words)
    book = open_book(ledger, readonly=actor is None)
    try:
        open_trail(book, query, terminal.language)
        require_screen(f"dutybook events {ledger}")
        views: Path = ledger_path(ledger)
        DutybookApp(
            book,
            lang=terminal.language,
            actor=actor,
            screen="trail",
            readonly=actor is None,
            query=query,
            views=views,
        ).run()
    finally:
        book.close()
