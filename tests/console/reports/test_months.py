"""The months that reports are about."""

from __future__ import annotations

import pytest

from console.reports.months import days_of, is_month, moved, span_of
from ledger.book import Book
from tests.console.floor.conftest import new_book

__all__ = ["new_book"]

_DAY = 86_400_000_000


@pytest.mark.parametrize(
    ("month", "months", "other"),
    [
        ("2026-12", 1, "2027-01"),
        ("2027-01", -1, "2026-12"),
        ("2026-11", -12, "2025-11"),
        ("8999-12", 1, "8999-12"),
        ("1000-01", -1, "1000-01"),
    ],
)
def test_months_follow_each_other_over_the_years(month: str, months: int, other: str) -> None:
    """At either end of the calendar they stay where they are."""
    assert moved(month, months) == other


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "9999-12", "0000-01", "２026-01 "]
)
def test_what_is_no_month_is_none(text: str) -> None:
    """Neither is one so near the end of the calendar that no instant comes after it."""
    assert not is_month(text)


@pytest.mark.parametrize(("month", "days"), [("2028-02", 29), ("2026-02", 28), ("2026-11", 30)])
def test_a_month_has_all_its_days_and_lies_between_two_midnights(
    new_book: Book, month: str, days: int
) -> None:
    """Also the 29th of February; the end is the first instant of the next month."""
    assert len(days_of(month)) == days
    since, until = span_of(new_book, month)
    assert until - since == days * _DAY
    assert until == span_of(new_book, moved(month, 1))[0]
