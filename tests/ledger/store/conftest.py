"""A recorder to test, of every kind there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import LedgerRecorder
from ledger.store.sqlite import SQLiteRecorder
from tests.postgres_server import TestServer

STAMP = 1_795_000_000_000_000
"""What the recorders' frozen clock shows, in microseconds."""

OpenRecorder = Callable[[], LedgerRecorder]
NewPlace = Callable[[], str]


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Where a test's ledger file goes."""
    return tmp_path / "floor.ledger"


@pytest.fixture(params=["sqlite", "postgres"])
def ledger_place(request: pytest.FixtureRequest, ledger_path: Path) -> str:
    """Where an empty ledger is kept, once for every kind of store: a path or a URL."""
    if request.param == "sqlite":
        return str(ledger_path)
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewPlace:
    """Where to find an empty ledger, anew at each call; the one before is then over."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("ledgers")
        numbers = count()
        return lambda: str(folder / str(next(numbers)))
    server: TestServer = request.getfixturevalue("postgres_server")
    return server.empty_ledger


def opened(place: str) -> SQLiteRecorder | PostgresRecorder:
    """A recorder of our own of the ledger at a path or URL, its clock frozen."""
    if place.startswith("postgresql:"):
        return PostgresRecorder(place, clock=lambda: STAMP)
    return SQLiteRecorder(place, clock=lambda: STAMP)


@pytest.fixture
def open_recorder(ledger_place: str) -> Iterator[OpenRecorder]:
    """Open the one ledger of this test, each time through a recorder of its own."""
    recorders: list[LedgerRecorder] = []

    def open_one() -> LedgerRecorder:
        recorders.append(opened(ledger_place))
        return recorders[-1]

    yield open_one
    for recorder in recorders:
        recorder.close()


@pytest.fixture
def recorder(open_recorder: OpenRecorder) -> LedgerRecorder:
    """An empty ledger."""
    return open_recorder()
