"""`dutybook roster import` and `export`: rosters from and for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import opened
from console.commands.entering import acting, holds_token, proved_to_take_out
from console.commands.faults import DATA, DONE
from console.commands.help import both
from console.commands.options import Actor, Into, Ledger, ledger_named, terminal_of
from console.commands.roster_span import Days, First, Team, chosen_days
from console.commands.terminal import Terminal, UsageFault
from console.text.counting import several

if TYPE_CHECKING:
    from gateway.rosters.lines import Reading
    from ledger.book import Book

_MOST_TOLD = 200


def bring_in(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=both("班表：.csv、.xlsx 或 .ics", "a .csv, .xlsx or .ics file")
        ),
    ],
    *,
    into: Into = None,
    actor: Actor = None,
    roster: Annotated[
        str | None,
        typer.Option(
            "--roster", metavar="NAME", help=both("班表编号；默认按起止日期", "the roster's name")
        ),
    ] = None,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help=both("有错也发布无误的行", "publish the sound lines although others are not"),
        ),
    ] = False,
    preview: Annotated[
        bool,
        typer.Option("--preview", help=both("只检查，不写入", "check it, and write nothing")),
    ] = False,
) -> int:
    """Publish a roster from a file, or list every fault it has; exit status 4 when it has any."""
    from gateway.rosters.reading import read_roster

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, into)
    if actor is None and not preview and not holds_token(terminal):
        raise UsageFault(
            "没有说明谁在办理；请写 --as 工号。",
            "Nobody is said to act; write --as and an employee number.",
        )
    book = opened(terminal, target, readonly=preview)
    try:
        found = _judged(book, target, read_roster(file, book.site.zone))
        for fault in found.faults[:_MOST_TOLD]:
            terminal.note(*fault.told)
        if len(found.faults) > _MOST_TOLD:
            more = len(found.faults) - _MOST_TOLD
            terminal.note(f"另有 {more} 处。", f"And {more} more.")
        if found.faults and not partial:
            terminal.note(
                f"共 {len(found.faults)} 处错误，没有写入；改正后再导入，或加 --partial。",
                f"{several(len(found.faults), 'fault')}; nothing was written. "
                "Correct the file, or add --partial.",
            )
            return DATA
        _publish(book, found, roster, None if preview else acting(terminal, book, actor), terminal)
        return DATA if found.faults else DONE
    finally:
        book.close()


def take_out(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=both("写入 .csv、.xlsx 或 .ics", "a .csv, .xlsx or .ics file")
        ),
    ],
    ledger: Ledger = None,
    *,
    first: First = None,
    days: Days = 7,
    team: Team = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="P", help=both("只要此人", "this person alone")),
    ] = None,
) -> None:
    """Write the shifts of some days to a file that can be read back."""
    from console.presenters.rosters import current_roster, kinds, week
    from gateway.rosters.lines import WrittenShift
    from gateway.rosters.writing import write_roster
    from ledger.kernel.event import instant
    from ledger.opening import ledger_place
    from projections.roster.board import day_of

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        proved_to_take_out(terminal, book, file)
        begins, last = chosen_days(book, first, days)
        found = week(book, current_roster(book, ledger_place(target)), begins, days, team)
        zone = book.site.zone
        shifts = []
        for line in found.lines:
            if person not in (None, line.person.person):
                continue
            for row in (each for day in line.days for each in day):
                on = day_of(row.starts, zone)
                kind = kinds(book, on).get(row.code)
                shifts.append(
                    WrittenShift(
                        line.person.person,
                        on,
                        row.code,
                        instant(row.starts).astimezone(zone),
                        instant(row.ends).astimezone(zone),
                        row.job,
                        row.shift,
                        kind.title.to(terminal.language) if kind is not None else "",
                    )
                )
        write_roster(file, shifts, terminal.language, book.clock.now())
        terminal.note(
            f"已写入 {file}：{begins} 至 {last}，{len(shifts)} 个班。",
            f"Written to {file}: {several(len(shifts), 'shift')} from {begins} to {last}.",
        )
    finally:
        book.close()


def _judged(book: Book, target: str, reading: Reading) -> Reading:
    """The reading held against the ledger's people, rulebook and roster."""
    from datetime import timedelta

    from console.presenters.rosters import current_roster, kinds
    from gateway.rosters.judging import judged
    from ledger.kernel.event import instant, micros
    from ledger.kernel.words import Words
    from ledger.opening import ledger_place
    from ledger.rulebook.shifts import Span
    from projections.roster.board import midnight

    zone = book.site.zone
    roster = current_roster(book, ledger_place(target))
    taken: dict[str, list[tuple[Words, Span]]] = {}
    if reading.shifts:
        days = [shift.line.on for shift in reading.shifts]
        begins = micros(midnight(min(days), zone))
        ends = micros(midnight(max(days) + timedelta(days=2), zone))
        for row in roster.between(begins, ends):
            if row.person is not None:
                named = Words(f"已排的 {row.shift} ", f"shift {row.shift} of the ledger")
                span = Span(instant(row.starts), instant(row.ends))
                taken.setdefault(row.person, []).append((named, span))
    return judged(reading, roster.people, lambda day: kinds(book, day), zone, taken)


def _publish(
    book: Book, found: Reading, roster: str | None, actor: str | None, terminal: Terminal
) -> None:
    from ledger.registers.roster.publish_roster import PublishRoster

    if not found.shifts:
        terminal.note("没有可发布的班。", "There is no shift to publish.")
        return
    days = [shift.line.on for shift in found.shifts]
    first, last = min(days), max(days)
    name = roster or f"{first}..{last}"
    lines = tuple(shift.line.text for shift in found.shifts)
    if actor is None:
        terminal.tell(
            f"可发布班表 {name}：{len(lines)} 个班；没有写入。",
            f"Roster {name} can be published: {several(len(lines), 'shift')}; nothing was written.",
        )
        return
    outcome = book.act(PublishRoster(roster=name, first=first, last=last, lines=lines), by=actor)
    terminal.tell(
        f"已发布班表 {name}：{len(lines)} 个班，事件 #{outcome.kept[0].position} 起。",
        f"Published roster {name}: {several(len(lines), 'shift')}, "
        f"from event #{outcome.kept[0].position} on.",
    )
