"""Deciding under the lock: what a decision is given is what the ledger holds, whoever wrote it."""

from __future__ import annotations

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQueryItem
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.store.recorder import Batch, Decision, LedgerRecorder, Recorded
from tests.ledger.store.conftest import NewPlace, opened

TYPES = ("offered", "accepted", "ended")
TAGS = ("call:1", "call:2", "person:1")

items = st.lists(
    st.tuples(
        st.builds(
            DCBQueryItem,
            types=st.lists(st.sampled_from(TYPES), max_size=3, unique=True),
            tags=st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
events = st.lists(
    st.builds(
        DCBEvent,
        type=st.sampled_from(TYPES),
        data=st.just(b"{}"),
        tags=st.lists(st.sampled_from(TAGS), max_size=3, unique=True),
    ),
    max_size=3,
)
steps = st.lists(st.tuples(st.integers(0, 1), items, events), max_size=12)


def command(number: int) -> bytes:
    """The id of the command with that number."""
    return number.to_bytes(16, "big")


@settings(max_examples=60, deadline=None)
@given(steps)
def test_memory_never_tells_a_decision_anything_the_ledger_does_not_hold(
    new_place: NewPlace,
    steps: list[tuple[int, list[tuple[DCBQueryItem, bool]], list[DCBEvent]]],
) -> None:
    """Two programs take turns on one ledger; each decision is given just what reading would."""
    place = new_place()
    with opened(place) as one, opened(place) as two:
        for number, (who, wanted, appended) in enumerate(steps):
            recorder = (one, two)[who]
            expected, head = recorder.select(wanted)
            given_events: list[Recorded] = []

            def decide(
                found: list[Recorded],
                seen: list[Recorded] = given_events,
                answer: list[DCBEvent] = appended,
            ) -> list[DCBEvent]:
                # A store may decide anew when it was overtaken; the last time counts.
                seen[:] = found
                return answer

            span = recorder.decide(Decision(wanted, decide, command(number)))

            assert [each.position for each in given_events] == [each.position for each in expected]
            assert [each.event.tags for each in given_events] == [
                each.event.tags for each in expected
            ]
            assert (span is None) == (not appended)
            assert recorder.head() == head + len(appended)


def test_a_decision_that_raises_answers_only_its_own_caller(recorder: LedgerRecorder) -> None:
    """A refusal reaches who asked, nothing is appended, and the next decision goes through."""

    class Refusal(Exception):
        pass

    def refuse(found: list[Recorded]) -> list[DCBEvent]:
        raise Refusal

    item = (DCBQueryItem(tags=["call:1"]), False)
    with pytest.raises(Refusal):
        recorder.decide(Decision([item], refuse, command(1)))
    assert recorder.head() == 0
    span = recorder.decide(
        Decision([item], lambda found: [DCBEvent("offered", b"{}", ["call:1"])], command(2))
    )
    assert span is not None
    assert (span.first, span.last) == (1, 1)


def test_a_decided_command_is_carried_out_once(recorder: LedgerRecorder) -> None:
    """The same command id again appends nothing, and gets the positions of the first time."""

    def offer(found: list[Recorded]) -> list[DCBEvent]:
        return [DCBEvent("offered", b"{}", ["call:1"])]

    decision = Decision([(DCBQueryItem(tags=["call:1"]), False)], offer, command(7))
    first, again = recorder.decide(decision), recorder.decide(decision)

    assert first is not None
    assert again is not None
    assert (again.first, again.last, again.duplicate) == (first.first, first.last, True)
    assert recorder.head() == first.last


def test_a_failed_append_leaves_nothing_in_memory(recorder: LedgerRecorder) -> None:
    """An event the store cannot hold is not remembered by the decisions that follow."""
    item = (DCBQueryItem(tags=["call:1"]), False)
    recorder.commit(Batch([DCBEvent("offered", b"{}", ["call:1"])]))
    with pytest.raises(AttributeError):
        recorder.decide(
            Decision([item], lambda found: [DCBEvent("offered", None, ["call:1"])], command(1))  # type: ignore[arg-type]
        )
    seen: list[int] = []

    def look(found: list[Recorded]) -> list[DCBEvent]:
        seen.extend(each.position for each in found)
        return []

    recorder.decide(Decision([item], look, command(2)))
    assert seen == [1]
