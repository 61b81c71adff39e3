"""`dutybook restore`: make a ledger of a backup."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.help import both
from console.commands.keeping import WithoutKeys, shown_on, tell_copied
from console.commands.options import Ledger, ledger_named, terminal_of
from console.commands.progress_line import ProgressLine


def restore(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=both("备份文件", "the file of the backup"))
    ],
    ledger: Ledger = None,
    *,
    without_keys: WithoutKeys = False,
) -> None:
    """Put a backup in the place of a ledger that is not there, and verify it."""
    from pathlib import Path

    from ledger.keeping.copying import copy_ledger
    from ledger.keeping.places import FilePlace, place_of
    from ledger.keeping.saving import save

    terminal = terminal_of(ctx)
    source, target = FilePlace(Path(file)), place_of(ledger_named(terminal, ledger))
    with ProgressLine() as line:
        watch = shown_on(line, terminal)
        if isinstance(target, FilePlace):
            copied = save(source, target.path, keys=not without_keys, watch=watch)
        else:
            copied = copy_ledger(source, target, keys=not without_keys, watch=watch)
    tell_copied(terminal, copied, target.shown, keys=not without_keys)
