"""Sharing commits: everyone gets their own answer, and nobody pays for another's mistake."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    Entry,
    ProgrammingError,
    Span,
    StoreUnavailable,
)
from ledger.store.sequencer import MOST_AT_ONCE, Answer, Sequencer, Unit
from ledger.store.sqlite import SQLiteRecorder


class GatedWriter:
    """Writes nothing; holds the first group until it is let go, and notes the groups' sizes."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.entered = threading.Event()
        self.gate = threading.Event()
        self._next = 1

    def write(self, units: Sequence[Unit]) -> list[Answer]:
        """Answer each unit with the next position."""
        self.sizes.append(len(units))
        self.entered.set()
        assert self.gate.wait(60)
        answers: list[Answer] = []
        for _ in units:
            answers.append([Span(self._next, self._next)])
            self._next += 1
        return answers


def note(data: bytes = b"", *tags: str) -> Batch:
    """A command that appends one event."""
    return Batch([DCBEvent("note", data, list(tags))])


def test_those_who_come_during_a_commit_share_the_next() -> None:
    """One caller commits at once; all who came meanwhile are committed together, in order."""
    writer = GatedWriter()
    sequencer = Sequencer("floor.ledger", writer.write)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(sequencer.run, [note()])
        assert writer.entered.wait(60)
        others = [sequencer.promise(note()) for _ in range(10)]
        writer.gate.set()
        assert first.result(60) == [Span(1, 1)]
        assert [other.result(60) for other in others] == [Span(n, n) for n in range(2, 12)]
    assert writer.sizes == [1, 10]
    sequencer.close()


def test_a_group_is_never_larger_than_agreed() -> None:
    """However many wait, one commit takes no more than its share of them."""
    writer = GatedWriter()
    sequencer = Sequencer("floor.ledger", writer.write)
    futures = [sequencer.promise(note()) for _ in range(3 * MOST_AT_ONCE)]
    writer.gate.set()
    assert len({future.result(60) for future in futures}) == 3 * MOST_AT_ONCE
    assert max(writer.sizes) <= MOST_AT_ONCE
    sequencer.close()


def test_closing_finishes_what_is_queued_and_takes_no_more() -> None:
    """Commands handed in before closing are written; those after it are refused."""
    writer = GatedWriter()
    sequencer = Sequencer("floor.ledger", writer.write)
    futures = [sequencer.promise(note()) for _ in range(5)]
    writer.gate.set()
    sequencer.close()
    assert all(future.done() for future in futures)
    with pytest.raises(StoreUnavailable):
        sequencer.run([note()])
    with pytest.raises(StoreUnavailable):
        sequencer.promise(note())


def test_a_withdrawn_promise_is_not_written() -> None:
    """A future cancelled while it waits leaves nothing in the ledger."""
    writer = GatedWriter()
    sequencer = Sequencer("floor.ledger", writer.write)
    first = sequencer.promise(note())
    assert writer.entered.wait(60)
    withdrawn, kept = sequencer.promise(note()), sequencer.promise(note())
    assert withdrawn.cancel()
    writer.gate.set()
    assert (first.result(60), kept.result(60)) == (Span(1, 1), Span(2, 2))
    assert writer.sizes == [1, 1]
    sequencer.close()


def test_one_commands_mistake_does_not_spoil_the_group(ledger_path: Path) -> None:
    """Of commands committed together, one that cannot be stored fails alone."""
    with SQLiteRecorder(ledger_path) as recorder:
        recorder.append([DCBEvent("note", b"")])
        futures = []
        for n in range(30):
            bad = DCBEvent("note", b"", ["\ud800"]) if n % 10 == 5 else DCBEvent("note", b"%d" % n)
            condition = DCBAppendCondition() if n % 10 == 7 else None
            futures.append(recorder.commit_soon(Batch([DCBEvent("note", b"half"), bad], condition)))
        faults = [future.exception(60) for future in futures]
        assert recorder.head() == 1 + 2 * 24
        assert len([row for row in recorder.rows() if row[3] == b"half"]) == 24
    kinds = [type(fault) for fault in faults if fault is not None]
    assert kinds.count(AppendConflict) == 3
    assert kinds.count(UnicodeEncodeError) == 3


@pytest.mark.parametrize("time", ["noon", 2**70])
def test_what_the_database_cannot_store_is_its_own_commands_fault(
    ledger_path: Path, time: object
) -> None:
    """A time that is no time, or beyond all times, fails alone and leaves nothing behind."""
    with SQLiteRecorder(ledger_path) as recorder:
        bad = Entry("note", b"", ["t"], cast(int, time))
        with pytest.raises((ProgrammingError, OverflowError)):
            recorder.commit(Batch([DCBEvent("note", b""), bad]))
        assert recorder.append([DCBEvent("note", b"", ["t"])]) == 1
        recorder.verify()


async def test_tasks_share_commits_and_get_their_own_answers(ledger_path: Path) -> None:
    """Sixty-four tasks of one loop get sixty-four different positions, without a gap."""
    with SQLiteRecorder(ledger_path) as recorder:
        spans = await asyncio.gather(
            *(recorder.commit_async(note(b"%d" % n, f"n:{n}")) for n in range(64))
        )
        by_position = {row[0]: row[3] for row in recorder.rows()}
    assert [by_position[span.first] for span in spans] == [b"%d" % n for n in range(64)]


async def test_a_task_is_told_of_its_conflict(ledger_path: Path) -> None:
    """A task's refused command raises in that task; a closed ledger raises, too."""
    recorder = SQLiteRecorder(ledger_path)
    await recorder.commit_async(note())
    with pytest.raises(AppendConflict):
        await recorder.commit_async(Batch([DCBEvent("note", b"")], DCBAppendCondition()))
    recorder.close()
    with pytest.raises(StoreUnavailable):
        await recorder.commit_async(note())


def test_threads_get_the_positions_of_their_own_events(ledger_path: Path) -> None:
    """Many threads appending at once each learn where exactly their events stand."""
    with SQLiteRecorder(ledger_path) as recorder:

        def append(n: int) -> tuple[int, bytes]:
            data = b"%d" % n
            return recorder.commit(note(data, f"n:{n}", "all")).first, data

        with ThreadPoolExecutor(32) as threads:
            places = dict(threads.map(append, range(600)))
        assert places == {row[0]: row[3] for row in recorder.rows()}
        recorder.verify()


def test_those_who_come_while_the_store_waits_for_its_turn_share_the_commit() -> None:
    """Where others append as well nobody goes ahead alone: all who came before the turn go."""
    writer = GatedWriter()
    waiting, turn = threading.Event(), threading.Event()

    def take_turn() -> None:
        waiting.set()
        assert turn.wait(60)

    writer.gate.set()
    sequencer = Sequencer("floor.ledger", writer.write, lambda: True, take_turn)
    promised = [sequencer.promise(note())]
    assert waiting.wait(60)
    promised += [sequencer.promise(note()) for _ in range(3)]
    turn.set()
    assert [each.result(60) for each in promised] == [Span(n, n) for n in range(1, 5)]
    assert writer.sizes == [4]
    assert sequencer.run([note()]) == [Span(5, 5)]
    sequencer.close()


def test_a_turn_that_nobody_wants_any_more_is_given_back() -> None:
    """The store is told to write even when all who waited have gone meanwhile."""
    writer = GatedWriter()
    waiting, turn = threading.Event(), threading.Event()

    def take_turn() -> None:
        waiting.set()
        assert turn.wait(60)

    writer.gate.set()
    sequencer = Sequencer("floor.ledger", writer.write, lambda: True, take_turn)
    promised = sequencer.promise(note())
    assert waiting.wait(60)
    assert promised.cancel()
    turn.set()
    sequencer.close()
    assert writer.sizes == [0]
