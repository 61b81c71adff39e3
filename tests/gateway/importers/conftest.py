"""Books to import into, and the month that is imported once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gateway.importers import Report
from tests.gateway.importers.trial import Import, new


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Import]:
    """An empty book of a site that keeps the bank's time, and the folder beside it."""
    made = new(tmp_path, "Asia/Jerusalem")
    yield made
    made.book.close()


@pytest.fixture
def new_import(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Import]]:
    """Makes empty books of sites in a time zone."""
    opened: list[Import] = []

    def make(timezone: str) -> Import:
        opened.append(new(tmp_path_factory.mktemp("import"), timezone))
        return opened[-1]

    yield make
    for each in opened:
        each.book.close()


@pytest.fixture(scope="session")
def january(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Import, Report]]:
    """The whole month of the bank, imported; to be read only."""
    made = new(tmp_path_factory.mktemp("january"), "Asia/Jerusalem")
    report = made.bring_in("anonymous-bank", shared_data / "anonymous-bank" / "january.txt.gz")
    yield made, report
    made.book.close()
