"""`dutybook token`: let a command line or a program act as a person, and end that."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import opened
from console.commands.entering import STATION, TOKEN_VARIABLE, acting
from console.commands.help import Helped, HelpedGroup, both
from console.commands.options import Actor, Ledger, PasswordStdin, ledger_named, terminal_of
from console.commands.secrets import present_password
from console.commands.terminal import UsageFault

HELP = both("令牌：让命令行以本人办理", "tokens: let a command line act as a person")


def token_app() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(cls=HelpedGroup, rich_markup_mode=None)
    for name, function, help_ in (
        ("new", new, both("凭口令取得令牌", "get a token by the password")),
        ("revoke", revoke, both("作废令牌", "let a token act no more")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def new(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    actor: Actor = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Ask for the password, and print a token once."""
    from ledger.authentication.door import Door, secured

    terminal = terminal_of(ctx)
    person = _named(actor)
    book = opened(terminal, ledger_named(terminal, ledger))
    try:
        if not secured(book):
            raise UsageFault(
                "本账本没有设口令，不需要令牌；要设口令请用 dutybook password。",
                "This book has no passwords and needs no token; dutybook password sets one.",
            )
        door = Door(book, station=STATION)
        door.prove(person, present_password(terminal, person, from_stdin=password_stdin))
        text, expires = door.issue_token(person)
        until = f"{expires.astimezone(book.site.zone):%Y-%m-%d %H:%M}"
    finally:
        book.close()
    print(text)
    terminal.note(
        f"令牌只显示这一次，{until} 到期；请设为 {TOKEN_VARIABLE}。",
        f"The token is shown only this once and expires {until}; set {TOKEN_VARIABLE} to it.",
    )


def revoke(
    ctx: typer.Context,
    token: Annotated[
        str,
        typer.Argument(
            metavar="TOKEN", help=both("令牌，或其名称部分", "the token, or the name in it")
        ),
    ],
    ledger: Ledger = None,
    *,
    actor: Actor = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="PERSON",
            help=both("谁的令牌（管理员）；不写则为本人", "whose token, by an administrator"),
        ),
    ] = None,
) -> None:
    """Revoke one's own token, or as an administrator another's."""
    from ledger.authentication.tokens import parsed
    from ledger.registers.sessions.tokens import RevokeToken

    terminal = terminal_of(ctx)
    given = parsed(token)
    name = given.name if given is not None else token
    book = opened(terminal, ledger_named(terminal, ledger))
    try:
        person = _named(acting(terminal, book, actor))
        book.act(RevokeToken(token=name, person=of or person), by=person)
    finally:
        book.close()
    terminal.tell(f"令牌 {name} 已作废。", f"Token {name} is revoked.")


def _named(actor: str | None) -> str:
    if actor is None:
        raise UsageFault(
            "没有说明谁在办理；请写 --as 工号。",
            "Nobody is said to act; write --as and an employee number.",
        )
    return actor
