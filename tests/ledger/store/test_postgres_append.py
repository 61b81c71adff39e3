"""The server's one function for appending, and what it does when others are at work."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest

from ledger.store.postgres import PostgresRecorder
from ledger.store.postgres.attempt import FEW
from ledger.store.postgres.group import PORTION
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    Decision,
    Entry,
    ProgrammingError,
    Recorded,
    Span,
    StoreError,
)
from tests.postgres_server import TestServer

Row = tuple[Any, ...]


@pytest.fixture
def connection(postgres_url: str) -> Iterator[psycopg.Connection[Row]]:
    """A connection of the program's role to an empty ledger."""
    with psycopg.connect(postgres_url, autocommit=True) as made:
        yield made


def call(
    connection: psycopg.Connection[Row],
    *events: dict[str, Any],
    known: int | None = None,
    unless: Sequence[dict[str, list[str]]] | None = None,
) -> Row:
    """Call the function as any client could; its answer."""
    types = [event["type"] for event in events]
    (answer,) = connection.execute(
        "SELECT first, head FROM ledger.append(%s, %s, %s, %s, NULL, %s, NULL, %s, NULL, %s, %s)",
        (
            sorted(set(types)),
            [sorted(set(types)).index(each) + 1 for each in types],
            [1] * len(events),
            [2] * len(events),
            [json.dumps(event["tags"]).replace("[", "{").replace("]", "}") for event in events],
            ["{}"] * len(events),
            known,
            None if unless is None else json.dumps(unless),
        ),
    ).fetchall()
    return answer


OFFERED = {"type": "call.offered", "tags": ["call:1"]}
CALL = {"types": ["call.offered"], "tags": ["call:1"]}


def test_a_condition_counts_what_came_after_the_known_position(
    connection: psycopg.Connection[Row],
) -> None:
    """A match after the position refuses, one before it does not, and nothing is left behind."""
    assert call(connection, OFFERED, known=0, unless=[CALL]) == (1, 0)
    assert call(connection, OFFERED, known=0, unless=[CALL]) == (None, 1)
    assert call(connection, OFFERED, known=1, unless=[CALL]) == (2, 1)
    assert call(connection, OFFERED, known=1, unless=[{"types": [], "tags": []}]) == (None, 2)
    assert call(connection, OFFERED, known=1, unless=[{"types": ["x"], "tags": []}]) == (3, 2)


def test_the_function_refuses_to_run_on_an_old_snapshot(
    connection: psycopg.Connection[Row],
) -> None:
    """In a repeatable read the head could be an old one, so it is not even tried."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    with pytest.raises(psycopg.Error, match="reads what is committed"):
        call(connection, OFFERED)


def test_an_append_that_is_rolled_back_leaves_no_gap(connection: psycopg.Connection[Row]) -> None:
    """The next append gets the position of the one that was taken back."""
    connection.execute("BEGIN")
    assert call(connection, OFFERED) == (1, 0)
    connection.execute("ROLLBACK")
    assert call(connection, OFFERED) == (1, 0)


def test_tags_whose_numbers_are_equal_are_told_apart(postgres_server: TestServer) -> None:
    """When every tag has the same number, all answers are still those of the tags themselves."""
    name = postgres_server.new_ledger()
    postgres_server.run(
        "CREATE OR REPLACE FUNCTION ledger.tag_number(tag text) RETURNS bigint"
        " LANGUAGE sql STABLE STRICT RETURN 7",
        name,
    )
    with PostgresRecorder(postgres_server.url(name)) as recorder:
        for tags in (["a", "b"], ["a"], ["b"], ["c"]):
            recorder.append([DCBEvent("note", b"", tags)])

        def found(*tags: str) -> list[int]:
            query = DCBQuery([DCBQueryItem(tags=list(tags))])
            return [event.position for event in recorder.read(query)]

        assert (found("a"), found("b"), found("a", "b"), found("d")) == ([1, 2], [1, 3], [1], [])
        newest, _ = recorder.latest([DCBQueryItem(tags=["a"])])
        assert [event.position for event in newest] == [2]
        recorder.append(
            [DCBEvent("note", b"", ["d"])],
            DCBAppendCondition(DCBQuery([DCBQueryItem(tags=["d"])])),
        )
        with pytest.raises(AppendConflict) as conflict:
            recorder.append(
                [DCBEvent("note", b"", ["a"])],
                DCBAppendCondition(DCBQuery([DCBQueryItem(tags=["a"])]), after=1),
            )
        assert conflict.value.positions == (2,)


def noted(number: int) -> Batch:
    """A command that appends one event."""
    event = Entry("note", b'{"n": "\\t\\\\"}\n\t\\', [f"n:{number}", 'quo"te\\'], 5, 6)
    return Batch([event], None, number.to_bytes(16, "big"))


def test_a_bulk_append_stores_what_a_single_one_does(postgres_url: str) -> None:
    """Sent in portions, every event comes back as it was, at its place, with its tags found."""
    count = 2 * PORTION + 7
    with PostgresRecorder(postgres_url) as recorder:
        spans = recorder.commit_many([noted(number) for number in range(count)])
        assert spans == [Span(number, number) for number in range(1, count + 1)]
        single = recorder.commit(noted(count))
        events = list(recorder.read(after=count - 2))
        assert [event.event for event in events] == [
            DCBEvent("note", noted(0).events[0].data, [f"n:{number}", 'quo"te\\'])
            for number in range(count - 2, count + 1)
        ]
        newest, _ = recorder.latest([DCBQueryItem()])
        assert [(event.occurred_at, event.recorded_at) for event in newest] == [(5, 6)]
        assert single == Span(count + 1, count + 1)
        assert recorder.find_command(noted(77).command or b"") == Span(78, 78)
        recorder.verify()


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_awkward_texts_are_sent_as_they_are(postgres_url: str, count: int) -> None:
    """Quotes, backslashes, braces and bytes that are no text come back, few events or many."""
    tags = ['note:"quoted"', "note:back\\slash", "note:{a,NULL}", "备注:一"]
    given = [DCBEvent('odd "type"', b'{"a": "\\\\, {}"}', tags), DCBEvent("NULL", b"\xff\\", [])]
    with PostgresRecorder(postgres_url) as recorder:
        recorder.commit(Batch(given * count, None, b"\\command"))
        found = [each.event for each in recorder.read()]
        assert found == given * count
        assert recorder.find_command(b"\\command") == Span(1, 2 * count)


def test_a_repeated_bulk_append_adds_what_is_new(postgres_url: str) -> None:
    """An import that is run again, with more, appends only the rest."""
    count = PORTION + 1
    with PostgresRecorder(postgres_url) as recorder:
        recorder.commit_many([noted(number) for number in range(count)])
        spans = recorder.commit_many([noted(number) for number in range(2 * count)])
        assert spans == [
            *(Span(number, number, duplicate=True) for number in range(1, count + 1)),
            *(Span(number, number) for number in range(count + 1, 2 * count + 1)),
        ]
        recorder.verify()


def test_an_event_the_server_cannot_keep_spoils_only_its_own_command(postgres_url: str) -> None:
    """A tag that holds a NUL is refused in one sentence; the rest of the ledger goes on."""
    with PostgresRecorder(postgres_url) as recorder:
        with pytest.raises(ProgrammingError, match="cannot store this event"):
            recorder.append([DCBEvent("note", b"", ["a\0b"])])
        with pytest.raises(ProgrammingError, match="cannot store this event"):
            recorder.commit_many(
                [*map(noted, range(PORTION)), Batch([DCBEvent("note", b"", ["a\0b"])])]
            )
        assert recorder.append([DCBEvent("note", b"")]) == 1


def test_a_decision_overtaken_between_reading_and_appending_is_taken_anew(
    postgres_url: str,
) -> None:
    """Another process's event that it depends on comes in between: it decides again, on that."""
    seen: list[list[int]] = []
    with PostgresRecorder(postgres_url) as here, PostgresRecorder(postgres_url) as there:

        def decide(found: list[Recorded]) -> list[DCBEvent]:
            seen.append([event.position for event in found])
            if len(seen) == 1:
                there.append([DCBEvent("call.offered", b"", ["call:1"])])
            return [DCBEvent("call.accepted", b"", ["call:1"])]

        item = DCBQueryItem(tags=["call:1"])
        assert here.decide(Decision([(item, False)], decide, b"id")) == Span(2, 2)
    assert seen == [[], [1]]


def test_a_refusal_overtaken_is_thought_over(postgres_url: str) -> None:
    """An answer to append nothing is as good only as long as nothing has come."""
    seen: list[list[int]] = []
    with PostgresRecorder(postgres_url) as here, PostgresRecorder(postgres_url) as there:

        def decide(found: list[Recorded]) -> list[DCBEvent]:
            seen.append([event.position for event in found])
            if len(seen) == 1:
                there.append([DCBEvent("call.offered", b"", ["call:1"])])
                raise LookupError
            return [DCBEvent("call.accepted", b"", ["call:1"])]

        item = DCBQueryItem(tags=["call:1"])
        assert here.decide(Decision([(item, False)], decide, b"id")) == Span(2, 2)
    assert seen == [[], [1]]


def test_what_does_not_matter_to_a_decision_does_not_hold_it_up(postgres_url: str) -> None:
    """Another process's event elsewhere in between moves the decision's place, and that is all."""
    decided: list[int] = []
    with PostgresRecorder(postgres_url) as here, PostgresRecorder(postgres_url) as there:

        def decide(found: list[Recorded]) -> list[DCBEvent]:
            decided.append(len(found))
            if len(decided) == 1:
                there.append([DCBEvent("call.offered", b"", ["call:2"])])
            return [DCBEvent("call.offered", b"", ["call:1"])]

        item = DCBQueryItem(tags=["call:1"])
        assert here.decide(Decision([(item, False)], decide, b"one")) == Span(2, 2)
        assert here.decide(Decision([(item, False)], decide, b"two")) == Span(3, 3)
    assert decided == [0, 1]


def test_hints_wake_a_listener(postgres_url: str, connection: psycopg.Connection[Row]) -> None:
    """An append is followed by a NOTIFY, which is not part of its transaction."""
    connection.execute("LISTEN dutybook_ledger")
    with PostgresRecorder(postgres_url) as recorder:
        for number in range(20):
            recorder.commit(noted(number))
    assert [hint.channel for hint in connection.notifies(timeout=60, stop_after=1)]


def test_a_turn_that_cannot_be_taken_is_told_to_whoever_waited(postgres_url: str) -> None:
    """Where others keep the lock for too long, the append fails with a sentence, and later goes."""
    with PostgresRecorder(postgres_url, lock_timeout=0.2) as recorder:
        with PostgresRecorder(postgres_url) as other:
            for number in range(2):
                other.commit(noted(number))
                recorder.commit(noted(10 + number))
        with psycopg.connect(postgres_url) as connection:
            connection.execute("SELECT ledger.lock()")
            with pytest.raises(StoreError):
                recorder.commit(noted(20))
        assert recorder.commit(noted(21)) == Span(5, 5)
        recorder.verify()
