"""The history of the measured centre: the same every time, in order, and as people live it."""

from __future__ import annotations

import pytest

from bench.department import Happening, department
from bench.workshop import TINY, Workshop
from ledger.registers.attendance.events import ArrivalRecorded
from ledger.registers.leave.events import LeaveGranted
from ledger.registers.swaps.events import ShiftSwapped


@pytest.fixture(scope="module")
def lived() -> list[Happening]:
    """What happened in the smallest centre after its book was opened."""
    with Workshop(TINY, quiet=True) as shop:
        return _lived(shop)


def _lived(shop: Workshop) -> list[Happening]:
    made = shop.shared(department)
    read = ((each.event, each.envelope.at) for each in made.book.read(after=1))
    return [(event, at) for event, at in read if event is not None]


def test_the_history_is_the_same_every_time(lived: list[Happening]) -> None:
    """Two runs measure the same days."""
    with Workshop(TINY, quiet=True) as shop:
        again = _lived(shop)

    named = [(type(event).type_name, at) for event, at in lived]
    assert named == [(type(event).type_name, at) for event, at in again]
    assert [event for event, _ in lived[-200:]] == [event for event, _ in again[-200:]]


def test_it_is_told_in_order_of_time(lived: list[Happening]) -> None:
    """Nothing comes before what it follows."""
    instants = [at for _, at in lived]
    assert instants == sorted(instants)


def test_who_arrives_is_on_the_shift_and_not_on_leave(lived: list[Happening]) -> None:
    """Arrivals are those of the roster as swaps have left it, and of nobody who is on leave."""
    holder: dict[str, str] = {}
    away: set[str] = set()
    swaps = 0
    for event, _ in lived:
        if isinstance(event, LeaveGranted):
            away.update(event.absent_from)
        elif isinstance(event, ShiftSwapped):
            swaps += 1
            assert event.given is not None
            assert event.taken is not None
            holder |= {event.given: event.taker, event.taken: event.giver}
        elif isinstance(event, ArrivalRecorded):
            assert event.shift is not None
            assert holder.get(event.shift, event.shift.rpartition("/")[2]) == event.person
            assert event.shift not in away
    assert away
    assert swaps
