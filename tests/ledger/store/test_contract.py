"""What a book may rely on, whatever store keeps its ledger."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    Entry,
    IntegrityError,
    LedgerRecorder,
    ProgrammingError,
    Recorded,
    Span,
)
from tests.ledger.store.conftest import STAMP, OpenRecorder

CALL = DCBQueryItem(types=["call.accepted"], tags=["call:1"])


def accepted(call: int = 1, *more: str) -> Entry:
    """A call accepted, perhaps with more tags than its own."""
    return Entry("call.accepted", b"{}", [f"call:{call}", *more])


def positions(recorder: LedgerRecorder, *items: DCBQueryItem, **bounds: Any) -> list[int]:
    """The positions a read gives, in its order."""
    return [event.position for event in recorder.read(DCBQuery(list(items)), **bounds)]


def test_an_event_comes_back_as_it_was_given(recorder: LedgerRecorder) -> None:
    """Type, bytes, tags in their order and with repeats, times and command id are all kept."""
    entry = Entry("shift.swapped", b'{"who": "\xe5\xbc\xa0"}', ["b", "a", "b"], 5, 7)
    recorder.append([entry], command=b"\x00one")
    (event,) = recorder.read()
    plain = DCBEvent("shift.swapped", b'{"who": "\xe5\xbc\xa0"}', ["b", "a", "b"])
    assert event == Recorded(plain, 1, 5, 7, b"\x00one")


@pytest.mark.parametrize("data", [b"", b"\xff\x00", b"a\x00b", b"text", "班次".encode()])
def test_any_bytes_come_back_unchanged(recorder: LedgerRecorder, data: bytes) -> None:
    """Data need not be text: every byte string is read back as it was."""
    recorder.append([DCBEvent("note", data)])
    assert next(recorder.read()).event.data == data
    assert [row[3] for row in recorder.rows()] == [data]


def test_the_recorder_stamps_events_without_a_recorded_time(recorder: LedgerRecorder) -> None:
    """An event that brings no recorded time gets the recorder's clock; its occurrence stays 0."""
    recorder.append([DCBEvent("note", b"")])
    (event,) = recorder.latest([DCBQueryItem()])[0]
    assert (event.occurred_at, event.recorded_at) == (0, STAMP)


def test_an_append_without_events_is_a_programming_error(recorder: LedgerRecorder) -> None:
    """Nothing to append is refused in all three ways to append, and records nothing."""
    with pytest.raises(ProgrammingError):
        recorder.append([])
    with pytest.raises(ProgrammingError):
        recorder.commit_many([Batch([accepted()]), Batch([])])
    assert recorder.head() == 0


def test_a_conflict_names_the_events_that_caused_it(recorder: LedgerRecorder) -> None:
    """A failed condition tells which positions matched, and appends nothing."""
    recorder.append([accepted(1), accepted(2), accepted(1)])
    with pytest.raises(AppendConflict) as conflict:
        recorder.append([accepted(1)], DCBAppendCondition(DCBQuery([CALL]), after=1))
    assert conflict.value.positions == (3,)
    assert isinstance(conflict.value, IntegrityError)
    assert recorder.head() == 3


def test_a_repeated_command_changes_nothing(recorder: LedgerRecorder) -> None:
    """The same command id gets its first positions again, even though its condition now fails."""
    never = DCBAppendCondition(DCBQuery([CALL]))
    once = Batch([accepted(), accepted()], never, b"id")
    assert recorder.commit(once) == Span(1, 2)
    assert recorder.commit(once) == Span(1, 2, duplicate=True)
    assert recorder.append([accepted()], never, command=b"id") == 2
    assert recorder.head() == 2


def test_a_command_can_be_found_by_its_id(recorder: LedgerRecorder) -> None:
    """A known command id gives its positions, an unknown one nothing."""
    recorder.append([accepted()], command=b"a")
    recorder.append([accepted(), accepted()], command=b"b")
    assert recorder.find_command(b"b") == Span(2, 3)
    assert recorder.find_command(b"c") is None


def test_a_refused_command_id_is_not_used_up(recorder: LedgerRecorder) -> None:
    """A command whose condition failed may be tried again with the same id."""
    recorder.append([accepted()])
    batch = Batch([accepted()], DCBAppendCondition(DCBQuery([CALL])), b"id")
    with pytest.raises(AppendConflict):
        recorder.commit(batch)
    batch.condition = DCBAppendCondition(DCBQuery([CALL]), after=1)
    assert recorder.commit(batch) == Span(2, 2)


def test_later_batches_of_one_transaction_see_earlier_ones(recorder: LedgerRecorder) -> None:
    """Of two batches wanting the same call the second is refused; the rest stands."""
    never = DCBAppendCondition(DCBQuery([CALL]))
    answers = recorder.commit_many(
        [
            Batch([accepted(1)], never, b"a"),
            Batch([accepted(1)], never, b"b"),
            Batch([accepted(2)]),
            Batch([accepted(1)], never, b"a"),
        ]
    )
    assert answers[0] == Span(1, 1)
    assert isinstance(answers[1], AppendConflict)
    assert answers[1].positions == (1,)
    assert answers[2:] == [Span(2, 2), Span(1, 1, duplicate=True)]
    assert recorder.head() == 2


def test_a_condition_sees_a_large_import_before_it(recorder: LedgerRecorder) -> None:
    """What was appended in bulk counts for later conditions as anything else does."""
    assert recorder.append([accepted(7)]) == 1
    recorder.commit_many([Batch([accepted(n)]) for n in range(2, 1002)])
    imported = DCBQuery([DCBQueryItem(["call.accepted"], ["call:700"])])
    with pytest.raises(AppendConflict) as conflict:
        recorder.append([accepted()], DCBAppendCondition(imported, after=1))
    assert conflict.value.positions == (700,)
    assert recorder.append([accepted()], DCBAppendCondition(DCBQuery([CALL]), after=0)) == 1002


def test_commit_many_of_nothing_is_nothing(recorder: LedgerRecorder) -> None:
    """An importer's empty last portion is no error."""
    assert recorder.commit_many([]) == []


def test_tags_must_stand_together_on_one_event(recorder: LedgerRecorder) -> None:
    """Two tags that were seen, but never on the same event, match nothing and refuse nothing."""
    recorder.append([accepted(1, "agent:1"), accepted(2, "agent:2")])
    both = DCBQueryItem(tags=["call:1", "agent:2"])
    assert positions(recorder, both) == []
    assert recorder.append([accepted(3)], DCBAppendCondition(DCBQuery([both]))) == 3
    together = DCBAppendCondition(DCBQuery([DCBQueryItem(tags=["agent:1", "call:1"])]))
    with pytest.raises(AppendConflict) as conflict:
        recorder.append([accepted(3)], together)
    assert conflict.value.positions == (1,)


def test_backwards_limit_and_bounds_count_from_the_newest(recorder: LedgerRecorder) -> None:
    """Reading backwards starts below `before`, stops above `after`, and limits the newest."""
    recorder.append([accepted(n % 2) for n in range(10)])
    assert positions(recorder, CALL, backwards=True) == [10, 8, 6, 4, 2]
    assert positions(recorder, CALL, backwards=True, before=8, limit=2) == [6, 4]
    assert positions(recorder, CALL, backwards=True, after=4) == [10, 8, 6]
    assert positions(recorder, CALL, before=5, after=2) == [4]
    assert positions(recorder, before=1) == []


def test_the_head_of_a_limited_read_is_the_newest_returned(recorder: LedgerRecorder) -> None:
    """With a limit the head tells how far the events reach, in both directions."""
    recorder.append([accepted() for _ in range(5)])
    forwards = recorder.read(limit=2)
    assert ([event.position for event in forwards], forwards.head) == ([1, 2], 2)
    newest_first = recorder.read(limit=2, backwards=True)
    assert ([event.position for event in newest_first], newest_first.head) == ([5, 4], 5)


def test_a_read_shows_the_ledger_as_it_was_when_it_began(recorder: LedgerRecorder) -> None:
    """Events appended while a read is under way are not part of it, however long it takes."""
    recorder.append([accepted() for _ in range(250)])
    response = recorder.read()
    first = next(response)
    recorder.append([accepted() for _ in range(250)])
    assert first.position == 1
    assert len(list(response)) == 249
    assert response.head == 250


def test_time_of_occurrence_bounds_a_read(recorder: LedgerRecorder) -> None:
    """Events are chosen by when they occurred, also when they were recorded out of order."""
    times = [10, 40, 20, 30, 50]
    recorder.append([Entry("note", b"", ["t"] if t > 20 else [], t, 99) for t in times])
    assert positions(recorder, occurred_since=20, occurred_before=50) == [2, 3, 4]
    tagged = DCBQueryItem(tags=["t"])
    assert positions(recorder, tagged, occurred_before=50, backwards=True) == [4, 2]
    typed = DCBQueryItem(types=["note"])
    assert positions(recorder, typed, occurred_since=40, limit=1) == [2]
    assert positions(recorder, occurred_since=51) == []


def test_a_selection_takes_all_of_one_and_the_newest_of_another(
    recorder: LedgerRecorder,
) -> None:
    """A decision gets every event of its case and the last of the seat, once each, in order."""
    recorder.append(
        [
            Entry("seat.paused", b"", ["seat:7"]),
            Entry("call.offered", b"", ["call:1"]),
            Entry("seat.readied", b"", ["seat:7"]),
            Entry("call.accepted", b"", ["call:1", "seat:7"]),
            Entry("call.offered", b"", ["call:2"]),
        ]
    )
    call = DCBQueryItem(tags=["call:1"])
    seat = DCBQueryItem(["seat.paused", "seat.readied", "seat.signed_out"], ["seat:7"])
    events, head = recorder.select([(seat, True), (call, False), (call, True)])
    assert [event.position for event in events] == [2, 3, 4]
    assert head == 5


def test_the_newest_of_several_tags_is_the_newest_that_has_them_all(
    recorder: LedgerRecorder,
) -> None:
    """A newer event with only one of the tags does not hide the one that has both."""
    recorder.append([accepted(1, "x"), accepted(1, "x"), accepted(1), accepted(2, "x")])
    events, _ = recorder.latest([DCBQueryItem(tags=["call:1", "x"])])
    assert [event.position for event in events] == [2]


def test_a_selection_of_unknown_names_is_empty(recorder: LedgerRecorder) -> None:
    """Types and tags that never occurred select nothing, and the head still tells where we are."""
    assert recorder.select([(CALL, False)]) == ([], 0)
    recorder.append([DCBEvent("note", b"", ["call:1"])])
    items = [(CALL, True), (DCBQueryItem(tags=["no"]), False), (DCBQueryItem(["no"]), True)]
    assert recorder.select(items) == ([], 1)


def test_selections_and_reads_of_very_many_types_are_complete(recorder: LedgerRecorder) -> None:
    """More types in one item than one statement can merge still give every event, in order."""
    kinds = [f"kind.{n}" for n in range(620)]
    recorder.append([Entry(kind, b"", ["t"]) for kind in kinds])
    item = DCBQueryItem(tags=["t"])
    typed = DCBQueryItem(types=kinds)
    assert positions(recorder, item) == list(range(1, 621))
    assert positions(recorder, typed, backwards=True, limit=3) == [620, 619, 618]
    assert [event.position for event in recorder.latest([item])[0]] == [620]
    assert len(recorder.select([(typed, False)])[0]) == 620


def test_rows_scan_in_order_with_bounds_and_types(recorder: LedgerRecorder) -> None:
    """The raw scan gives position, type, time and data, within bounds, of the types asked for."""
    recorder.append([Entry(f"t{n % 3}", b"%d" % n, [], n, 1) for n in range(9)])
    assert list(recorder.rows(limit=2)) == [(1, "t0", 0, b"0"), (2, "t1", 1, b"1")]
    assert [row[0] for row in recorder.rows(after=2, upto=5)] == [3, 4, 5]
    assert [row[0] for row in recorder.rows(types=["t2", "t0", "none"], limit=3)] == [1, 3, 4]
    assert list(recorder.rows(types=["none"])) == []
    assert list(recorder.rows(types=[])) == []


def test_rows_cross_pages_without_loss(recorder: LedgerRecorder) -> None:
    """A scan longer than a page gives every position once."""
    recorder.append([accepted() for _ in range(12_001)])
    assert [row[0] for row in recorder.rows()] == list(range(1, 12_002))
    assert [row[0] for row in recorder.rows(limit=5_001)] == list(range(1, 5_002))


def test_a_position_can_be_found_by_recorded_time(recorder: LedgerRecorder) -> None:
    """The newest event recorded at or before an instant is found; before the first there is 0."""
    recorder.append([Entry("note", b"", [], 0, at) for at in (10, 20, 20, 30)])
    assert [recorder.at_or_before(at) for at in (9, 10, 19, 20, 31)] == [0, 1, 1, 3, 4]


def test_types_lists_what_occurs(recorder: LedgerRecorder) -> None:
    """Every type in the ledger is listed once, by name."""
    assert recorder.types() == []
    recorder.append([DCBEvent("b", b""), DCBEvent("a", b""), DCBEvent("b", b"")])
    assert recorder.types() == ["a", "b"]


def test_waiting_ends_with_an_append_of_the_same_process(recorder: LedgerRecorder) -> None:
    """Who waits for the head to move is woken by a commit and told the new head."""
    heads: list[int] = []
    waiting = threading.Thread(target=lambda: heads.append(recorder.wait(0, 60)))
    waiting.start()
    recorder.append([accepted()])
    waiting.join(60)
    assert heads == [1]


def test_waiting_ends_with_an_append_through_another_recorder(
    open_recorder: OpenRecorder,
) -> None:
    """A commit that this recorder did not make is noticed, too."""
    here, there = open_recorder(), open_recorder()
    heads: list[int] = []
    waiting = threading.Thread(target=lambda: heads.append(here.wait(0, 60)))
    waiting.start()
    there.append([accepted()])
    waiting.join(60)
    assert heads == [1]


def test_waiting_in_vain_returns_the_head(recorder: LedgerRecorder) -> None:
    """When time is up the head is returned as it is; a head already beyond needs no waiting."""
    recorder.append([accepted()])
    assert recorder.wait(1, 0.01) == 1
    assert recorder.wait(0, 60) == 1


def test_a_subscription_reports_how_far_behind_it_is(recorder: LedgerRecorder) -> None:
    """Lag counts the recorded events not yet looked at, matching or not."""
    recorder.append([accepted(n % 2) for n in range(10)])
    subscription = recorder.subscribe(DCBQuery([CALL]), after=0)
    assert subscription.lag == 10
    assert next(subscription).position == 2
    assert subscription.lag == 8


def test_a_subscription_moves_over_what_does_not_match(recorder: LedgerRecorder) -> None:
    """Having looked at everything a subscription is not behind, though the last did not match."""
    recorder.append([accepted(1), accepted(2)])
    received: list[int] = []
    with recorder.subscribe(DCBQuery([CALL])) as subscription:

        def follow() -> None:
            received.extend(event.position for event in subscription)

        following = threading.Thread(target=follow)
        following.start()
        recorder.append([accepted(2)])
        recorder.append([accepted(1)])
        recorder.wait(3, 60)
        while received != [1, 4]:
            recorder.wait(recorder.head(), 0.005)
    following.join(60)
    assert not following.is_alive()
    assert subscription.lag == 0


def test_stopping_wakes_a_blocked_subscription(recorder: LedgerRecorder) -> None:
    """A subscription waiting for its first event ends when it is stopped from elsewhere."""
    subscription = recorder.subscribe()
    following = threading.Thread(target=lambda: list(subscription))
    following.start()
    subscription.stop()
    following.join(60)
    assert not following.is_alive()


def test_closing_ends_subscriptions(recorder: LedgerRecorder) -> None:
    """A follower does not keep a closed ledger waiting, and closing twice is harmless."""
    following = threading.Thread(target=lambda: list(recorder.subscribe()))
    following.start()
    recorder.close()
    recorder.close()
    following.join(60)
    assert not following.is_alive()


def test_two_recorders_see_each_other_at_once(open_recorder: OpenRecorder) -> None:
    """What one recorder has appended the other reads, counts, and is refused by."""
    one, other = open_recorder(), open_recorder()
    assert one.append([accepted(1, "new:tag")]) == 1
    assert positions(other, DCBQueryItem(tags=["new:tag"])) == [1]
    assert other.append([accepted(2, "newer:tag")]) == 2
    assert positions(one, DCBQueryItem(tags=["newer:tag"])) == [2]
    with pytest.raises(AppendConflict):
        one.append([accepted(2)], DCBAppendCondition(DCBQuery([DCBQueryItem()]), after=1))
