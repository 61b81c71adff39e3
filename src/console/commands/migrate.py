"""`dutybook migrate`: bring a ledger's tables to this program's format."""

from __future__ import annotations

import typer

from console.commands.options import Ledger, ledger_named, terminal_of


def migrate(ctx: typer.Context, ledger: Ledger = None) -> None:
    """Change the tables in one step, wholly or not at all, and only when asked to."""
    from ledger.opening import ledger_name
    from ledger.opening import migrate as bring_up_to_date

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    before, after = bring_up_to_date(target)
    name = ledger_name(target)
    if before == after:
        terminal.tell(
            f"账本 {name} 已是格式 {after}，无需迁移。",
            f"The ledger {name} has format {after} already; nothing to do.",
        )
    else:
        terminal.tell(
            f"账本 {name} 已从格式 {before} 迁移到 {after}。",
            f"Brought the ledger {name} from format {before} to {after}.",
        )
