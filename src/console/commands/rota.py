"""`dutybook roster rota`: the duty rota of a month, people by days, to print and to hang up."""

from __future__ import annotations

import typer

from console.commands.books import reading
from console.commands.months import Month, month_asked
from console.commands.options import Ledger, Out
from console.commands.roster_span import Team
from console.commands.telling import give


def rota(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    month: Month = None,
    team: Team = None,
    out: Out = None,
) -> None:
    """Print the rota of a month, people by days, or write it as a spreadsheet."""
    from console.reports import catalogue

    with reading(ctx, ledger, out=out) as read:
        asked = month_asked(read.book, month)
        give(read.terminal, catalogue.rota(read.source(), asked, team), out)
