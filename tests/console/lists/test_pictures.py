"""Pictures of a governed floor and of its lists: how they look where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle

Compare = Callable[..., bool]

SMALL, LARGE = (80, 24), (160, 48)


async def with_duties(pilot: Pilot[Any]) -> None:
    """Wait until the obligations stand beside the floor, and put the cursor on the second."""
    await settle(pilot)
    console = Console(pilot)
    await console.until_text("T1 ")
    await console.press("shift+tab", "shift+tab", "down")


async def with_cases(pilot: Pilot[Any]) -> None:
    """Open discipline and wait for its cases."""
    await settle(pilot)
    console = Console(pilot)
    await console.press("d")
    await console.until_text("▸待定 2")


@pytest.mark.parametrize(("size", "lang"), [(LARGE, "zh"), (SMALL, "en")])
def test_a_governed_floor_shows_what_breaks_next(
    snap_compare: Compare, book: Book, size: tuple[int, int], lang: str
) -> None:
    """Overdue in reverse, at risk in its colour, the cursor on the second."""
    app = console_of(book, lang=lang)
    assert snap_compare(app, terminal_size=size, run_before=with_duties)


def test_the_queue_of_cases(snap_compare: Compare, book: Book) -> None:
    """Views above, rows under their names, keys below."""
    assert snap_compare(console_of(book), terminal_size=SMALL, run_before=with_cases)
