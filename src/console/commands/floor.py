"""`dutybook floor`: the live floor, or one frame of it as text."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import opened, time_in
from console.commands.help import both
from console.commands.options import Actor, Ledger, ledger_named, terminal_of
from console.commands.plain_frame import print_frame
from console.commands.terminal import UsageFault, require_screen


def floor(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help=both("以文字输出一帧后退出", "print one frame as text and exit")
        ),
    ] = False,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="TIME",
            help=both("某一时刻的楼面（配合 --plain）", "the floor at that time, with --plain"),
        ),
    ] = None,
    actor: Actor = None,
    replay: Annotated[
        float | None,
        typer.Option(
            "--replay",
            metavar="SPEED",
            help=both(
                "账本正以此倍速回放：按账本的时间计时",
                "the ledger is being replayed at this speed: count in its own time",
            ),
        ),
    ] = None,
) -> None:
    """Open the floor."""
    from console.commands.opening_console import opened_for, run_console
    from ledger.opening import ledger_name, ledger_place

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    if at is not None and not plain:
        raise UsageFault("--at 要和 --plain 一起用。", "Use --at together with --plain.")
    book = opened(terminal, target, readonly=True) if plain else opened_for(terminal, target, actor)
    try:
        if plain:
            instant = None if at is None else time_in(book, at)
            print_frame(book, terminal, views=ledger_place(target), at=instant)
            return
        require_screen(f"dutybook floor {ledger_name(target)} --plain")
        from console.pace import fitting
        from ledger.kernel.event import micros

        newest = next(book.read(limit=1, backwards=True), None)
        latest = 0 if newest is None else micros(newest.envelope.at)
        pace = fitting(book.clock, latest, replay)
        run_console(book, terminal, actor, target, pace=pace)
    finally:
        book.close()
