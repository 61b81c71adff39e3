"""The loans list on its screen."""

from __future__ import annotations

import pytest

from console.drawing.spans import width_of
from console.screens.loans import LoansScreen
from ledger.book import Book
from ledger.registers.archive.events import FileReturned
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW, record
from tests.console.lists.regulated import lend


async def listed(console: Console) -> LoansScreen:
    """Open the loans and wait for them."""
    await console.press("b")
    screen = console.app.screen
    assert isinstance(screen, LoansScreen)
    await console.until(lambda: screen.listed is not None)
    await console.pilot.pause()
    return screen


async def test_overdue_files_come_first_and_secrets_are_hidden(
    small: Book, opened: Opening
) -> None:
    """Whose hands, until when, how many days late; a title above one's clearance is covered."""
    lend(small)
    async with opened(small) as console:
        await listed(console)
        assert "档案 2  借出 1  !! 逾期 1" in console.text.splitlines()[0]
        overdue = console.line("F-2")
        for part in ("第 12 期 03 号", "A003", "11-19 09:42", "3 天 !!"):
            assert part in overdue
        assert "▒▒▒▒" in console.line("F-1")
        assert "城东制衣" not in console.text


async def test_a_return_is_seen_at_once(small: Book, opened: Opening) -> None:
    """The list follows the ledger while it is open."""
    lend(small)
    async with opened(small) as console:
        await listed(console)
        record(small, (FileReturned(loan="L-1", file="F-2", person="A003"), NOW))
        await console.until_text("在库 ← A003")
        assert "逾期" not in console.text.splitlines()[0]


async def test_enter_shows_every_hand_a_file_went_through(small: Book, opened: Opening) -> None:
    """The trail of that file alone."""
    lend(small)
    async with opened(small) as console:
        await listed(console)
        await console.press("enter")
        await console.until_text("借出")
        assert "F-2" in console.text
        assert "F-1" not in console.text


async def test_an_archive_without_files_says_how_to_open_one(
    new_book: Book, opened: Opening
) -> None:
    """The empty list names the action."""
    async with opened(new_book) as console:
        await listed(console)
        assert "open-file" in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_line_fits(
    small: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and sizes nothing is wider than the terminal."""
    lend(small)
    async with opened(small, size, lang=lang) as console:
        await listed(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
