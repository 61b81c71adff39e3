"""`dutybook rulebook diff`: what one rulebook says otherwise than another."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.help import both
from console.commands.options import terminal_of
from console.commands.rulebooks import day_given, named_clauses

_EITHER = "DIR|PRESET|LEDGER[@DATE]"


def diff(
    ctx: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar=_EITHER,
            help=both(
                "文件夹、预设，或账本（可加 @日期）",
                "a folder, a preset, or a ledger, perhaps on a day",
            ),
        ),
    ],
    after: Annotated[
        str, typer.Argument(metavar=_EITHER, help=both("与之比较的另一份", "the other one"))
    ],
    *,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both(
                "比较这一天的内容；不写则比较最新版本", "of this day; else the newest versions"
            ),
        ),
    ] = None,
) -> None:
    """Print the clauses added, removed and changed, with values before and after."""
    from datetime import date

    from console.text.rulebook import comparison_lines, summary
    from ledger.rulebook.comparing import compare
    from ledger.rulebook.loading import built_in

    terminal = terminal_of(ctx)
    day = day_given(on, date.max) if on is not None else None
    first, second = named_clauses(terminal, before), named_clauses(terminal, after)
    # What every ledger starts with governs under either, and is a difference of neither.
    ground = built_in().clauses
    found = compare({**ground, **first.clauses}, {**ground, **second.clauses}, day)
    for line in comparison_lines(found, terminal.language):
        print(line)
    terminal.tell(*summary(found))
