"""The month that a report is asked for on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.help import both
from console.commands.terminal import UsageFault

if TYPE_CHECKING:
    from ledger.book import Book

Month = Annotated[
    str | None,
    typer.Option(
        "--month", metavar="YYYY-MM", help=both("哪个月；默认本月", "the month; this one")
    ),
]


def month_asked(book: Book, given: str | None) -> str:
    """The month asked for, or the site's present one.

    :raises UsageFault: when what was given is no month.
    """
    from console.reports.months import is_month, present_month

    if given is None:
        return present_month(book)
    if not is_month(given):
        raise UsageFault(
            f"{given!r} 不是月份；请写成 2026-10。",
            f"{given!r} is no month; write it like 2026-10.",
        )
    return given
