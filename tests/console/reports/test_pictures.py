"""A picture of a report: how it looks where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle
from tests.console.reports.conftest import shown
from tests.console.requests.conftest import TEAM_LEADER

Compare = Callable[..., bool]


async def with_rota(pilot: Pilot[Any]) -> None:
    """Open the rota and go to a day of the week that is rostered."""
    await settle(pilot)
    console = Console(pilot)
    await shown(console, "4")
    await console.press(*["right"] * 24)


def test_the_rota(snap_compare: Compare, busy: Book) -> None:
    """The chosen report has the colour of focus, columns stand under each other, and the totals
    at the bottom are strong."""
    app = console_of(busy, actor=TEAM_LEADER)

    assert snap_compare(app, terminal_size=(160, 48), run_before=with_rota)
