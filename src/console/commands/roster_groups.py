"""`dutybook roster groups`: whose turn of duty it is, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import opened
from console.commands.entering import acting, holds_token
from console.commands.help import both
from console.commands.options import Actor, Ledger, ledger_named, terminal_of
from console.commands.roster_span import Days, First, chosen_days
from console.commands.terminal import Terminal, UsageFault
from console.text.counting import several

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.rulebook.shifts import Turn
    from projections.roster import Roster


def groups(
    ctx: typer.Context,
    codes: Annotated[
        str,
        typer.Argument(
            metavar="CODES",
            help=both("值班组上的班，如 WH", "the shifts that groups take, such as WH"),
        ),
    ],
    ledger: Ledger = None,
    *,
    first: First = None,
    days: Days = 7,
    assign: Annotated[
        bool,
        typer.Option("--assign", help=both("逐组安排，写入账本", "put the groups on duty")),
    ] = False,
    actor: Actor = None,
) -> None:
    """Print whose turn it is on each day, and with --assign put those groups on duty."""
    from console.presenters.rosters import current_roster, groups_drafted
    from ledger.opening import ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    if assign and actor is None and not holds_token(terminal):
        raise UsageFault(
            "没有说明谁在办理；请写 --as 工号。",
            "Nobody is said to act; write --as and an employee number.",
        )
    book = opened(terminal, target, readonly=not assign)
    try:
        begins, last = chosen_days(book, first, days)
        roster = current_roster(book, ledger_place(target))
        if not roster.groups:
            raise UsageFault(
                "还没有值班组；先用 dutybook act form-duty-group 编组。",
                "There is no duty group yet; form one with dutybook act form-duty-group.",
            )
        turns = groups_drafted(book, roster, begins, last, codes)
        for turn in turns:
            row = roster.groups[turn.person]
            print(f"{turn.on} {turn.code}  {row.group}  {row.leader}: {row.members}")
        if assign:
            _put_on_duty(book, roster, turns, acting(terminal, book, actor) or "", terminal)
    finally:
        book.close()


def _put_on_duty(
    book: Book, roster: Roster, turns: list[Turn], actor: str, terminal: Terminal
) -> None:
    """Each turn is a decision of its own; what a rule refuses ends it, and what stands stays."""
    from ledger.registers.roster.roster_group import RosterGroup

    for turn in turns:
        row = roster.groups[turn.person]
        book.act(
            RosterGroup(
                duty=f"{turn.on}/{turn.code}/{row.group}",
                group=row.group,
                members=tuple(row.members.split(",")),
                on=turn.on,
                code=turn.code,
            ),
            by=actor,
        )
    terminal.note(
        f"已安排 {len(turns)} 次值班。", f"Assigned: {several(len(turns), 'turn')} of duty."
    )
