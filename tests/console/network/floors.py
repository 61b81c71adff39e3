"""Floors that tests look at, several at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from ledger.book import Book
from tests.console.floor.conftest import Console, console_of, settle


@asynccontextmanager
async def floor(
    book: Book, size: tuple[int, int] = (160, 48), **options: Any
) -> AsyncIterator[Console]:
    """A floor on a book, with its first picture."""
    async with console_of(book, **options).run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield Console(pilot)
