"""The rulebooks that commands name: a folder, a preset, or the editions of a ledger."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from console.commands.books import opened
from console.commands.faults import DATA
from console.commands.help import both
from console.commands.options import LEDGER_VARIABLE, ledger_named
from console.commands.terminal import Terminal, UsageFault
from console.text.counting import several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.book import Book
    from ledger.rulebook.clauses import Clause, Rulebook
    from ledger.rulebook.faults import RulebookFault
    from ledger.rulebook.lookup import Lawbook

Source = Annotated[
    str,
    typer.Argument(
        metavar="DIR|PRESET",
        help=both("规章所在的文件夹，或预设的名字", "a rulebook's folder, or a preset's name"),
    ),
]

OfLedger = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="LEDGER",
        help=both("取这本账现行的规章", "the law of this ledger"),
    ),
]


class Named(NamedTuple):
    """What somebody named: the clauses that govern, and what they call it."""

    name: str
    clauses: Mapping[str, Clause]


def rulebook_of(text: str) -> Rulebook:
    """The rulebook in a folder, or the preset of that name.

    :raises UsageFault: when it is neither.
    :raises RulebookFault: when it has faults.
    """
    from ledger.rulebook.loading import load, preset, preset_names

    folder = Path(text)
    if folder.is_dir():
        return load(folder)
    if text in preset_names():
        return preset(text)
    raise neither(text)


def neither(text: str) -> UsageFault:
    """The fault of a name that is nobody's."""
    from ledger.rulebook.loading import preset_names

    names = " ".join(preset_names())
    return UsageFault(
        f"{text} 既不是文件夹，也不是预设；预设有：{names}",
        f"{text} is neither a folder nor a preset; the presets are {names}",
    )


class Governing(NamedTuple):
    """A law, and what day it is where it holds."""

    law: Lawbook
    today: date


def law_of(
    terminal: Terminal, ledger: str | None, preset: str | None, folder: str | None
) -> Governing:
    """The law that options name: of a ledger, a preset or a folder, only one of which is given.

    :raises UsageFault: when several are given, or none and no ledger stands in the environment.
    """
    if sum(each is not None for each in (ledger, preset, folder)) > 1:
        raise UsageFault(
            "--ledger、--preset、--dir 只写一个。", "Give one of --ledger, --preset and --dir."
        )
    named = preset or folder
    if named is not None:
        return Governing(_as_law(rulebook_of(named)), datetime.now().astimezone().date())
    if ledger is None and not terminal.environment.get(LEDGER_VARIABLE):
        raise UsageFault(
            f"没有指明规章；请写 --ledger、--preset 或 --dir，或设 {LEDGER_VARIABLE}。",
            f"No rulebook is named; give --ledger, --preset or --dir, or set {LEDGER_VARIABLE}.",
        )
    book = opened(terminal, ledger_named(terminal, ledger), readonly=True)
    try:
        return Governing(book.lawbook, today_of(book))
    finally:
        book.close()


def named_clauses(terminal: Terminal, text: str) -> Named:
    """The clauses that govern by a folder, a preset, or a ledger, ``LEDGER@2026-12-01`` for a day.

    :raises UsageFault: when it is none of them.
    """
    from ledger.opening import holds_book
    from ledger.rulebook.loading import preset_names

    if Path(text).is_dir() or text in preset_names():
        book = rulebook_of(text)
        return Named(book.edition, book.clauses)
    target, day = _dated(text)
    if not holds_book(target):
        raise neither(text)
    ledger = opened(terminal, target, readonly=True)
    try:
        return governing(ledger.lawbook, day or today_of(ledger))
    finally:
        ledger.close()


def governing(law: Lawbook, day: date) -> Named:
    """The clauses that govern on a day: the edition's, over what every ledger has."""
    from ledger.rulebook.loading import built_in

    edition = law.rulebook_on(day)
    return Named(edition.edition, {**built_in().clauses, **edition.clauses})


def today_of(book: Book) -> date:
    """The day it is at a book's site."""
    return book.clock.now().astimezone(book.site.zone).date()


def _as_law(rulebook: Rulebook) -> Lawbook:
    from ledger.rulebook.loading import built_in
    from ledger.rulebook.lookup import Edition, Lawbook

    return Lawbook(built_in(), [Edition(date.min, rulebook)])


def _dated(text: str) -> tuple[str, date | None]:
    """A ledger with a day behind an at sign; an address may hold one of its own."""
    target, at, tail = text.rpartition("@")
    try:
        return (target, date.fromisoformat(tail)) if at else (text, None)
    except ValueError:
        return text, None


def day_given(text: str | None, otherwise: date) -> date:
    """The day that an option gives.

    :raises UsageFault: for a text that is no date.
    """
    if text is None:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageFault(
            f"{text} 不是日期；请写如 2026-11-21。",
            f"{text} is no date; write one like 2026-11-21.",
        ) from None


def tell_faults(terminal: Terminal, fault: RulebookFault) -> int:
    """Print every fault of a rulebook, a line each, and how many; the exit status."""
    from console.text.columns import printable

    for each in fault.faults:
        print(printable(each.told(terminal.language)))
    count = len(fault.faults)
    terminal.note(f"规章有 {count} 处问题。", f"The rulebook has {several(count, 'fault')}.")
    return DATA
