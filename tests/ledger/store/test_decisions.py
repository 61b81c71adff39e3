"""Decisions under the store's own lock see everything before them, and nothing that failed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import apsw

from ledger.store.connection import ConnectionFactory
from ledger.store.names import Names
from ledger.store.recorder import (
    Batch,
    DCBEvent,
    DCBQueryItem,
    Decision,
    DiskFull,
    LedgerRecorder,
    Recorded,
    Span,
)
from ledger.store.sqlite import SQLiteRecorder
from ledger.store.writing import Writer

NEWEST_OF_TAG = DCBQueryItem(tags=["seat:1"])
NEWEST_OF_TYPE = DCBQueryItem(["paused", "readied"], ["seat:1"])
WHOLE_CASE = DCBQueryItem(tags=["call:1"])
ITEMS = [(NEWEST_OF_TAG, True), (NEWEST_OF_TYPE, True), (WHOLE_CASE, False)]


def note(kind: str, *tags: str) -> DCBEvent:
    """An event of a type, with tags."""
    return DCBEvent(kind, b"{}", list(tags))


def seen(recorder: LedgerRecorder, number: int) -> list[int]:
    """Return the positions a decision was shown; it appends nothing."""
    positions: list[int] = []

    def look(found: list[Recorded]) -> Sequence[DCBEvent]:
        positions.extend(event.position for event in found)
        return ()

    assert recorder.decide(Decision(ITEMS, look, b"look%d" % number)) is None
    return positions


def test_every_decision_sees_what_a_selection_would(recorder: LedgerRecorder) -> None:
    """However often it was asked before, a decision is shown the ledger as it is now."""
    history = [
        note("paused", "seat:1"),
        note("offered", "call:1"),
        note("signed_out", "seat:1"),
        note("readied", "seat:1", "seat:1"),
        note("accepted", "call:1", "seat:1"),
        note("paused", "seat:2"),
    ]
    for number, event in enumerate(history):
        recorder.append([event])
        events, _ = recorder.select(ITEMS)
        assert seen(recorder, number) == [event.position for event in events]


def test_a_decision_sees_what_another_process_appended(ledger_path: Path) -> None:
    """What was remembered before another recorder appended is not shown as the present."""
    with SQLiteRecorder(ledger_path) as here, SQLiteRecorder(ledger_path) as there:
        here.append([note("paused", "seat:1")])
        assert seen(here, 1) == [1]
        there.append([note("readied", "seat:1")])
        assert seen(here, 2) == [2]


def test_decisions_of_one_group_see_those_before_them(ledger_path: Path) -> None:
    """What was looked up for a whole group is the present for each of its decisions."""
    SQLiteRecorder(ledger_path).close()
    writer = Writer(ConnectionFactory(ledger_path), Names(), lambda: 1, lambda head: None)
    asked = [(WHOLE_CASE, False), (NEWEST_OF_TYPE, True)]
    shown: list[list[int]] = []

    def accept(found: list[Recorded]) -> Sequence[DCBEvent]:
        shown.append([event.position for event in found])
        return [note("accepted", "call:1"), note("paused", "seat:1", "call:1")]

    decisions = [Decision(asked, accept, b"%d" % number) for number in range(3)]
    assert writer.write([[each] for each in decisions]) == [
        [Span(1, 2)],
        [Span(3, 4)],
        [Span(5, 6)],
    ]
    assert shown == [[], [1, 2], [1, 2, 3, 4]]
    writer.close()


class SmallDisk(ConnectionFactory):
    """Connections to a file that may not grow beyond the pages it has."""

    def writer(self) -> apsw.Connection:
        """Open for writing within the limit."""
        connection = super().writer()
        connection.pragma("max_page_count", connection.pragma("page_count"))
        return connection


def test_nothing_of_a_failed_transaction_is_remembered(ledger_path: Path) -> None:
    """Numbers and events given out before a rollback are forgotten; others may get them."""
    recorder = SQLiteRecorder(ledger_path)
    names = Names()
    writer = Writer(SmallDisk(ledger_path), names, lambda: 1, lambda head: None)
    typed = DCBQueryItem(["new.type"], ["t"])
    shown: list[int] = []

    def look(found: list[Recorded]) -> Sequence[DCBEvent]:
        shown.append(len(found))
        return ()

    answers = writer.write(
        [
            [Batch([note("new.type", "t")])],
            [Decision([(typed, False)], look, b"look")],
            [Batch([DCBEvent("note", b"x" * 500_000)])],
        ]
    )
    assert {type(answer) for answer in answers} == {DiskFull}
    assert shown == [1]
    assert (names.type_ids, names.type_names, names.tag_ids) == ({}, {}, {})
    recorder.append([note("other.type", "u")])
    assert writer.write([[Decision([(typed, False)], look, b"look")]]) == [[None]]
    assert shown == [1, 0]
    assert writer.write([[Batch([note("new.type", "t")])]]) == [[Span(2, 2)]]
    assert [event.event.type for event in recorder.read()] == ["other.type", "new.type"]
    writer.close()
    recorder.close()
