"""Pictures of the week board: how it looks where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle

Compare = Callable[..., bool]


async def with_roster(pilot: Pilot[Any]) -> None:
    """Open the week board and wait for the day's half hours."""
    await settle(pilot)
    console = Console(pilot)
    await console.press("r")
    await console.until_text("▇")


@pytest.mark.parametrize(("size", "lang"), [((160, 48), "zh"), ((80, 24), "en")])
def test_the_week_board(
    snap_compare: Compare, week: Book, size: tuple[int, int], lang: str
) -> None:
    """Letters apart by colour as well, today and the cursor stand out, the short half hour is
    marked, and what is missing is told in the colour of its sign."""
    app = console_of(week, lang=lang)

    assert snap_compare(app, terminal_size=size, run_before=with_roster)
