"""`dutybook init`: open a new book."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.entering import STATION
from console.commands.help import both
from console.commands.options import Ledger, PasswordStdin, ledger_named, terminal_of
from console.commands.secrets import can_ask, new_password
from console.commands.terminal import Terminal, UsageFault


def initialise(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    site: Annotated[
        str,
        typer.Option("--site", metavar="NAME", help=both("单位名称", "name of the site")),
    ],
    timezone: Annotated[
        str,
        typer.Option(
            "--timezone",
            metavar="ZONE",
            help=both("单位的时区，按它计算营业日", "the site's time zone, in which its days are"),
        ),
    ] = "Asia/Shanghai",
    admin: Annotated[
        str | None,
        typer.Option(
            "--admin",
            metavar="PERSON",
            help=both("同时登记首位管理员的工号", "also register a first administrator"),
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help=both("管理员姓名", "the administrator's name")),
    ] = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Make the ledger and, if asked, register its first administrator, with a password."""
    from ledger.authentication.door import Door
    from ledger.book import Site
    from ledger.kernel.action import Role
    from ledger.opening import UnknownTimeZone, create_book, ledger_name
    from ledger.registers.org.register_person import RegisterPerson

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    if (admin is None) != (name is None):
        raise UsageFault(
            "--admin 和 --name 要一起写。", "Give --admin and --name together, or neither."
        )
    first = None
    if admin is not None and name is not None:
        first = RegisterPerson(person=admin, name=name, roles=(Role.ADMINISTRATOR,))
        _require_fit(first)
    secret = None if admin is None else _password(terminal, admin, password_stdin)
    try:
        book = create_book(target, Site(site, timezone))
    except UnknownTimeZone:
        raise UsageFault(
            f"没有时区 {timezone}；请写 IANA 名称，例如 Asia/Shanghai。",
            f"There is no time zone {timezone}; use an IANA name such as Asia/Shanghai.",
        ) from None
    try:
        if first is not None:
            book.act(first, by=first.person)
            if secret is not None:
                Door(book, station=STATION).set_password(first.person, first.person, secret)
    finally:
        book.close()
    shown = ledger_name(target)
    for caution in book.recorder.cautions:
        terminal.note(caution.zh, caution.en)
    terminal.tell(
        f"已开簿：{shown}，单位 {site}，时区 {timezone}。",
        f"Opened the book {shown} of {site}, time zone {timezone}.",
    )
    if admin is not None:
        terminal.tell(f"已登记管理员 {admin}。", f"Registered the administrator {admin}.")
    if admin is not None and secret is None:
        terminal.note(
            f"账本没有设口令，谁都可以任何人的名义办理；用 dutybook password --as {admin} 设口令。",
            "The book has no password, and anybody can act as anyone; "
            f"dutybook password --as {admin} sets the first.",
        )


def _password(terminal: Terminal, admin: str, from_stdin: bool) -> str | None:
    """The administrator's password, or None where nobody can be asked and none is given."""
    from ledger.authentication.choosing import require_choosable
    from ledger.kernel.clock import SystemClock
    from ledger.rulebook.loading import built_in
    from ledger.rulebook.lookup import Lawbook

    if not from_stdin and not can_ask():
        return None
    chosen = new_password(terminal, admin, from_stdin=from_stdin)
    require_choosable(admin, chosen, Lawbook(built_in()).on(SystemClock().now().date()))
    return chosen


def _require_fit(first: object) -> None:
    """Check the person before anything is made, so that a mistake leaves no ledger behind."""
    import msgspec

    from ledger.kernel.tags import tag

    try:
        person = msgspec.to_builtins(first)["person"]
        tag("person", person)
    except ValueError as fault:
        raise UsageFault(f"工号不对：{fault}。", f"That is no employee number: {fault}.") from None
