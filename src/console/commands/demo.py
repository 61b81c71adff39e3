"""`dutybook demo`: a simulated day played on the floor at many times life."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from console.commands.help import both
from console.commands.options import terminal_of
from console.commands.terminal import require_screen


def demo(
    ctx: typer.Context,
    *,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help=both("不用终端画面，最后输出一帧", "no screen: print the last frame")
        ),
    ] = False,
    seconds: Annotated[
        float,
        typer.Option(
            "--for",
            min=0,
            metavar="SECONDS",
            help=both("配合 --plain：播放多少秒", "with --plain: how long to play"),
        ),
    ] = 5,
    speed: Annotated[
        float,
        typer.Option("--speed", min=1, metavar="N", help=both("倍速", "how many times life")),
    ] = 60,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help=both("随机种子", "seed of all chance"))
    ] = 7,
) -> None:
    """Play the day into a throw-away ledger and open the floor on it."""
    from gateway.demo import DUTY_LEADER, Demo

    terminal = terminal_of(ctx)
    if not plain:
        require_screen("dutybook demo --plain --for 5")
    with Demo(seed=seed, speed=speed, lang=terminal.language) as playing:
        playing.start()
        if plain:
            from console.commands.plain_frame import print_frame

            time.sleep(seconds)
            print_frame(playing.book, terminal)
            return
        from console.app import DutybookApp
        from console.pace import ReplayPace

        DutybookApp(
            playing.book,
            lang=terminal.language,
            actor=DUTY_LEADER,
            pace=ReplayPace(speed),
            views=playing.ledger_path,
        ).run()
    if playing.failure is not None:
        raise playing.failure
