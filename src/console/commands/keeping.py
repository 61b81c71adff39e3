"""What the commands that copy whole ledgers have in common: an option, a progress line, an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.help import both
from console.commands.progress_line import ProgressLine
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from ledger.keeping.copying import Copied
    from ledger.keeping.progress import Progress, Watch

WithoutKeys = Annotated[
    bool,
    typer.Option(
        "--without-keys",
        help=both(
            "不带密钥：副本中的个人信息无法启封",
            "leave the keys behind: nobody can open personal fields in the copy",
        ),
    ),
]


def shown_on(line: ProgressLine, terminal: Terminal) -> Watch:
    """Shows progress on a line."""

    def watch(progress: Progress) -> None:
        share = progress.done / progress.total if progress.total else None
        line.show(share, progress.stage.to(terminal.language))

    return watch


def tell_copied(terminal: Terminal, copied: Copied, target: str, *, keys: bool) -> None:
    """Say what was copied, that it is the same, and what was not taken along."""
    terminal.tell(
        f"{target}：事件 {copied.events} 件（新增 {copied.added}），密钥 {copied.keys or 0} 个；"
        f"已核对，两处摘要相同：SHA-256 {copied.digest}",
        f"{target}: {copied.events} events ({copied.added} added), {copied.keys or 0} keys; "
        f"verified, both have the digest SHA-256 {copied.digest}",
    )
    if keys and copied.keys is None:
        terminal.note(
            "原账本没有密钥库，副本也没有：其中的个人信息无法启封。",
            "The ledger has no key store, and so the copy has none: personal fields in it stay "
            "sealed.",
        )
