"""The recorder agrees with a list: whatever is appended and asked, in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBQuery,
    DCBQueryItem,
    Entry,
    Span,
)
from ledger.store.sqlite import SQLiteRecorder
from tests.ledger.store.conftest import NewPlace, opened

TYPES = ["offered", "accepted", "ended", "noted"]
TAGS = ["call:1", "call:2", "seat:1", "seat:2", "班:1"]

types = st.lists(st.sampled_from(TYPES), max_size=3)
tags = st.lists(st.sampled_from(TAGS), max_size=3)
entries = st.builds(
    Entry, st.sampled_from(TYPES), st.binary(max_size=4), tags, st.integers(1, 9), st.just(1)
)
items = st.builds(DCBQueryItem, types, tags)
queries = st.builds(DCBQuery, st.lists(items, max_size=3))
commands = st.none() | st.sampled_from([b"a", b"b", b"c", b"d", b"e"])
conditions = st.none() | st.tuples(queries, st.none() | st.integers(0, 12))


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """Any command: a few events, perhaps a condition, perhaps an id used before."""
    drawn = draw(conditions)
    condition = None if drawn is None else DCBAppendCondition(*drawn)
    return Batch(draw(st.lists(entries, min_size=1, max_size=3)), condition, draw(commands))


def matches(event: Entry, query: DCBQuery) -> bool:
    """Tell whether an event matches, exactly as the specification puts it."""
    return not query.items or any(
        (not item.types or event.type in item.types) and set(item.tags) <= set(event.tags)
        for item in query.items
    )


class Model:
    """A ledger that is only a list."""

    def __init__(self) -> None:
        self.events: list[Entry] = []
        self.commands: dict[bytes, Span] = {}

    def find(self, query: DCBQuery, after: int = 0) -> list[int]:
        """Return the matching positions after one."""
        found = enumerate(self.events, 1)
        return [position for position, event in found if position > after and matches(event, query)]

    def commit(self, batch: Batch) -> Span | tuple[int, ...]:
        """Return the positions a command gets, or those that conflict with it."""
        if batch.command in self.commands:
            span = self.commands[batch.command]
            return Span(span.first, span.last, duplicate=True)
        if batch.condition is not None:
            query = batch.condition.fail_if_events_match
            conflicting = self.find(query, batch.condition.after or 0)
            if conflicting:
                return tuple(conflicting)
        span = Span(len(self.events) + 1, len(self.events) + len(batch.events))
        self.events.extend(event for event in batch.events if isinstance(event, Entry))
        if batch.command is not None:
            self.commands[batch.command] = span
        return span


def check_answer(expected: Span | tuple[int, ...], actual: Span | AppendConflict) -> None:
    """A conflict may name only some of the events that cause it, but no others."""
    if isinstance(actual, AppendConflict):
        assert isinstance(expected, tuple)
        assert actual.positions
        assert set(actual.positions) <= set(expected)
    else:
        assert actual == expected


def check_same(recorder: SQLiteRecorder | PostgresRecorder, model: Model) -> None:
    """Positions are gapless and every event stands where the model has it."""
    recorded = list(recorder.read())
    assert [event.position for event in recorded] == list(range(1, len(model.events) + 1))
    assert [(event.event.type, event.event.data, event.event.tags) for event in recorded] == [
        (event.type, event.data, event.tags) for event in model.events
    ]
    recorder.verify()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(batches(), min_size=1, max_size=4), max_size=6), st.booleans())
def test_appends_agree_with_a_list(
    new_place: NewPlace, groups: list[list[Batch]], two_writers: bool
) -> None:
    """Conditions, command ids and positions come out as in a list, in groups and singly.

    With two writers taking turns, neither remembers what the other has appended.
    """
    model = Model()
    place = new_place()
    with opened(place) as recorder:
        other = opened(place) if two_writers else recorder
        try:
            for turn, group in enumerate(groups):
                writer = other if turn % 2 else recorder
                expected = [model.commit(batch) for batch in group]
                for answer in zip(expected, writer.commit_many(group), strict=True):
                    check_answer(*answer)
            check_same(recorder, model)
        finally:
            other.close()


histories = st.lists(entries, min_size=1, max_size=25)
bounds = st.none() | st.integers(0, 26)


@settings(max_examples=60, deadline=None)
@given(histories, queries, bounds, bounds, st.none() | st.integers(0, 5), st.booleans())
def test_reads_agree_with_a_list(
    new_place: NewPlace,
    history: list[Entry],
    query: DCBQuery,
    after: int | None,
    before: int | None,
    limit: int | None,
    backwards: bool,
) -> None:
    """Any query gives each match once, in order, within its bounds, from the end asked for."""
    model = Model()
    model.events = history
    expected = [p for p in model.find(query, after or 0) if before is None or p < before]
    expected = (expected[::-1] if backwards else expected)[:limit]
    with opened(new_place()) as recorder:
        recorder.append(history)
        response = recorder.read(
            query, after=after, before=before, limit=limit, backwards=backwards
        )
        assert [event.position for event in response] == expected
        head = len(history) if limit is None else max(expected, default=None)
        assert response.head == head


@settings(max_examples=60, deadline=None)
@given(histories, queries, st.none() | st.integers(0, 10), st.none() | st.integers(0, 10))
def test_reads_by_time_agree_with_a_list(
    new_place: NewPlace,
    history: list[Entry],
    query: DCBQuery,
    since: int | None,
    before: int | None,
) -> None:
    """Bounds on the time of occurrence leave exactly the events within them."""
    model = Model()
    model.events = history
    expected = [
        position
        for position in model.find(query)
        if (since is None or history[position - 1].occurred_at >= since)
        and (before is None or history[position - 1].occurred_at < before)
    ]
    with opened(new_place()) as recorder:
        recorder.append(history)
        response = recorder.read(query, occurred_since=since, occurred_before=before)
        assert [event.position for event in response] == expected


@settings(max_examples=60, deadline=None)
@given(histories, st.lists(st.tuples(items, st.booleans()), max_size=4))
def test_selections_agree_with_a_list(
    new_place: NewPlace, history: list[Entry], wanted: list[tuple[DCBQueryItem, bool]]
) -> None:
    """A selection is the union of all matches of some items and the newest match of others."""
    model = Model()
    model.events = history
    expected: set[int] = set()
    for item, newest in wanted:
        found = model.find(DCBQuery([item]))
        expected.update(found[-1:] if newest else found)
    with opened(new_place()) as recorder:
        recorder.append(history)
        events, head = recorder.select(wanted)
        assert [event.position for event in events] == sorted(expected)
        assert head == len(history)
