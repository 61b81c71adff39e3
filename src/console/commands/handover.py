"""`dutybook handover`: what there is to hand over, handing it over, the sheet and the book."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import opened, reading, time_in
from console.commands.entering import acting
from console.commands.help import Helped, HelpedGroup, both
from console.commands.options import Actor, Ledger, Out, ledger_named, terminal_of
from console.commands.terminal import Terminal, UsageFault
from console.reports.workbook import write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.drawing.handover import Setting
    from console.drawing.spans import Line
    from console.presenters.handing_over import HandingOver
    from ledger.book import Book

HELP = both("交接班：编成、交出、打印、交接本", "hand a shift over; its page, sheet and book")

_WIDTH = 100
_DAYS = 7

Handover = Annotated[
    str, typer.Argument(metavar="HANDOVER", help=both("交接编号", "number of the handover"))
]
Seat = Annotated[
    str | None, typer.Option("--seat", metavar="SEAT", help=both("哪个席位", "of which seat"))
]
Own = Annotated[
    str | None,
    typer.Option("--of", metavar="PERSON", help=both("谁交班；默认办理人", "who hands over")),
]
Days = Annotated[
    int, typer.Option("--days", metavar="N", min=1, help=both("最近几天", "the last N days"))
]


def handover_app() -> typer.Typer:
    """The handover, as one command with commands of its own."""
    app = typer.Typer(cls=HelpedGroup, add_completion=False, rich_markup_mode=None)
    app.callback()(_nothing)
    for name, function, help_ in (
        ("page", page, both("现在要交接什么", "what there is to hand over now")),
        ("open", open_, both("开始交接：把各项交出", "hand it over to the next person")),
        ("sheet", sheet, both("打印一次交接单", "print the sheet of one handover")),
        ("book", book, both("交接本：每次交接与签字", "the handovers and their signatures")),
        ("log", log, both("值班记录：来电来访、通知、来件", "the duty log, line by line")),
        ("unread", unread, both("班前应读而未读的公告", "who has not read which bulletin")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def page(ctx: typer.Context, ledger: Ledger = None, *, seat: Seat = None, of: Own = None) -> None:
    """Print what there is to hand over, composed from the ledger as it stands."""
    from console.drawing.handover import composed, unopened
    from console.presenters.handing_over import head_of, scope_of
    from ledger.kernel.event import micros

    with reading(ctx, ledger) as (terminal, found, place):
        handing, now = _views(found, place), micros(found.clock.now())
        whose = None if of is None else scope_of(found, of)
        entries = composed(handing.page(now, seat=seat, of=whose))
        setting = _setting(terminal, found, (entry.person for entry in entries))
        _print(unopened(entries, head_of(found), _WIDTH, setting, now))


def open_(
    ctx: typer.Context,
    handover: Handover,
    ledger: Ledger = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="PERSON", help=both("接班人", "who takes over"))
    ],
    actor: Actor = None,
    seat: Seat = None,
    of: Own = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="TIME", help=both("接班期限", "accept it by this time")),
    ] = None,
) -> None:
    """Hand over what the ledger says is open and new; all items stand in one entry."""
    from console.presenters.handing_over import scope_of
    from ledger.kernel.event import micros
    from ledger.opening import ledger_place
    from ledger.registers.handover.open_handover import OpenHandover

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    found = opened(terminal, target)
    try:
        who = acting(terminal, found, actor)
        if who is None:
            raise UsageFault(
                "没有说明谁在办理；请写 --as 工号。",
                "Nobody is said to act; write --as and an employee number.",
            )
        handing, now = _views(found, ledger_place(target)), found.clock.now()
        outgoing = of or who
        items = tuple(handing.page(micros(now), seat=seat, of=scope_of(found, outgoing)))
        action = OpenHandover(
            handover=handover,
            outgoing=outgoing,
            incoming=to,
            seat=seat,
            due_at=None if due is None else time_in(found, due),
            items=items,
            upto=handing.position,
        )
        outcome = found.act(action, by=who)
        terminal.tell(
            f"#{outcome.kept[0].position}  交接 {handover} 已开始，{len(items)} 项待 {to} 接收。",
            f"#{outcome.kept[0].position}  handover {handover} is open; "
            f"{len(items)} items wait for {to}.",
        )
    finally:
        found.close()


def sheet(
    ctx: typer.Context,
    handover: Handover,
    ledger: Ledger = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help=both("写入 .txt 或 .svg 文件", "write a .txt or .svg")
        ),
    ] = None,
) -> None:
    """Print a handover with what was said to each item, both signatures and the ledger's head."""
    from console.drawing.handover import printed
    from console.presenters.handing_over import head_of
    from console.text import handover as text
    from projections.handover.book import sheet as sheet_of

    if out is not None and out.suffix.lower() not in (".txt", ".svg"):
        raise UsageFault(
            f"{out} 写不成交接单；请写 .txt 或 .svg 结尾的名字。",
            f"{out} cannot hold a sheet; end its name in .txt or .svg.",
        )
    with reading(ctx, ledger, out=out) as (terminal, found, place):
        kept = sheet_of(_views(found, place).kept, handover)
        if kept is None:
            zh, en = (each.format(handover=handover) for each in text.NO_SUCH)
            raise UsageFault(f"{zh}。", f"{en}.")
        people = {kept.handover.outgoing, kept.handover.incoming}
        people |= {item.person for item in kept.items if item.person is not None}
        setting = _setting(terminal, found, people)
        lines = printed(kept, head_of(found), _WIDTH, setting)
        if out is None:
            _print(lines)
        else:
            _write(lines, out)
            terminal.note(f"已写入 {out}。", f"Written to {out}.")


def book(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    days: Days = _DAYS,
    out: Out = None,
) -> None:
    """Print the handovers of the last days with their signatures."""
    from console.drawing.handover_book import book_table
    from ledger.kernel.event import micros
    from projections.handover.book import handovers
    from projections.handover.book import sheet as sheet_of

    with reading(ctx, ledger, out=out) as (terminal, found, place):
        kept = _views(found, place).kept
        now = found.clock.now()
        rows = handovers(kept, micros(now - timedelta(days=days)), micros(now) + 1)
        sheets = [each for row in rows if (each := sheet_of(kept, row.handover)) is not None]
        people = {who for row in rows for who in (row.outgoing, row.incoming)}
        setting = _setting(terminal, found, people)
        if out is None:
            _print(book_table(sheets, _WIDTH, setting))
        else:
            from console.reports.handover_sheets import handover_sheets

            write(out, *handover_sheets(sheets, setting))
            terminal.note(f"已写入 {out}。", f"Written to {out}.")


def log(ctx: typer.Context, ledger: Ledger = None, *, days: Days = 1) -> None:
    """Print what was logged on duty in the last days."""
    from console.drawing.handover_book import log_table
    from ledger.kernel.event import micros
    from projections.handover.duty_log import DutyLog, entries

    with reading(ctx, ledger) as read:
        now = read.book.clock.now()
        since = micros(now - timedelta(days=days))
        rows = entries(read.seen(DutyLog()), since, micros(now) + 1)
        _print(log_table(rows, _WIDTH, _setting(read.terminal, read.book, ())))


def unread(ctx: typer.Context, ledger: Ledger = None) -> None:
    """Print who has still to read which bulletin or learn which product (S4.8-04)."""
    from console.drawing.handover_book import unread_table

    with reading(ctx, ledger) as (terminal, found, place):
        rows = list(_views(found, place).running.unread.values())
        setting = _setting(terminal, found, (row.person for row in rows))
        _print(unread_table(rows, _WIDTH, setting))


def _views(found: Book, place: Path | str) -> HandingOver:
    from console.presenters.handing_over import HandingOver

    handing = HandingOver(found, place)
    handing.catch_up()
    handing.save()
    return handing


def _setting(terminal: Terminal, found: Book, people: Iterable[str | None]) -> Setting:
    from console.drawing.handover import Setting
    from console.presenters.people import People

    names = People(found).of(people)
    return Setting(found.site.zone, terminal.language, names)


def _print(lines: Iterable[Line]) -> None:
    from console.drawing.spans import text_of

    for line in lines:
        print(text_of(line).rstrip())


def _write(lines: list[Line], out: Path) -> None:
    from console.drawing.sheet_svg import svg
    from console.drawing.spans import text_of

    if out.suffix.lower() == ".svg":
        out.write_text(svg(lines, _WIDTH), encoding="utf-8")
    else:
        told = "\n".join(text_of(line).rstrip() for line in lines)
        out.write_text(f"{told}\n", encoding="utf-8")


def _nothing() -> None:
    """A handover is always looked at or acted on in some way."""
