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
from tests.console.floor.day import NOW, morning
from tests.postgres_server import TestServer, running


class Outage:
    """A server that goes away and comes back."""

    def __init__(self, server: TestServer) -> None:
        self._server = server
        self.stop = server.stop
        self.over = server.start

    def kill(self) -> None:
        """End the server as a power cut would: all of it, and without a word."""
        folder = self._server.folder
        children = [row[0] for row in self._server.run("SELECT pid FROM pg_stat_activity")]
        postmaster = int((folder / "postmaster.pid").read_text().splitlines()[0])
        # It must go first, or it would make new ones of those that were killed.
        for process in [postmaster, *children]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # A process that nobody reaps still seems to hold its files.
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (folder / lock).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def mortal_server() -> Iterator[TestServer]:
    """A server of these tests' own, because they take it away."""
    with running() as server:
        yield server


@pytest.fixture
def outage(mortal_server: TestServer) -> Iterator[Outage]:
    """Takes the server away; after the test it is there again."""
    made = Outage(mortal_server)
    yield made
    made.over()


@pytest.fixture
def url(mortal_server: TestServer) -> str:
    """The address of an empty ledger."""
    return mortal_server.url(mortal_server.new_ledger(), "dutybook_app")


@pytest.fixture
def book(url: str, tmp_path: Path) -> Iterator[Book]:
    """The morning's book on the server."""
    made = morning(tmp_path, PostgresRecorder(url))
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
