"""The memory of recent appends may say "I cannot tell", but never anything false."""

from __future__ import annotations

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQueryItem

from ledger.store import recent
from ledger.store.recent import RecentAppends
from ledger.store.recorder import Recorded

CALL = DCBQueryItem(["accepted"], ["call:1"])


def note(memory: RecentAppends, position: int, *tags: str) -> None:
    """Have an acceptance with these tags appended."""
    memory.add(Recorded(DCBEvent("accepted", b"", list(tags)), position))


def test_what_was_appended_by_us_is_remembered() -> None:
    """A match after the asked position is named; an earlier one does not count."""
    memory = RecentAppends()
    memory.begin(10)
    note(memory, 11, "call:1")
    assert memory.match(CALL, 10) == 11
    assert memory.match(CALL, 11) == 0
    assert memory.match(DCBQueryItem(["ended"], ["call:1"]), 10) == 0
    assert memory.match(DCBQueryItem(), 10) == 11


def test_what_came_before_the_memory_cannot_be_told() -> None:
    """A question reaching further back than the memory is left to the database."""
    memory = RecentAppends()
    memory.begin(10)
    assert memory.match(CALL, 9) is None
    assert memory.match(CALL, 10) == 0


def test_another_processs_append_empties_the_memory() -> None:
    """When the head is not where we left it, nothing remembered may be trusted."""
    memory = RecentAppends()
    memory.begin(0)
    note(memory, 1, "call:1")
    memory.begin(2)
    assert memory.match(CALL, 1) is None
    assert memory.match(CALL, 2) == 0


def test_a_failed_transaction_empties_the_memory() -> None:
    """Positions given out in a transaction that failed are not remembered."""
    memory = RecentAppends()
    memory.begin(0)
    note(memory, 1, "call:1")
    memory.forget()
    memory.begin(0)
    assert memory.match(CALL, 0) == 0


def test_several_tags_are_left_to_the_database_only_when_all_were_seen() -> None:
    """Tags seen on different events may or may not be on one; tags not seen are not."""
    memory = RecentAppends()
    memory.begin(0)
    note(memory, 1, "call:1")
    note(memory, 2, "seat:1")
    assert memory.match(DCBQueryItem([], ["call:1", "seat:1"]), 0) is None
    assert memory.match(DCBQueryItem([], ["call:1", "seat:2"]), 0) == 0
    assert memory.match(DCBQueryItem([], ["call:1", "seat:1"]), 1) == 0


def test_a_full_memory_forgets_the_oldest_half_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As events come and go, every answer stays true or becomes "I cannot tell"."""
    monkeypatch.setattr(recent, "_KEYS_KEPT", 50)
    memory = RecentAppends()
    memory.begin(0)
    for position in range(1, 301):
        note(memory, position, f"call:{position}")
        assert memory.match(DCBQueryItem(["accepted"], [f"call:{position}"]), position - 1)
    assert memory.floor > 200
    for position in range(1, 301):
        found = memory.match(DCBQueryItem(["accepted"], [f"call:{position}"]), position - 1)
        assert found == (position if position > memory.floor else None)
