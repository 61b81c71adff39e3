"""The months that reports are about, and the instants between which each lies."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledger.kernel.event import micros
from projections.roster.board import midnight

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.kernel.projection import Micros

_MONTH = re.compile(r"[1-8]\d{3}-(0[1-9]|1[0-2])")
_MONTHS = 12


def is_month(text: str) -> bool:
    """Whether a text is a month such as 2026-11, so far from both ends of the calendar that the
    instants around it exist."""
    return _MONTH.fullmatch(text) is not None


def present_month(book: Book) -> str:
    """The month that it is at the site, such as 2026-11."""
    return f"{book.clock.now().astimezone(book.site.zone):%Y-%m}"


def moved(month: str, months: int) -> str:
    """The month so many months after one, or before it; the same where there is none."""
    first = date.fromisoformat(f"{month}-01")
    year, number = divmod(first.year * _MONTHS + first.month - 1 + months, _MONTHS)
    found = f"{year:04d}-{number + 1:02d}"
    return found if is_month(found) else month


def days_of(month: str) -> list[date]:
    """The days of a month."""
    first = date.fromisoformat(f"{month}-01")
    found = (first + timedelta(days=number) for number in range(31))
    return [day for day in found if day.month == first.month]


def span_of(book: Book, month: str) -> tuple[Micros, Micros]:
    """From which instant on a month of the site is, and before which."""
    days, zone = days_of(month), book.site.zone
    return micros(midnight(days[0], zone)), micros(midnight(days[-1] + timedelta(days=1), zone))
