"""The store in memory answers as the library's own does."""

from __future__ import annotations

import pytest
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from hypothesis import given
from hypothesis import strategies as st

from ledger.store.memory import memory_store
from ledger.store.recorder import (
    AppendConflict,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
)

_TYPES = st.lists(st.sampled_from(["call.offered", "call.ended", "seat.ready"]), max_size=2)
_TAGS = st.lists(st.sampled_from(["call:1", "call:2", "person:A003"]), max_size=2, unique=True)
_EVENTS = st.lists(
    st.builds(
        lambda type_, tags: (type_, tags), st.sampled_from(["call.offered", "seat.ready"]), _TAGS
    ),
    max_size=12,
)
_QUERIES = st.lists(
    st.builds(lambda types, tags: DCBQueryItem(types, tags), _TYPES, _TAGS), max_size=3
)


@given(_EVENTS, _QUERIES, st.integers(0, 12), st.none() | st.integers(1, 5))
def test_it_selects_what_the_library_selects(
    events: list[tuple[str, list[str]]],
    items: list[DCBQueryItem],
    after: int,
    limit: int | None,
) -> None:
    """Whatever is asked of whatever was appended, both give the same positions."""
    plain, indexed = InMemoryDCBRecorder(), memory_store()
    for type_, tags in events:
        plain.append([DCBEvent(type_, b"{}", list(tags))])
        indexed.append([DCBEvent(type_, b"{}", list(tags))])

    query = DCBQuery(items)
    expected = [each.position for each in plain.read(query, after=after, limit=limit)]

    assert [each.position for each in indexed.read(query, after=after, limit=limit)] == expected
    assert indexed.head() == len(events)


def test_an_append_conflicts_once_its_condition_no_longer_holds() -> None:
    """A decision taken on an older state is refused, as in every store of a ledger."""
    store = memory_store()
    about_the_call = DCBQuery([DCBQueryItem([], ["call:1"])])
    condition = DCBAppendCondition(about_the_call, after=0)
    store.append([DCBEvent("call.offered", b"{}", ["call:1"])], condition)

    with pytest.raises(AppendConflict):
        store.append([DCBEvent("call.ended", b"{}", ["call:1"])], condition)

    assert store.head() == 1
