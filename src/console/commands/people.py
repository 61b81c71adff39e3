"""`dutybook people`: who is who, who is signed in, away, or stands in for whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from console.commands.books import reading
from console.commands.help import both
from console.commands.options import Ledger
from console.commands.rulebooks import day_given

_WIDTH = 160


def people(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=both("某一天各人的任职和执照", "posts and licences as of a day"),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the list of people, or where everybody stood on a day."""
    from console.drawing.people import placements, table
    from console.drawing.spans import text_of
    from console.presenters.people import People as Registered
    from ledger.kernel.event import micros
    from projections.people import People, lines, placed_on

    day = day_given(on, date.min) if on is not None else None
    with reading(ctx, ledger) as read:
        book, language, zone = read.book, read.terminal.language, read.book.site.zone
        view = read.seen(People())
        found = lines(view, micros(book.clock.now()), zone)
        everybody = [line.row.person for line in found]
        names = Registered(book).of(everybody)
        if day is None:
            drawn = table(found, names, _WIDTH, zone, language)
        else:
            placed = (placed_on(view, each, day, zone) for each in everybody)
            drawn = placements([*filter(None, placed)], names, day, _WIDTH, language)
        for line in drawn:
            print(text_of(line).rstrip())
