"""`dutybook backup`: save a ledger to one file while others work with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.commands.help import both
from console.commands.keeping import WithoutKeys, shown_on, tell_copied
from console.commands.options import ledger_named, terminal_of
from console.commands.progress_line import ProgressLine
from console.commands.terminal import UsageFault


def backup(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[LEDGER] FILE",
            help=both(
                "账本（不写则取 DUTYBOOK_LEDGER），以及备份文件，须尚不存在",
                "the ledger (without it, DUTYBOOK_LEDGER), and the file to make",
            ),
        ),
    ],
    *,
    without_keys: WithoutKeys = False,
) -> None:
    """Save the ledger as it is now to a file, its keys to another beside it, and verify them."""
    from ledger.keeping.places import place_of
    from ledger.keeping.saving import save

    terminal = terminal_of(ctx)
    if len(words) > 2:
        raise UsageFault(
            f"多写了 {words[2]}；请只写账本和备份文件。",
            f"{words[2]} is one too many; give the ledger and the file.",
        )
    ledger = ledger_named(terminal, words[0] if len(words) == 2 else None)
    file = words[-1]
    if "://" in file:
        scheme = file.partition("://")[0]
        raise UsageFault(
            f"备份须是一个文件，不能是 {scheme}://；要复制到服务器请用 dutybook copy。",
            f"A backup is a file, not {scheme}://; to copy to a server, use dutybook copy.",
        )
    with ProgressLine() as line:
        copied = save(
            place_of(ledger), Path(file), keys=not without_keys, watch=shown_on(line, terminal)
        )
    tell_copied(terminal, copied, file, keys=not without_keys)
