"""`dutybook people`: who is who, who is signed in, away, or stands in for whom."""

from __future__ import annotations

import typer

from console.commands.books import opened
from console.commands.options import Ledger, ledger_named, terminal_of

_WIDTH = 160


def people(ctx: typer.Context, ledger: Ledger = None) -> None:
    """Print the list of people."""
    from console.drawing.people import table
    from console.drawing.spans import text_of
    from console.people import People as Registered
    from ledger.kernel.event import micros
    from ledger.opening import ledger_place
    from ledger.views.runner import Runner
    from ledger.views.storing import stored_views
    from projections.people import People, lines

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        runner = Runner(book, People(), stored_views(ledger_place(target)))
        runner.catch_up()
        runner.save()
        found = lines(runner.projection, micros(book.clock.now()))
        names = Registered(book).of(line.row.person for line in found)
        for line in table(found, names, _WIDTH, book.site.zone, terminal.language):
            print(text_of(line).rstrip())
    finally:
        book.close()
