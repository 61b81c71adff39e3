"""Consoles over a week with a swap that was made, a leave that waits, and a handover."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.screens.reports import ReportsScreen
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.registers.handover.events import HandedItem, Matter
from tests.console.floor.conftest import Console, opened
from tests.console.floor.day import NOW
from tests.console.requests.conftest import DIRECTOR, OTHER_LEADER, TEAM_LEADER, desk

__all__ = ["desk", "opened"]


def act(book: Book, verb: str, by: str, **told: Any) -> None:
    """Do one of the actions."""
    made: Any = actions()[verb]
    book.act(made(**told), by=by)


@pytest.fixture
def busy(desk: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The rostered week with something in every register; files go into the test's own folder."""
    monkeypatch.chdir(tmp_path)
    swap = {"swap": "S-1", "giver": "B004", "taker": "B001", "given": "2026-11-22/D/B004"}
    act(desk, "request-swap", "B004", **swap, reason="=考试")
    for leader in (TEAM_LEADER, OTHER_LEADER):
        act(desk, "agree-swap", leader, swap="S-1")
    day = NOW.replace(hour=8, minute=0, second=0) + timedelta(days=3)
    span = {"starts": day, "ends": day + timedelta(hours=6)}
    act(desk, "request-leave", "B002", leave="L-1", person="B002", category="personal", **span)
    item = HandedItem(
        matter=Matter.TICKET, zh="投诉未回访", en="complaint is open", reference="ticket:T-1"
    )
    handed = {"handover": "H-1", "outgoing": DIRECTOR, "incoming": TEAM_LEADER}
    act(desk, "open-handover", DIRECTOR, **handed, items=(item,))
    return desk


async def shown(console: Console, key: str = "") -> ReportsScreen:
    """Open the reports, choose one by its key, and wait for it."""
    await console.press("R")
    screen = console.app.screen
    assert isinstance(screen, ReportsScreen)
    if key:
        await console.press(key)
    await made(console, screen)
    return screen


async def made(console: Console, screen: ReportsScreen) -> None:
    """Wait until what was asked for is on the screen."""
    await console.until(lambda: screen.made is not None)
    await console.pilot.pause()
