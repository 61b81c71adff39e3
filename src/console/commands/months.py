"""The month that a report is asked for, and the instants between which it lies."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.help import both
from console.commands.terminal import UsageFault

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.kernel.projection import Micros

Month = Annotated[
    str | None,
    typer.Option(
        "--month", metavar="YYYY-MM", help=both("哪个月；默认本月", "the month; this one")
    ),
]

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month_asked(book: Book, given: str | None) -> str:
    """The month asked for, or the site's present one.

    :raises UsageFault: when what was given is no month.
    """
    if given is None:
        return f"{book.clock.now().astimezone(book.site.zone):%Y-%m}"
    if _MONTH.fullmatch(given) is None:
        raise UsageFault(
            f"{given!r} 不是月份；请写成 2026-10。",
            f"{given!r} is no month; write it like 2026-10.",
        )
    return given


def days_of(month: str) -> list[date]:
    """The days of a month."""
    first = date.fromisoformat(f"{month}-01")
    found = (first + timedelta(days=number) for number in range(31))
    return [day for day in found if day.month == first.month]


def span_of(book: Book, month: str) -> tuple[Micros, Micros]:
    """From which instant on a month of the site is, and before which."""
    from ledger.kernel.event import micros
    from projections.roster.board import midnight

    days, zone = days_of(month), book.site.zone
    return micros(midnight(days[0], zone)), micros(midnight(days[-1] + timedelta(days=1), zone))
