"""A server that keeps every connection open and says nothing is given up, and found again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import LiteralString

import psycopg
import pytest

from ledger.store.patience import patience
from ledger.store.postgres import PostgresRecorder
from ledger.store.postgres.patient import Unanswered
from ledger.store.postgres.server import Connection, Server
from ledger.store.recorder import Entry, StoreUnavailable
from tests.postgres_server import LEDGER, TestServer

NOTE = Entry("note", b"{}", ["t:1"], 1)
_LONG = "SELECT pg_sleep(3600)"
_WAITS: LiteralString = """
SELECT pid FROM pg_stat_activity WHERE application_name = 'dutybook' AND wait_event_type = 'Lock'
"""


@pytest.fixture
def connection(postgres_url: str) -> Iterator[Connection]:
    """A connection of the program."""
    made = Server(postgres_url).connect()
    yield made
    made.close()


@pytest.fixture
def recorder(postgres_url: str) -> Iterator[PostgresRecorder]:
    """A ledger of one event, which a thread of its own watches."""
    with PostgresRecorder(postgres_url, lock_timeout=3_600) as made:
        made.append([NOTE])
        made.wait(0, 5.0)
        yield made


@contextmanager
def silence(server: TestServer) -> Iterator[None]:
    """Have the server say nothing to whoever asks for events."""
    with psycopg.connect(server.url(LEDGER)) as holder:
        holder.execute("LOCK TABLE ledger.event IN ACCESS EXCLUSIVE MODE")
        yield


def test_a_connection_is_closed_when_nothing_is_heard(connection: Connection) -> None:
    """What would come later would be taken for the answer to the next question."""
    with patience(0.3), pytest.raises(Unanswered):
        connection.execute(_LONG)
    assert connection.closed


def test_a_long_answer_is_no_silence(connection: Connection) -> None:
    """The server is given up for what it does not say, however long it takes to say the rest."""
    said = "SELECT repeat('x', 10000), pg_sleep(0.1) FROM generate_series(1, 20)"
    with patience(1.5):
        assert len(connection.execute(said).fetchall()) == 20


def test_whoever_reads_is_told_and_reads_again_later(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """One silent connection tells of the others; once the server speaks the ledger is read."""
    with silence(postgres_server):
        with patience(0.3), pytest.raises(StoreUnavailable, match="does not answer") as told:
            recorder.head()
        assert "没有应答" in told.value.zh
    assert recorder.head() == 1


def test_a_question_is_dropped_when_nobody_wants_its_answer(connection: Connection) -> None:
    """A console that is closed does not outlive its person by the patience it had."""
    over = threading.Event()
    threading.Timer(0.2, over.set).start()
    with patience(3_600.0, over.is_set), pytest.raises(Unanswered):
        connection.execute(_LONG)


def test_a_silent_ledger_can_be_closed(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """Its watcher is given up with it, and whoever waited for news is sent home."""
    over = threading.Event()

    def wait() -> None:
        with patience(3_600.0, over.is_set), suppress(StoreUnavailable):
            recorder.wait(1, 3_600.0)

    waiting = threading.Thread(target=wait)
    waiting.start()
    with silence(postgres_server):
        while not postgres_server.run(_WAITS):
            pass
        recorder.close()
        over.set()
        waiting.join()
    with pytest.raises(StoreUnavailable, match="closed"):
        recorder.head()
