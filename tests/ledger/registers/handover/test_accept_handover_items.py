"""Accepting items by their numbers."""

from __future__ import annotations

from ledger.registers.handover.accept_handover_items import AcceptHandoverItems
from ledger.registers.handover.case import (
    HandoverBeganLater,
    HandoverClosed,
    HandoverNotKnown,
    NoSuchItem,
    NotTheRelief,
)
from ledger.testing import NOON, at, given
from tests.ledger.registers.handover.cases import ACCEPTED, EMPTY, OPENED, left, taken
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

FIRST = AcceptHandoverItems(handover="H-1", items=(1,))


def test_the_relief_takes_an_item_over() -> None:
    """The acceptance names the item and the person, and rests on the opening."""
    given(AGENT, OPENED).when(FIRST, by="A003").then(taken(1), resting_on=(1, 2))


def test_several_are_taken_over_with_an_entry_each() -> None:
    """A number said twice counts once; what was accepted before is not entered again."""
    all_of_them = AcceptHandoverItems(handover="H-1", items=(2, 1, 2))
    given(AGENT, OPENED).when(all_of_them, by="A003").then(taken(2), taken(1))
    given(AGENT, OPENED, taken(2)).when(all_of_them, by="A003").then(taken(1))


def test_nobody_else_takes_it_over() -> None:
    """Neither the outgoing person nor a leader ticks the box of the relief."""
    given(COLLEAGUE, OPENED).when(FIRST, by="A004").refused(NotTheRelief, citing=(2,))
    given(LEADER, OPENED).when(FIRST, by="A017").refused(NotTheRelief, citing=(2,))


def test_a_second_acceptance_adds_nothing() -> None:
    """What is accepted is accepted."""
    given(AGENT, OPENED, taken(1)).when(FIRST, by="A003").nothing()


def test_what_was_refused_can_be_accepted_after_all() -> None:
    """The outgoing person may have put it right meanwhile."""
    given(AGENT, OPENED, left(1)).when(FIRST, by="A003").then(taken(1), resting_on=(1, 2, 3))


def test_only_what_was_handed_over_can_be_accepted() -> None:
    """An item that is not on the page is refused with the number there are."""
    third = AcceptHandoverItems(handover="H-1", items=(1, 3))
    given(AGENT, OPENED).when(third, by="A003").refused(NoSuchItem, citing=(2,))
    given(AGENT).when(third, by="A003").refused(HandoverNotKnown)


def test_after_the_whole_was_accepted_the_items_stay() -> None:
    """The signature covers the answers as they were."""
    given(AGENT, EMPTY, ACCEPTED).when(FIRST, by="A003").refused(HandoverClosed, citing=(3,))


def test_time_does_not_go_back() -> None:
    """Nothing is accepted before it was handed over."""
    given(AGENT, at(OPENED, NOON)).when(
        FIRST, by="A003", at=NOON.replace(hour=NOON.hour - 1)
    ).refused(HandoverBeganLater, citing=(2,))
