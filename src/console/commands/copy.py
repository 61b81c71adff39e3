"""`dutybook copy`: move a ledger to another place, from a file to a server or back."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.help import both
from console.commands.keeping import WithoutKeys, shown_on, tell_copied
from console.commands.options import terminal_of
from console.commands.progress_line import ProgressLine


def copy(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help=both("原账本的路径或 URL", "path or URL of the ledger")
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TO",
            help=both(
                "新账本的路径或 URL；只可为空，或是上次未完成的副本",
                "path or URL of the copy: nothing yet, or a copy that was cut off",
            ),
        ),
    ],
    *,
    without_keys: WithoutKeys = False,
) -> None:
    """Copy events and keys, or go on with a copy that was cut off, and verify the copy."""
    from ledger.keeping.copying import copy_ledger
    from ledger.keeping.places import place_of

    terminal = terminal_of(ctx)
    place = place_of(target)
    with ProgressLine() as line:
        copied = copy_ledger(
            place_of(source), place, keys=not without_keys, watch=shown_on(line, terminal)
        )
    tell_copied(terminal, copied, place.shown, keys=not without_keys)
