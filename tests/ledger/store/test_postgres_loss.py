"""Connections and servers that go away: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from ledger.store.postgres import PostgresRecorder
from ledger.store.postgres.attempt import Attempt
from ledger.store.postgres.faults import OutcomeUnknown
from ledger.store.recorder import (
    Batch,
    DCBEvent,
    DCBQueryItem,
    Decision,
    Entry,
    Span,
    StoreUnavailable,
)
from tests.postgres_server import TestServer

NOTE = Entry("note", b"{}", ["t:1"], 1)


@pytest.fixture
def recorder(postgres_url: str) -> Iterator[PostgresRecorder]:
    """An empty ledger."""
    with PostgresRecorder(postgres_url, patience=5) as made:
        yield made


def end_connections(server: TestServer) -> None:
    """Have the server end every connection of the program, as an administrator would."""
    server.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE usename = 'dutybook_app'"
    )


def cut(connection: psycopg.Connection[Any]) -> None:
    """Break a connection as a failing network does: what was sent is sent, no answer comes."""
    with socket.socket(fileno=os.dup(connection.pgconn.socket)) as line:
        line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Have the next append lose its connection before or after it is carried out."""
    call = Attempt._call

    def arrange(carried_out: bool) -> None:
        def broken(self: Attempt, *arguments: Any) -> int:
            monkeypatch.setattr(Attempt, "_call", call)
            if carried_out:
                call(self, *arguments)
            self.sent = True
            cut(self.connection)
            self.connection.execute("SELECT 1")
            raise AssertionError("a cut connection answers nothing")

        monkeypatch.setattr(Attempt, "_call", broken)

    return arrange


def test_reading_and_appending_go_on_after_every_connection_was_ended(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """A connection that died while it was idle is replaced without a word."""
    recorder.append([NOTE])
    end_connections(postgres_server)
    assert recorder.head() == 1
    end_connections(postgres_server)
    assert recorder.commit(Batch([NOTE], None, b"second")) == Span(2, 2)


def test_a_restarted_server_is_found_again(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """While the server is down everything says so at once; when it is back, all goes on."""
    recorder.append([NOTE])
    faults: list[Exception] = []

    def wait() -> None:
        try:
            recorder.wait(1, 60)
        except StoreUnavailable as fault:
            faults.append(fault)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not postgres_server.run(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%max(position)%' AND state = 'idle'"
        " AND application_name = 'dutybook' AND wait_event = 'ClientRead'"
    ):
        pass
    postgres_server.stop()
    try:
        waiting.join(60)
        assert len(faults) == 1
        with pytest.raises(StoreUnavailable):
            recorder.head()
    finally:
        postgres_server.start()
    assert recorder.commit(Batch([NOTE], None, b"second")) == Span(2, 2)
    assert recorder.head() == 2
    assert recorder.wait(1, 60) == 2


def test_a_follower_misses_nothing_over_a_restart(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """A subscription that failed goes on where it was, with every event once."""
    subscription = recorder.subscribe()
    recorder.append([NOTE, NOTE])
    assert next(subscription).position == 1
    postgres_server.stop()
    postgres_server.start()
    recorder.commit(Batch([NOTE], None, b"third"))
    seen: list[int] = []
    while len(seen) < 2:
        try:
            seen.append(next(subscription).position)
        except StoreUnavailable:
            continue
    assert seen == [2, 3]


def test_an_append_whose_answer_was_lost_is_looked_up(
    recorder: PostgresRecorder, breaking: Callable[[bool], None]
) -> None:
    """It had been carried out: its positions are found by its id, and it is not repeated."""
    recorder.append([NOTE])
    breaking(True)
    assert recorder.commit(Batch([NOTE, NOTE], None, b"lost")) == Span(2, 3)
    assert recorder.head() == 3


def test_an_append_that_never_arrived_is_carried_out(
    recorder: PostgresRecorder, breaking: Callable[[bool], None]
) -> None:
    """It had not been carried out: the look-up finds nothing, so it is done, once."""
    breaking(False)
    assert recorder.commit(Batch([NOTE], None, b"lost")) == Span(1, 1)
    assert recorder.head() == 1


def test_a_decision_whose_answer_was_lost_is_looked_up(
    recorder: PostgresRecorder, breaking: Callable[[bool], None]
) -> None:
    """A decision is no exception: the events it yielded the first time are the ones that stand."""
    breaking(True)
    decided: list[int] = []

    def decide(found: list[Any]) -> list[DCBEvent]:
        decided.append(len(found))
        return [NOTE]

    item = DCBQueryItem(tags=["t:1"])
    assert recorder.decide(Decision([(item, False)], decide, b"lost")) == Span(1, 1)
    assert decided == [0]


def test_an_earlier_command_is_not_taken_for_the_lost_one(
    recorder: PostgresRecorder, breaking: Callable[[bool], None]
) -> None:
    """A repeated command whose connection breaks still answers as the duplicate it is."""
    recorder.commit(Batch([NOTE], None, b"once"))
    recorder.append([NOTE])
    breaking(False)
    assert recorder.commit(Batch([NOTE], None, b"once")) == Span(1, 1, duplicate=True)


def test_a_command_that_another_process_recorded_does_not_speak_for_its_group(
    recorder: PostgresRecorder, postgres_url: str, breaking: Callable[[bool], None]
) -> None:
    """Finding one command of a lost group says nothing of the others, which are then appended."""
    recorder.append([NOTE])
    with PostgresRecorder(postgres_url) as other:
        other.commit(Batch([NOTE], None, b"both"))
    breaking(False)
    batches = [Batch([NOTE], None, b"both"), Batch([NOTE], None, b"own"), Batch([NOTE])]
    answers = recorder.commit_many(batches)
    assert answers == [Span(2, 2, duplicate=True), Span(3, 3), Span(4, 4)]
    assert recorder.head() == 4


def test_a_socket_found_dead_is_a_lost_connection(recorder: PostgresRecorder) -> None:
    """A connection that the driver leaves waiting for ever is replaced, not used again."""
    recorder.append([NOTE])
    assert recorder._writer is not None
    connection = recorder._writer._connection
    assert connection is not None
    # As the driver leaves it when the system says that the socket is gone.
    connection.pgconn.send_query(b"SELECT 1")
    assert recorder.commit(Batch([NOTE], None, b"next")) == Span(2, 2)
    assert recorder._writer._connection is not connection


def test_a_lost_answer_without_an_id_is_said_to_be_unknown(
    recorder: PostgresRecorder, breaking: Callable[[bool], None]
) -> None:
    """Without a command id nothing can tell, so nothing is claimed and nothing repeated."""
    breaking(True)
    with pytest.raises(OutcomeUnknown, match="may or may not"):
        recorder.append([NOTE])
    assert recorder.head() == 1


def test_a_server_process_still_at_work_is_ended_before_the_look_up(
    recorder: PostgresRecorder, postgres_server: TestServer
) -> None:
    """An append that waits on in the server when its client is gone cannot come in late."""
    recorder.append([NOTE])
    spans: list[Span] = []
    with psycopg.connect(postgres_server.url("ledger")) as holder:
        holder.execute("SELECT ledger.lock()")
        appending = threading.Thread(
            target=lambda: spans.append(recorder.commit(Batch([NOTE], None, b"late")))
        )
        appending.start()
        waiting = (
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND wait_event = 'advisory'"
        )
        while not (first := postgres_server.run(waiting)):
            pass
        assert recorder._writer is not None
        assert recorder._writer._connection is not None
        cut(recorder._writer._connection)
        while not (second := postgres_server.run(waiting)) or second == first:
            pass
        assert len(second) == 1
        holder.rollback()
    appending.join(60)
    assert spans == [Span(2, 2)]
    assert recorder.head() == 2


def test_a_server_that_stays_away_is_given_up(
    postgres_url: str, postgres_server: TestServer, breaking: Callable[[bool], None]
) -> None:
    """When patience ends it is said that the outcome is unknown; repeating the command tells."""
    with PostgresRecorder(postgres_url, patience=0) as recorder:
        recorder.append([NOTE])
        batch = Batch([NOTE], None, b"id")
        breaking(True)
        recorder._writer._server.address.parameters["host"] = "/nowhere"  # type: ignore[union-attr]
        with pytest.raises(OutcomeUnknown):
            recorder.commit(batch)
    with PostgresRecorder(postgres_url) as recorder:
        assert recorder.commit(batch) == Span(2, 2, duplicate=True)


def test_a_lock_held_too_long_is_told(postgres_url: str, postgres_server: TestServer) -> None:
    """Who cannot get in learns that others are at it; nothing was written."""
    with (
        PostgresRecorder(postgres_url, lock_timeout=0.05) as recorder,
        psycopg.connect(postgres_server.url("ledger")) as holder,
    ):
        holder.execute("SELECT ledger.lock()")
        with pytest.raises(Exception, match="locked by another program"):
            recorder.append([NOTE])
        holder.rollback()
        assert recorder.append([NOTE]) == 1
