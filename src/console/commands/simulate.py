"""`dutybook simulate`: a believable call centre, made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from console.commands.books import opened_or_made
from console.commands.help import both
from console.commands.options import Into, ledger_named, terminal_of
from console.commands.progress_line import ProgressLine

_TIMEZONE = "Asia/Shanghai"


def simulate(
    ctx: typer.Context,
    *,
    into: Into = None,
    agents: Annotated[
        int, typer.Option("--agents", metavar="N", help=both("坐席员人数", "number of agents"))
    ] = 60,
    queues: Annotated[
        int, typer.Option("--queues", metavar="N", help=both("队列数", "number of queues"))
    ] = 4,
    days: Annotated[
        int, typer.Option("--days", metavar="N", help=both("天数", "number of days"))
    ] = 1,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            help=both("随机种子；种子相同，结果相同", "the same seed gives the same days"),
        ),
    ] = 7,
    start: Annotated[
        datetime,
        typer.Option(
            "--start", metavar="DATE", formats=["%Y-%m-%d"], help=both("首日", "the first day")
        ),
    ] = datetime(2026, 11, 16, tzinfo=UTC),
) -> None:
    """Simulate whole days into a ledger; doing the same again adds nothing."""
    from gateway.simulator import Settings
    from gateway.simulator import simulate as simulate_days

    terminal = terminal_of(ctx)
    asked = Settings(
        start=start.date(),
        timezone=_TIMEZONE,
        agents=agents,
        queues=queues,
        days=days,
        seed=seed,
        language=terminal.language,
    )
    asked.require_sensible()
    book = opened_or_made(
        terminal,
        ledger_named(terminal, into),
        site=terminal.say("城东客服中心", "Eastside Service Centre"),
        timezone=_TIMEZONE,
    )
    try:
        settings = asked._replace(timezone=book.site.timezone)
        with ProgressLine() as line:
            summary = simulate_days(
                book,
                settings,
                progress=lambda now: line.show(
                    now.share, terminal.say(f"已写入 {now.events} 件", f"{now.events} events")
                ),
            )
    finally:
        book.close()
    terminal.tell(
        f"模拟了 {days} 天：来电 {summary.calls} 个，事件 {summary.events} 件，"
        f"新增 {summary.added} 件。",
        f"Simulated {days} day{'s' * (days != 1)}: {summary.calls} calls, {summary.events} events, "
        f"{summary.added} of them new.",
    )
