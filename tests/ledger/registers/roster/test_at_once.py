"""Shifts assigned in a real book by many at once."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Refused
from ledger.kernel.clock import FrozenClock
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.roster.holding import OnTwoShifts
from ledger.store.sqlite import SQLiteRecorder
from ledger.testing import NOON
from ledger.vault import Vault, WrappingKey
from tests.ledger.registers.people import AGENT, LEADER
from tests.ledger.registers.roster.rosters import LAW

AT_ONCE = 8


def test_one_of_many_who_assign_the_same_person_at_once_wins(tmp_path: Path) -> None:
    """Eight leaders, a night and shifts of the next morning: one stands, the others cite it."""
    path = tmp_path / "roster"
    key = WrappingKey.generate()
    with (
        SQLiteRecorder(path) as recorder,
        Vault.open(path, wrapping_key=key, create=True) as vault,
    ):
        clock = FrozenClock(NOON)
        Book.found(recorder, Site("East", "Asia/Shanghai"), vault=vault, clock=clock)
        book = Book(recorder, vault=vault, law=LAW, clock=clock)
        people = [(LEADER, NOON), (AGENT, NOON)]
        book.record([Facts(book.new_command(), people)], by="program:test")
        refusals: list[Refused] = []
        start = threading.Barrier(AT_ONCE)

        def assign(number: int) -> None:
            night = number % 2 == 0
            action = AssignShift(
                person="A003",
                on=date(2026, 11, 23 if night else 24),
                code="N" if night else "X",
                starts=None if night else f"0{number % 8}:00",
                ends=None if night else "09:00",
            )
            start.wait()
            try:
                book.act(action, by="A017")
            except Refused as refusal:
                refusals.append(refusal)

        threads = [threading.Thread(target=assign, args=(number,)) for number in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stands = [each.position for each in book.read() if isinstance(each.event, ShiftAssigned)]

        assert len(stands) == 1
        assert [type(refusal) for refusal in refusals] == [OnTwoShifts] * (AT_ONCE - 1)
        assert {refusal.evidence for refusal in refusals} == {(stands[0],)}
