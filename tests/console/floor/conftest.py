"""A console over a morning's book, driven in domain words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from console.app import DutybookApp
from console.screens.floor import FloorScreen
from ledger.book import Book
from tests.console.floor.day import LEADER, empty_book, morning

_MOST_SECONDS = 30.0


class Console:
    """A running console, as a person sees it and types into it."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.app = cast("DutybookApp", pilot.app)

    @property
    def text(self) -> str:
        """Everything on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def line(self, holding: str) -> str:
        """The first line on the screen that holds a text."""
        found = next((line for line in self.text.splitlines() if holding in line), None)
        assert found is not None, f"{holding!r} is not on the screen:\n{self.text}"
        return found

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the console has dealt with them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait for what a worker brings."""
        async with asyncio.timeout(_MOST_SECONDS):
            while not seen():
                await self.pilot.pause()

    async def until_text(self, wanted: str) -> None:
        """Wait until a text is on the screen."""
        try:
            await self.until(lambda: wanted in self.text)
        except TimeoutError:
            raise AssertionError(f"{wanted!r} never came:\n{self.text}") from None


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until the floor shows its first picture."""
    console = Console(pilot)
    floor = cast("FloorScreen", console.app.screen)
    await console.until(lambda: floor.picture is not None)
    await pilot.pause()


def console_of(book: Book, **options: Any) -> DutybookApp:
    """A console whose sense of age stands still, so that what it shows is always the same."""
    fixed: dict[str, Any] = {"actor": LEADER, "measure": lambda: 0.0}
    return DutybookApp(book, **fixed | options)


Opening = Callable[..., AbstractAsyncContextManager[Console]]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book after a morning's work."""
    made = morning(tmp_path)
    yield made
    made.close()


@pytest.fixture
def new_book(tmp_path: Path) -> Iterator[Book]:
    """A book with nobody but its leader in it."""
    made = empty_book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def opened() -> Opening:
    """Open a console on a book: ``async with opened(book, lang="en") as console``."""

    @asynccontextmanager
    async def open_on(
        book: Book, size: tuple[int, int] = (160, 48), **options: Any
    ) -> AsyncIterator[Console]:
        async with console_of(book, **options).run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield Console(pilot)

    return open_on
