"""`dutybook password`: set one's own password, or as an administrator another's first one."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import opened
from console.commands.entering import STATION
from console.commands.help import both
from console.commands.options import Actor, Ledger, PasswordStdin, ledger_named, terminal_of
from console.commands.secrets import new_password, present_password
from console.commands.terminal import UsageFault


def password(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    actor: Actor = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="PERSON",
            help=both("为谁设定（管理员）；不写则为本人", "whose it is, by an administrator"),
        ),
    ] = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Prove who acts where the book has passwords, then set the new one."""
    from ledger.authentication.door import Door, secured

    terminal = terminal_of(ctx)
    if actor is None:
        raise UsageFault(
            "没有说明谁在办理；请写 --as 工号。",
            "Nobody is said to act; write --as and an employee number.",
        )
    person = of or actor
    book = opened(terminal, ledger_named(terminal, ledger))
    try:
        door = Door(book, station=STATION)
        if secured(book):
            door.prove(actor, present_password(terminal, actor, from_stdin=password_stdin))
        door.set_password(actor, person, new_password(terminal, person, from_stdin=password_stdin))
    finally:
        book.close()
    terminal.tell(f"已设定 {person} 的口令。", f"Set the password of {person}.")
    if person != actor:
        terminal.note(
            f"{person} 首次登录时要改成自己的口令。",
            f"{person} replaces it by one of their own at the first sign-in.",
        )
