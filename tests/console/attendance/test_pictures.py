"""A picture of the attendance of the shift: how it looks where words are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle

Compare = Callable[..., bool]


async def with_attendance(pilot: Pilot[Any]) -> None:
    """Open the attendance and go to whoever is off the post."""
    await settle(pilot)
    console = Console(pilot)
    await console.press("A")
    await console.until_text("B003 孙丽")
    await console.press("home", "down", "down")
    await console.until_text("B003 孙丽  D")


def test_the_attendance_of_the_shift(snap_compare: Compare, crew: Book) -> None:
    """Missing red, there green, permitted absence blue, what is to come grey."""
    assert snap_compare(console_of(crew), terminal_size=(120, 30), run_before=with_attendance)
