"""A simulated day, and books to write one into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gateway.simulator import Settings, Step, steps
from ledger.book import Book, Site
from ledger.kernel.clock import FrozenClock
from ledger.opening import create_book
from ledger.vault import Vault, WrappingKey


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The day of the command line's defaults."""
    return Settings(date(2026, 11, 21), "Asia/Shanghai")


@pytest.fixture(scope="session")
def day(settings: Settings) -> list[Step]:
    """All that happens on that day."""
    return list(steps(settings, lambda number: f"ref{number}"))


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands before the simulated day."""
    return FrozenClock(datetime(2026, 11, 20, tzinfo=UTC))


@pytest.fixture
def new_book(tmp_path: Path, clock: FrozenClock) -> Iterator[Callable[[str], Book]]:
    """Makes an empty book in Shanghai, closed at the end."""
    made: list[Book] = []

    def make(name: str) -> Book:
        path = tmp_path / name
        vault = Vault.open(path, create=True, wrapping_key=WrappingKey.generate())
        book = create_book(str(path), Site("城东", "Asia/Shanghai"), clock=clock, vault=vault)
        made.append(book)
        return book

    yield make
    for book in made:
        book.close()
