"""`dutybook audit`: the trail, every event newest first."""

from __future__ import annotations

import typer

from console.commands.options import Actor, Words, ledger_and_query, terminal_of
from console.commands.terminal import require_screen


def audit(ctx: typer.Context, words: Words = None, *, actor: Actor = None) -> None:
    """Open the trail."""
    from console.commands.opening_console import opened_for, run_console
    from console.trail.pages import open_trail
    from ledger.opening import ledger_name

    terminal = terminal_of(ctx)
    ledger, query = ledger_and_query(terminal, words)
    book = opened_for(terminal, ledger, actor)
    try:
        open_trail(book, query, terminal.language)
        require_screen(f"dutybook events {ledger_name(ledger)}")
        run_console(book, terminal, actor, ledger, screen="trail", query=query)
    finally:
        book.close()
