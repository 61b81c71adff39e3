"""Attendance entered in a real book by many at once."""

from __future__ import annotations

import threading
from pathlib import Path

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Refused
from ledger.kernel.clock import FrozenClock
from ledger.registers.attendance.arriving import ArrivedAlready
from ledger.registers.attendance.events import ArrivalRecorded, LatenessRecorded, RollCallHeld
from ledger.registers.attendance.hold_roll_call import HoldRollCall
from ledger.registers.attendance.record_arrival import RecordArrival
from ledger.store.sqlite import SQLiteRecorder
from ledger.vault import Vault, WrappingKey
from tests.ledger.registers.attendance.shifts import TEAM, local, shift
from tests.ledger.registers.people import AGENT, LEADER

AT_ONCE = 8
DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")


def test_one_arrival_stands_however_many_enter_it(tmp_path: Path) -> None:
    """Arrivals and roll calls of the same person at once: one arrival, one lateness; the other
    arrivals are refused for it, and roll calls go on without."""
    path = tmp_path / "attendance"
    key = WrappingKey.generate()
    with (
        SQLiteRecorder(path) as recorder,
        Vault.open(path, wrapping_key=key, create=True) as vault,
    ):
        clock = FrozenClock(local("2026-11-21 08:12"))
        Book.found(recorder, Site("East", "Asia/Shanghai"), vault=vault, clock=clock)
        book = Book(recorder, vault=vault, law=TEAM, clock=clock)
        before = [(event, clock.now()) for event in (LEADER, AGENT, DAY)]
        book.record([Facts(book.new_command(), before)], by="program:test")
        refusals: list[Refused] = []
        start = threading.Barrier(AT_ONCE)

        def enter(number: int) -> None:
            action = (
                RecordArrival(person="A003")
                if number % 2
                else HoldRollCall(code="D", starts=DAY.starts, present=("A003",))
            )
            start.wait()
            try:
                book.act(action, by="A017")
            except Refused as refusal:
                refusals.append(refusal)

        threads = [threading.Thread(target=enter, args=(number,)) for number in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = [each.event for each in book.read()]

        assert sum(isinstance(event, ArrivalRecorded) for event in found) == 1
        assert sum(isinstance(event, LatenessRecorded) for event in found) == 1
        assert sum(isinstance(event, RollCallHeld) for event in found) == AT_ONCE // 2
        assert {type(refusal) for refusal in refusals} == {ArrivedAlready}
        assert len(refusals) in (AT_ONCE // 2 - 1, AT_ONCE // 2)
