"""A picture of the inbox: how it looks where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle
from tests.console.requests.conftest import TEAM_LEADER
from tests.console.requests.test_screen import ask, sign
from tests.console.requests.test_swaps import ask as ask_for_swap

Compare = Callable[..., bool]


async def with_requests(pilot: Pilot[Any]) -> None:
    """Open the inbox and wait for its list, and for what the row under the cursor allows."""
    await settle(pilot)
    console = Console(pilot)
    await console.press("L")
    await console.until_text("L-2")
    await pilot.pause()


def test_the_inbox(snap_compare: Compare, desk: Book) -> None:
    """What waits for whoever looks stands on top with its sign and its colour; what waits for
    others is plain, and what presses has the colour of its sign."""
    ask(desk, "L-1", "B001")
    ask(desk, "L-2", "B002")
    sign(desk, "L-2", TEAM_LEADER)
    ask_for_swap(desk)
    app = console_of(desk, actor=TEAM_LEADER)

    assert snap_compare(app, terminal_size=(160, 48), run_before=with_requests)
