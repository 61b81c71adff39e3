"""Swaps entered in a real book, by many at once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from ledger.book import Book, Facts, Site
from ledger.kernel.clock import FrozenClock
from ledger.registers.swaps.agree_swap import AgreeSwap
from ledger.registers.swaps.events import ShiftSwapped
from ledger.registers.swaps.exchange import NotTheirShift
from ledger.registers.swaps.swap_shifts import SwapShifts
from ledger.rulebook.gates import TooOften
from ledger.store.memory import memory_store
from ledger.store.sqlite import SQLiteRecorder
from ledger.testing import NOON
from ledger.vault import Vault, WrappingKey
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.people import LEADER
from tests.ledger.registers.swaps.swapping import (
    BOTH,
    DAY,
    NIGHT,
    ONE_LEADER,
    REQUESTED,
    TELECOM,
)
from tests.ledger.rulebook.trial import law, requested

TWICE_A_MONTH = law(
    "quota",
    """
on = [{ event = "shift.swapped" }]
counts = [{ event = "shift.swapped" }]
each = ["giver_month", "taker_month"]
window = "calendar-month"
most = 2
""",
)
AT_ONCE = 8


def test_a_quota_holds_when_all_swap_at_once(tmp_path: Path) -> None:
    """Eight swaps of one person entered at the same moment: two stand, six are refused."""
    path = tmp_path / "swaps"
    key = WrappingKey.generate()
    with (
        SQLiteRecorder(path) as recorder,
        Vault.open(path, wrapping_key=key, create=True) as vault,
    ):
        Book.found(recorder, Site("x", "Asia/Shanghai"), vault=vault)
        book = Book(recorder, vault=vault, law=TWICE_A_MONTH, clock=FrozenClock(NOON))
        asked = [(requested(number, "A003", f"B{number}"), NOON) for number in range(AT_ONCE)]
        book.record([Facts(UUID(int=1), [(LEADER, NOON), *asked])], by="program:test")
        refused = _all_at_once(book)
        swaps = [each for each in book.read() if isinstance(each.event, ShiftSwapped)]

    assert len(swaps) == 2
    assert len(refused) == AT_ONCE - 2
    counted = tuple(each.position for each in swaps)
    assert {refusal.evidence for refusal in refused} == {counted}
    assert {refusal.clause for refusal in refused} == {"t.gate"}
    assert all(each.envelope.clauses[-1].id == "t.gate" for each in swaps)


def _all_at_once(book: Book) -> list[TooOften]:
    """What is refused when every swap is entered from a thread of its own."""
    start = threading.Barrier(AT_ONCE)
    refused: list[TooOften] = []

    def swap(number: int) -> None:
        action = SwapShifts(swap=f"W-{number}", giver="A003", taker=f"B{number}")
        start.wait()
        try:
            book.act(action, by="A017")
        except TooOften as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=swap, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_a_consent_sees_the_whole_of_a_request_that_has_just_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Entered after the signer's decision began: the boundary is drawn anew, roster and all."""
    founded = Book.found(
        memory_store(), Site("x", "Asia/Shanghai"), vault=NoSecrets(), clock=FrozenClock(NOON)
    )
    book = Book(founded.recorder, vault=founded.vault, law=TELECOM, clock=FrozenClock(NOON))
    known = (ONE_LEADER, *BOTH, msgspec.structs.replace(NIGHT, person="A030"), DAY)
    book.record([Facts(UUID(int=1), [(each, NOON) for each in known])], by="program:test")
    read = book._select
    readings = 0

    def late(items: Any) -> Any:
        nonlocal readings
        found = read(items)
        if not readings:
            book.record([Facts(UUID(int=2), [(REQUESTED, NOON)])], by="program:test")
        readings += 1
        return found

    monkeypatch.setattr(book, "_select", late)

    with pytest.raises(NotTheirShift):
        book.act(AgreeSwap(swap="W1"), by="A017")
    assert readings == 2
