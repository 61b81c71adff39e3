"""A recorder to test, of every kind there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.store.recorder import LedgerRecorder
from ledger.store.sqlite import SQLiteRecorder

STAMP = 1_795_000_000_000_000
"""What the recorders' frozen clock shows, in microseconds."""

OpenRecorder = Callable[[], LedgerRecorder]


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Where a test's ledger file goes."""
    return tmp_path / "floor.ledger"


@pytest.fixture(params=["sqlite"])
def open_recorder(request: pytest.FixtureRequest, ledger_path: Path) -> Iterator[OpenRecorder]:
    """Open the one ledger of this test, each time through a recorder of its own."""
    opened: list[LedgerRecorder] = []

    def open_one() -> LedgerRecorder:
        assert request.param == "sqlite"
        recorder = SQLiteRecorder(ledger_path, clock=lambda: STAMP)
        opened.append(recorder)
        return recorder

    yield open_one
    for recorder in opened:
        recorder.close()


@pytest.fixture
def recorder(open_recorder: OpenRecorder) -> LedgerRecorder:
    """An empty ledger."""
    return open_recorder()
