"""`dutybook attendance`: who is there now, and the sheet of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import reading
from console.commands.help import Helped, HelpedGroup, both
from console.commands.months import month_asked
from console.commands.options import Ledger, Out
from console.reports.workbook import write

if TYPE_CHECKING:
    from console.drawing.scene import Scene
    from console.presenters.people import People
    from ledger.book import Book
    from ledger.kernel.words import Language

HELP = both("考勤：这个班谁在，考勤月报", "who is there now, and the month's sheet")

_WIDTH = 120

Unit = Annotated[
    str | None, typer.Option("--unit", metavar="U", help=both("只看此班组", "this unit alone"))
]


def attendance_app() -> typer.Typer:
    """The commands about attendance, as one command with commands of its own."""
    app = typer.Typer(
        cls=HelpedGroup,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        no_args_is_help=False,
    )
    app.callback()(_bare)
    for name, function, help_ in (
        ("today", today, both("这个班谁在、谁没到", "who of the shift is there")),
        ("month", month, both("考勤月报，可写成表格", "the sheet of a month")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def _bare(ctx: typer.Context) -> None:
    """Without a command of its own it prints the attendance of now."""
    if ctx.invoked_subcommand is None:
        today(ctx)


def today(ctx: typer.Context, ledger: Ledger = None, *, unit: Unit = None) -> None:
    """Print the people of the shifts that are on, with their time drawn."""
    from console.drawing.attendance import table
    from console.drawing.spans import text_of
    from console.presenters.attendance import current_attendance, shifts_now
    from console.presenters.people import People
    from ledger.kernel.event import micros

    with reading(ctx, ledger) as (terminal, book, place):
        view = current_attendance(book, place)
        now = micros(book.clock.now())
        found = shifts_now(book, view, now, unit)
        scene = _scene(book, now, People(book), found.attending, terminal.language)
        for line in table(scene, found, _WIDTH):
            print(text_of(line).rstrip())


def month(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="YYYY-MM", help=both("哪个月", "which month"))],
    ledger: Ledger = None,
    *,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="P", help=both("只看此人", "only this person")),
    ] = None,
    unit: Unit = None,
    out: Out = None,
) -> None:
    """Print each person's month: shifts, hours, lateness, absence, leave, adherence twice."""
    from console.drawing.attendance_month import lines, month_rows
    from console.presenters.attendance import current_attendance
    from console.presenters.people import People
    from console.text import attendance as text

    with reading(ctx, ledger, out=out) as (terminal, book, place):
        month = month_asked(book, month)
        view = current_attendance(book, place)
        rows = month_rows(view, month, person, unit)
        names = People(book).of(row.person for row in rows)
        if out is None:
            print("\n".join(lines(month, rows, names, terminal.language)))
            return
        from console.reports.attendance_sheet import attendance_sheet

        write(out, attendance_sheet(month, rows, names))
        told = [text.WRITTEN.to(each).format(path=out, count=len(rows)) for each in ("zh", "en")]
        terminal.note(*told)


def _scene(
    book: Book, now: int, people: People, attending: tuple[object, ...], language: Language
) -> Scene:
    from console.drawing.scene import NO_FRAME, Scene
    from projections.attendance.board import Attending

    persons = [each.row.person for each in attending if isinstance(each, Attending)]
    return Scene(NO_FRAME, now, language, book.site.zone, book.site.name, people.of(persons))
