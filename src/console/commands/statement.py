"""`dutybook statement`: what a month comes to for each person, as text or as a spreadsheet."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import reading
from console.commands.help import Helped, HelpedGroup, both
from console.commands.months import Month, month_asked
from console.commands.options import Ledger, Out
from console.reports.workbook import write

HELP = both("结算单：每月奖惩", "what a month comes to for each person")


def statement_app() -> typer.Typer:
    """The statements, as one command with commands of its own."""
    app = typer.Typer(cls=HelpedGroup, add_completion=False, rich_markup_mode=None)
    app.callback()(_nothing)
    help_ = both("奖惩：逐人逐笔，附依据与余额", "fines and rewards, entry by entry")
    app.command("fines", cls=Helped, help=help_)(fines)
    return app


def fines(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    month: Month = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="P", help=both("只看此人", "only this person")),
    ] = None,
    out: Out = None,
) -> None:
    """Print each person's fines and rewards of a month with the running balance."""
    from console.text.statement import Setting, state_of, told
    from projections.discipline import Discipline
    from projections.discipline_statement import statement

    with reading(ctx, ledger, out=out) as read:
        book, terminal = read.book, read.terminal
        found = statement(read.seen(Discipline()), month_asked(book, month), person)
        setting = Setting(book.site.zone, terminal.language, book.lawbook.title)
        if out is None:
            print("\n".join(told(found, setting)))
            return
        from console.reports.statement_sheet import statement_sheet

        write(out, statement_sheet(found, setting))
        state = state_of(found, setting)
        terminal.note(f"已写入 {out}。{state.zh}。", f"Written to {out}. {state.en}.")


def _nothing() -> None:
    """A statement is always one of something."""
