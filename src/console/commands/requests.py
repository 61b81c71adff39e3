"""`dutybook requests` and `register`: leave and swaps as a list, and the registers of a month."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import reading
from console.commands.entering import acting
from console.commands.help import Helped, HelpedGroup, both
from console.commands.months import Month, month_asked
from console.commands.options import Actor, Ledger, Out
from console.commands.telling import give

HELP = both("登记表：换班、请销假", "registers of swaps and of leave")

_WIDTH = 160


def requests(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            metavar="YYYY-MM",
            help=both(
                "只列此月提出的；默认待批和近三十天的", "asked for in a month; the open ones"
            ),
        ),
    ] = None,
    actor: Actor = None,
) -> None:
    """Print leave and swaps: what waits, for whom, and what was decided lately."""
    from console.drawing.requests import table
    from console.drawing.scene import NO_FRAME, Scene
    from console.drawing.spans import text_of
    from console.presenters.people import People as Registered
    from console.presenters.requests import InboxView
    from console.reports.months import span_of
    from ledger.kernel.event import micros
    from ledger.views.storing import stored_views
    from projections.requests import Requests
    from projections.requests.registers import asked_between

    with reading(ctx, ledger) as read:
        terminal, book, place = read
        view = read.seen(Requests())
        made = InboxView(book, stored_views(place), acting(terminal, book, actor))
        if month is None:
            inbox = made.inbox(view, Registered(book))
        else:
            asked = asked_between(view, *span_of(book, month_asked(book, month)))
            inbox = made.listed(view, Registered(book), asked)
        scene = Scene(
            NO_FRAME,
            micros(book.clock.now()),
            terminal.language,
            book.site.zone,
            book.site.name,
            inbox.names,
        )
        for line in table(scene, inbox.requests, _WIDTH):
            print(text_of(line).rstrip())


def register_app() -> typer.Typer:
    """The registers, as one command with commands of its own."""
    app = typer.Typer(cls=HelpedGroup, add_completion=False, rich_markup_mode=None)
    app.callback()(_nothing)
    for name, function, help_ in (
        ("swaps", swaps, both("换班登记表", "the swaps of a month, numbered")),
        ("leave", leave, both("请销假登记", "the leaves of a month, with their returns")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def swaps(
    ctx: typer.Context, ledger: Ledger = None, *, month: Month = None, out: Out = None
) -> None:
    """Print the register of swaps of a month, or write it as a spreadsheet."""
    from console.reports import catalogue

    with reading(ctx, ledger, out=out) as read:
        give(read.terminal, catalogue.swaps(read.source(), month_asked(read.book, month)), out)


def leave(
    ctx: typer.Context, ledger: Ledger = None, *, month: Month = None, out: Out = None
) -> None:
    """Print the register of leave of a month, or write it as a spreadsheet."""
    from console.reports import catalogue

    with reading(ctx, ledger, out=out) as read:
        give(read.terminal, catalogue.leave(read.source(), month_asked(read.book, month)), out)


def _nothing() -> None:
    """A register is always one of something."""
