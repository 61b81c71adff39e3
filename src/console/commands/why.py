"""`dutybook why` and `dutybook why-not`: how something came about, or why it did not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.books import opened
from console.commands.help import both
from console.commands.options import LEDGER_VARIABLE, terminal_of
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from ledger.explaining.trace import Why, WhyNot

_COLUMNS = 80

Json = Annotated[
    bool, typer.Option("--json", help=both("输出 JSON（trace/v1）", "print JSON, trace/v1"))
]


def why(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LEDGER] POSITION",
            help=both("账本，以及事件的编号，如 184511", "the ledger, and an event's position"),
        ),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Print why an event stands in the ledger."""
    from console.text.why import why_lines
    from ledger.explaining.why import why as explain

    terminal = terminal_of(ctx)
    ledger, position = _ledger_and(words, terminal, _POSITION)
    number = position.lstrip("#")
    if not number.isdecimal():
        raise UsageFault(
            f"{position} 不是事件编号；请写数字，如 184511。",
            f"{position} is no position; write a number such as 184511.",
        )
    book = opened(terminal, ledger, readonly=True)
    try:
        found = explain(book, int(number))
        lines = why_lines(found, book.site.zone, terminal.language, _COLUMNS)
        _print(found, list(lines), json=json)
    finally:
        book.close()


def why_not(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LEDGER] OFFENCE",
            help=both(
                "账本，以及违规条款的编号，如 attendance.late",
                "the ledger, and the clause of an offence, such as attendance.late",
            ),
        ),
    ] = None,
    *,
    person: Annotated[str, typer.Option("--person", metavar="P", help=both("谁", "whose offence"))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=both("哪一天", "of which day"))],
    json: Json = False,
) -> None:
    """Print the first condition that failed, and the smallest change that would flip it."""
    from console.text.why import why_not_lines
    from ledger.explaining.why_not import why_not as explain

    terminal = terminal_of(ctx)
    ledger, offence = _ledger_and(words, terminal, _OFFENCE)
    try:
        day = date.fromisoformat(on)
    except ValueError as fault:
        raise UsageFault(
            f"{on} 不是日期；请写成 2026-11-21。", f"{on} is no date; write it like 2026-11-21."
        ) from fault
    book = opened(terminal, ledger, readonly=True)
    try:
        found = explain(book, offence, person, day)
        _print(found, list(why_not_lines(found, terminal.language, _COLUMNS)), json=json)
    finally:
        book.close()


_POSITION = ("事件编号", "position")
_OFFENCE = ("违规条款的编号", "clause of an offence")


def _ledger_and(
    words: list[str] | None, terminal: Terminal, wanted: tuple[str, str]
) -> tuple[str, str]:
    """The ledger and the other word; without a ledger, the one the environment names."""
    given = list(words or ())
    standing = terminal.environment.get(LEDGER_VARIABLE)
    if len(given) == 1 and standing:
        given = [standing, *given]
    if len(given) != 2:
        raise UsageFault(
            f"请写账本和{wanted[0]}；账本也可设在 {LEDGER_VARIABLE}。",
            f"Give a ledger and a {wanted[1]}; the ledger may also stand in {LEDGER_VARIABLE}.",
        )
    return given[0], given[1]


def _print(found: Why | WhyNot, lines: list[str], *, json: bool) -> None:
    from ledger.explaining.trace import as_json

    print(as_json(found).decode() if json else "\n".join(lines))
