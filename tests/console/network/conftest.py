"""A server that these tests may stop and kill, and a morning's book on it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.store.postgres import PostgresRecorder
from ledger.vault.wrapping import ENVIRONMENT
from tests.console.floor.day import NOW, morning
from tests.faults.servers import CrashServer, crash_server


class Outage:
    """A server that goes away and comes back."""

    def __init__(self, server: CrashServer) -> None:
        self._server = server
        self._asleep: list[int] = []

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._server.kill(also_children=True)

    def stop(self) -> None:
        """End the server as its administrator would."""
        self._server.stop()

    def hang(self) -> None:
        """Have the server's every connection stay open and say nothing."""
        postmaster = (self._server.folder / "postmaster.pid").read_text().splitlines()[0]
        self._asleep = [int(postmaster)]
        self._signal(signal.SIGSTOP)
        # With nobody to take new connections any more, these are all there can be.
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        self._asleep += map(int, children)
        self._signal(signal.SIGSTOP)

    def _signal(self, number: signal.Signals) -> None:
        for process in self._asleep:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def over(self) -> None:
        """Have the server up again."""
        self._signal(signal.SIGCONT)
        self._asleep = []
        if not self._server.running:
            self._server.start()


@pytest.fixture(scope="session")
def mortal_server() -> Iterator[CrashServer]:
    """A server of these tests' own, because they take it away."""
    with crash_server() as server:
        yield server


@pytest.fixture
def outage(mortal_server: CrashServer) -> Iterator[Outage]:
    """Takes the server away; after the test it is there again."""
    made = Outage(mortal_server)
    yield made
    made.over()


@pytest.fixture(autouse=True)
def _own_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the key that wraps the others in the test's own folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(ENVIRONMENT, raising=False)


@pytest.fixture
def url(mortal_server: CrashServer) -> str:
    """The address of an empty ledger."""
    return mortal_server.url(mortal_server.new_ledger(), "dutybook_app")


@pytest.fixture
def book(url: str, tmp_path: Path) -> Iterator[Book]:
    """The morning's book on the server."""
    made = morning(tmp_path, url)
    yield made
    made.close()


@pytest.fixture
def elsewhere(book: Book, url: str) -> Iterator[Book]:
    """The same book as another terminal has it open."""
    made = Book(
        PostgresRecorder(url), vault=book.vault, clock=FrozenClock(NOW), ids=CountedIds(2_000)
    )
    yield made
    made.recorder.close()
