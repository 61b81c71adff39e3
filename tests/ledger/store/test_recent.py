"""The memory of recent appends may say "I cannot tell", but never anything false."""

from __future__ import annotations

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQueryItem

from ledger.store import recent
from ledger.store.recent import RecentAppends
from ledger.store.recorder import Decision, Recorded

CALL = DCBQueryItem(["accepted"], ["call:1"])
CASE = DCBQueryItem([], ["call:1"])


def note(memory: RecentAppends, position: int, *tags: str) -> Recorded:
    """Have an acceptance with these tags appended."""
    noted = Recorded(DCBEvent("accepted", b"", list(tags)), position)
    memory.add(noted)
    return noted


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


def test_what_came_when_nobody_asked_is_told_of_as_far_as_it_was_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Events that no condition asked about are not all kept; of the others nothing is told."""
    monkeypatch.setattr(recent, "_UNORDERED_KEPT", 10)
    memory = RecentAppends()
    memory.begin(0)
    for position in range(1, 31):
        note(memory, position, f"call:{position}")
    for position in range(1, 31):
        found = memory.match(DCBQueryItem(["accepted"], [f"call:{position}"]), position - 1)
        assert found == (position if position > 20 else None)


def test_answers_follow_every_append() -> None:
    """What the file answered once is the answer for as long as it is kept, with all that came."""
    memory = RecentAppends()
    memory.begin(0)
    first = note(memory, 1, "call:1")
    assert memory.recall(CALL, True) is memory.recall(CASE, False) is None

    memory.learn(CALL, True, [first])
    memory.learn(CASE, False, [first])
    note(memory, 2, "call:2")
    second = note(memory, 3, "call:1", "call:1")

    assert memory.recall(CALL, True) == [second]
    assert memory.recall(CASE, False) == [first, second]


def test_what_is_missing_is_told_once() -> None:
    """What several decisions ask for is looked up once, if it can be kept."""
    memory = RecentAppends()
    memory.begin(0)
    untagged = DCBQueryItem(["accepted"], [])
    asking = [Decision([(CALL, True), (untagged, True), (CASE, False)], lambda _: (), b"")] * 2

    assert memory.missing(asking) == [(CALL, True), (CASE, False)]
    memory.learn(CALL, True, [])
    assert memory.missing(asking) == [(CASE, False)]


def test_too_many_cases_make_room_for_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not kept any more has to be asked of the file again."""
    monkeypatch.setattr(recent, "_CASES_KEPT", 2)
    memory = RecentAppends()
    memory.begin(0)
    cases = [DCBQueryItem([], [f"call:{number}"]) for number in range(3)]
    for case in cases:
        memory.learn(case, False, [])

    assert [memory.recall(case, False) for case in cases] == [None, None, []]


def test_a_case_that_grows_beyond_bounds_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is remembered whole or not at all."""
    monkeypatch.setattr(recent, "_LARGEST_CASE", 2)
    memory = RecentAppends()
    memory.begin(0)
    memory.learn(CASE, False, [])
    for position in (1, 2):
        note(memory, position, "call:1")
    assert len(memory.recall(CASE, False) or []) == 2
    note(memory, 3, "call:1")
    assert memory.recall(CASE, False) is None
