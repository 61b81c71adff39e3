"""`dutybook roster`: the roster shown, drafted, covered, brought in and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import opened
from console.commands.help import Helped, HelpedGroup, both
from console.commands.options import Ledger, ledger_named, terminal_of
from console.commands.roster_exchange import bring_in, take_out
from console.commands.roster_groups import groups
from console.commands.roster_span import Days, First, People, Team, chosen_days, chosen_people
from console.commands.rota import rota
from console.commands.terminal import Terminal
from console.text.counting import several

if TYPE_CHECKING:
    from console.drawing.roster import Scene
    from ledger.book import Book
    from projections.roster.board import Board
    from projections.staffing.coverage import Slot

HELP = both("班表：查看、草拟、需求、导入导出", "show, draft, cover, import and export rosters")

_WIDTH = 100


def roster_app() -> typer.Typer:
    """The commands about the roster, as one command with commands of its own."""
    app = typer.Typer(cls=HelpedGroup, add_completion=False, rich_markup_mode=None)
    for name, function, help_ in (
        ("show", show, both("一周班表：谁上什么班，缺什么", "a week: who is on, what is missing")),
        ("draft", draft, both("按规章草拟班表", "what the rulebook's patterns give")),
        ("coverage", coverage, both("每半小时所需、在班、到岗", "needed, planned and present")),
        ("groups", groups, both("值班组轮值：草拟或安排", "turns of duty groups, drafted or set")),
        (
            "rota",
            rota,
            both("一月值班表，可写成表格", "the rota of a month, also for a spreadsheet"),
        ),
        ("import", bring_in, both("导入并发布班表", "publish a roster from a file")),
        ("export", take_out, both("导出班表", "write the roster to a file")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def show(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    first: First = None,
    days: Days = 7,
    team: Team = None,
) -> None:
    """Print people by days, what each letter means, and what is missing."""
    from console.drawing import roster as drawing
    from console.drawing.spans import text_of
    from console.presenters.rosters import current_absences, current_roster, week
    from ledger.opening import ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        begins, _ = chosen_days(book, first, days)
        place = ledger_place(target)
        found = week(
            book,
            current_roster(book, place),
            begins,
            days,
            team,
            current_absences(book, place, begins, days),
        )
        scene = _scene(book, found, terminal)
        for line in [*drawing.table(scene, _WIDTH), drawing.legend(scene)]:
            print(text_of(line).rstrip())
    finally:
        book.close()


def draft(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    first: First = None,
    days: Days = 7,
    team: Team = None,
    people: People = None,
    codes: Annotated[
        str | None,
        typer.Option(
            "--codes",
            metavar="CODES",
            help=both("只排这些代码，如 DEN", "shifts of these codes alone, such as DEN"),
        ),
    ] = None,
) -> None:
    """Print what the patterns give as CSV, which `roster import` publishes."""
    from console.presenters.rosters import current_roster, drafted
    from gateway.rosters.lines import WrittenShift
    from gateway.rosters.writing import as_csv
    from ledger.opening import ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        begins, last = chosen_days(book, first, days)
        roster = current_roster(book, ledger_place(target))
        chosen = chosen_people(roster, team, people)
        turns = drafted(book, roster, chosen, begins, last, codes or "")
        written = [WrittenShift(turn.person, turn.on, turn.code) for turn in turns]
        print(as_csv(written, terminal.language), end="")
        terminal.note(
            f"草拟 {len(turns)} 个班，{begins} 至 {last}，{len(chosen)} 人；尚未发布。",
            f"{several(len(turns), 'shift')} drafted from {begins} to {last} "
            f"for {len(chosen)} people; nothing is published yet.",
        )
    finally:
        book.close()


def coverage(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="D", help=both("哪天；默认今天", "the day; today")),
    ] = None,
    queue: Annotated[
        str | None,
        typer.Option("--queue", metavar="Q", help=both("只算此队列", "this queue alone")),
    ] = None,
) -> None:
    """Print how many agents each half hour needs, has planned, and had."""
    from console.commands.plain_frame import current_floor
    from console.presenters.rosters import covered, current_absences, current_roster
    from ledger.kernel.event import micros
    from ledger.opening import ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        on, _ = chosen_days(book, day, 1, week=False)
        place = ledger_place(target)
        floor, roster = current_floor(book, place), current_roster(book, place)
        now = max(floor.latest_at, micros(book.clock.now()))
        absent = current_absences(book, place, on, 1)
        slots = covered(book, floor, roster, on, now, queue, absent)
        print("\n".join(_covered(book, slots, terminal)))
    finally:
        book.close()


def _scene(book: Book, found: Board, terminal: Terminal) -> Scene:
    from console.drawing.roster import Scene
    from console.presenters.people import People as Names
    from console.presenters.rosters import kinds_between, today

    names = Names(book).of(line.person.person for line in found.lines)
    return Scene(
        found,
        kinds_between(book, found.first, found.days),
        names,
        book.site.zone,
        terminal.language,
        today(book),
    )


def _covered(book: Book, slots: list[Slot], terminal: Terminal) -> list[str]:
    from console.drawing.numbers import DASH, local, percent
    from console.presenters.rosters import aim
    from console.text import roster as text
    from console.text.columns import padded
    from projections.roster.board import day_of

    heads = [each.to(terminal.language) for each in text.HEADS]
    within = aim(book, day_of(slots[0].starts, book.site.zone)).within
    body = []
    for slot in slots:
        need = slot.need
        served = need.demand.with_agents(slot.planned, within) if need is not None else None
        body.append(
            [
                f"{local(slot.starts, book.site.zone):%H:%M}",
                DASH if need is None else f"{need.demand.arrivals:.1f}",
                DASH if need is None else str(need.base),
                DASH if need is None or need.patient is None else str(need.patient),
                DASH if need is None else str(need.agents),
                str(slot.planned) + (" !" if slot.short else ""),
                DASH if slot.present is None else f"{slot.present:.1f}",
                percent(served.service_level * 100, 1) if served is not None else DASH,
            ]
        )
    lines = ["  ".join(padded(cell, 9, right=True) for cell in line) for line in [heads, *body]]
    lines.append(_estimate(slots, terminal))
    return lines


def _estimate(slots: list[Slot], terminal: Terminal) -> str:
    from console.text import roster as text

    language = terminal.language
    known = next((slot.need.demand for slot in slots if slot.need is not None), None)
    if known is None:
        return text.NO_NEED.to(language)
    patience = (
        text.UNKNOWN_PATIENCE.to(language)
        if known.patience is None
        else text.SECONDS.to(language).format(seconds=round(known.patience))
    )
    return text.ESTIMATE.to(language).format(
        handling=round(known.handling), patience=patience, weeks=known.weeks
    )
