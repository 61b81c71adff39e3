"""Consoles over a morning that a rulebook governs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book import Book
from tests.console.floor.conftest import new_book, opened
from tests.console.lists.regulated import regulated

__all__ = ["book", "new_book", "opened", "small"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """The floor's whole morning under the rulebook."""
    made = regulated(tmp_path)
    yield made
    made.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Book]:
    """Nobody but those the rulebook speaks of."""
    made = regulated(tmp_path, crowd=False)
    yield made
    made.close()
