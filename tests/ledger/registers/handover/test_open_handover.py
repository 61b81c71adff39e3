"""Opening a handover with what the ledger says is open."""

from __future__ import annotations

from datetime import timedelta

from ledger.kernel.action import NotEntitled
from ledger.registers.handover.events import HandoverOpened
from ledger.registers.handover.open_handover import (
    DueBeforeOpening,
    HandedToOneself,
    HandoverOpenedBefore,
    OpenHandover,
)
from ledger.testing import NOON, given
from tests.ledger.registers.handover.cases import DUE, KEY, OPENED, TICKET, TIMED
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

OPENING = OpenHandover(
    handover="H-1", outgoing="A004", incoming="A003", items=(TICKET, KEY), upto=40
)


def test_what_was_composed_is_one_fact() -> None:
    """All items stand in the event of the opening, with the position they were composed up to."""
    given(COLLEAGUE).when(OPENING, by="A004").then(OPENED, reading=("handover.item_by_item",))


def test_a_leader_may_open_it_for_somebody_else() -> None:
    """A colleague may not; a leader may, when the outgoing person cannot."""
    given(AGENT).when(OPENING, by="A003").refused(NotEntitled)
    given(LEADER).when(OPENING, by="A017").then(OPENED)


def test_it_is_opened_once() -> None:
    """A second opening is refused with the first as evidence."""
    given(COLLEAGUE, OPENED).when(OPENING, by="A004").refused(HandoverOpenedBefore, citing=(2,))


def test_nobody_hands_over_to_themselves() -> None:
    """It takes two people."""
    given(COLLEAGUE).when(
        OpenHandover(handover="H-1", outgoing="A004", incoming="A004"), by="A004"
    ).refused(HandedToOneself, clause="handover.item_by_item")


def test_a_time_without_a_zone_is_meant_in_the_sites() -> None:
    """20:10 typed in Shanghai is 12:10 in UTC."""
    typed = DUE.replace(tzinfo=None) + timedelta(hours=8)
    opening = OpenHandover(
        handover="H-1", outgoing="A004", incoming="A003", items=(TICKET,), upto=40, due_at=typed
    )
    given(COLLEAGUE).when(opening, by="A004").then(TIMED)


def test_it_is_due_later_than_it_is_opened() -> None:
    """A due instant in the past would make every acceptance late."""
    opening = OpenHandover(
        handover="H-1", outgoing="A004", incoming="A003", due_at=NOON - timedelta(minutes=1)
    )
    given(COLLEAGUE).when(opening, by="A004").refused(DueBeforeOpening)


def test_a_handover_without_items_still_opens() -> None:
    """Where nothing is open, there is nothing to answer."""
    opening = OpenHandover(handover="H-2", outgoing="A004", incoming="A003", seat="S-1")
    given(COLLEAGUE).when(opening, by="A004").then(
        HandoverOpened(handover="H-2", outgoing="A004", incoming="A003", seat="S-1")
    )
