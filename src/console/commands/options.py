"""The arguments and options that several commands share, and the ledger they name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.commands.help import both
from console.commands.terminal import Terminal, UsageFault

LEDGER_VARIABLE = "DUTYBOOK_LEDGER"

Ledger = Annotated[
    str | None,
    typer.Argument(
        metavar="LEDGER",
        help=both(
            "账本的路径或 URL；不写则取 DUTYBOOK_LEDGER",
            "path or URL of the ledger; without it, DUTYBOOK_LEDGER",
        ),
    ),
]

Into = Annotated[
    str | None,
    typer.Option(
        "--into",
        metavar="LEDGER",
        help=both(
            "写入哪个账本，没有则新建；不写则取 DUTYBOOK_LEDGER",
            "the ledger to write to, made if absent; without it, DUTYBOOK_LEDGER",
        ),
    ),
]

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[LEDGER] [QUERY…]",
        help=both(
            "账本，以及查询条件，例如 type:call.* about:A017 since:10:00 -queue:189",
            "the ledger, then a query such as type:call.* about:A017 since:10:00 -queue:189",
        ),
    ),
]


def _person(actor: str | None) -> str | None:
    """Who acts, who must not pretend to be a part of this program.

    :raises UsageFault: for the name of a program.
    """
    if actor is not None:
        from ledger.registers.org.standing import PROGRAM

        if actor.startswith(PROGRAM):
            raise UsageFault(
                f"{actor} 是程序的名称，不能由人以它办理；请写 --as 工号。",
                f"{actor} is the name of a program, and nobody acts as one; "
                "write --as and an employee number.",
            )
    return actor


Actor = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        callback=_person,
        help=both("办理人的工号", "employee number of the person who acts"),
    ),
]

PasswordStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help=both("从标准输入读口令，每行一个", "read passwords from standard input, one a line"),
    ),
]


def _spreadsheet(path: Path | None) -> Path | None:
    """A name that a spreadsheet can have.

    :raises NotWritten: for a name that does not end in .xlsx.
    """
    if path is not None:
        from console.reports.workbook import require_spreadsheet

        require_spreadsheet(path)
    return path


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        callback=_spreadsheet,
        help=both("写入 .xlsx 表格", "write an .xlsx spreadsheet"),
    ),
]
"""The spreadsheet that a report goes into instead of the terminal."""

QUERY_SETTINGS = {"ignore_unknown_options": True}
"""Lets ``-type:call.rang`` through as a term of the query."""


def terminal_of(ctx: typer.Context) -> Terminal:
    """The terminal a command was started from."""
    terminal = ctx.find_root().obj
    assert isinstance(terminal, Terminal)
    return terminal


def ledger_named(terminal: Terminal, given: str | None) -> str:
    """The ledger given on the command line or by the environment.

    :raises UsageFault: when neither names one.
    """
    ledger = given or terminal.environment.get(LEDGER_VARIABLE)
    if not ledger:
        raise UsageFault(
            f"没有指明账本；请写上账本路径，或设 {LEDGER_VARIABLE}。",
            f"No ledger is named; give its path, or set {LEDGER_VARIABLE}.",
        )
    return ledger


def ledger_and_query(terminal: Terminal, words: list[str] | None) -> tuple[str, str]:
    """The ledger and the query text among the words given.

    The first word is the ledger, unless it reads as a term of a query and the environment names
    a ledger.

    :raises UsageFault: when no ledger is named, or an option is unknown.
    """
    from console.trail.query import reads_as_term

    rest = list(words or ())
    for word in rest:
        if word.startswith("--"):
            raise UsageFault(
                f"没有选项 {word}；用 --help 查看可用选项。",
                f"There is no option {word}; --help lists those there are.",
            )
    standing = terminal.environment.get(LEDGER_VARIABLE)
    if rest and not (standing and reads_as_term(rest[0])):
        return rest[0], " ".join(rest[1:])
    return ledger_named(terminal, None), " ".join(rest)
