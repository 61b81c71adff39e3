"""`dutybook loans`: which files are out, with whom, and what is overdue."""

from __future__ import annotations

import typer

from console.commands.books import reading
from console.commands.entering import acting
from console.commands.options import Actor, Ledger

_WIDTH = 100


def loans(ctx: typer.Context, ledger: Ledger = None, *, actor: Actor = None) -> None:
    """Print the list of loans."""
    from console.drawing.loans import table
    from console.drawing.spans import text_of
    from console.presenters.clearance import clearance
    from ledger.kernel.event import micros
    from projections.loans import Loans, lines

    with reading(ctx, ledger) as read:
        terminal, book, zone = read.terminal, read.book, read.book.site.zone
        reader = acting(terminal, book, actor)
        found = lines(read.seen(Loans()), micros(book.clock.now()), zone)
        for line in table(found, _WIDTH, zone, terminal.language, clearance(book, reader)):
            print(text_of(line).rstrip())
