"""`dutybook loans`: which files are out, with whom, and what is overdue."""

from __future__ import annotations

import typer

from console.commands.books import opened
from console.commands.entering import acting
from console.commands.options import Actor, Ledger, ledger_named, terminal_of

_WIDTH = 100


def loans(ctx: typer.Context, ledger: Ledger = None, *, actor: Actor = None) -> None:
    """Print the list of loans."""
    from console.clearance import clearance
    from console.drawing.loans import table
    from console.drawing.spans import text_of
    from ledger.kernel.event import micros
    from ledger.opening import ledger_place
    from ledger.views.runner import Runner
    from ledger.views.storing import stored_views
    from projections.loans import Loans, lines

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        runner = Runner(book, Loans(), stored_views(ledger_place(target)))
        runner.catch_up()
        runner.save()
        zone = book.site.zone
        reader = acting(terminal, book, actor)
        found = lines(runner.projection, micros(book.clock.now()), zone)
        for line in table(found, _WIDTH, zone, terminal.language, clearance(book, reader)):
            print(text_of(line).rstrip())
    finally:
        book.close()
