"""Giving a report to whoever asked for it on the command line: as text, or in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from console.commands.terminal import Terminal
from console.reports.workbook import Sheet, plain, write


def give(terminal: Terminal, sheets: Iterable[Sheet], out: Path | None) -> None:
    """Print the first table of a report, or write all of them as a spreadsheet.

    :raises NotWritten: when the file cannot be written.
    """
    if out is None:
        print("\n".join(plain(next(iter(sheets)), terminal.language)))
        return
    write(out, *sheets)
    terminal.note(f"已写入 {out}。", f"Written to {out}.")
