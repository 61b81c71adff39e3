"""Refusing one item."""

from __future__ import annotations

from ledger.registers.handover.case import NotTheRelief
from ledger.registers.handover.refuse_handover_item import ItemTakenOver, RefuseHandoverItem
from ledger.testing import given
from tests.ledger.registers.handover.cases import OPENED, left, taken
from tests.ledger.registers.people import AGENT, COLLEAGUE

SECOND = RefuseHandoverItem(handover="H-1", item=2, reason="钥匙不在")


def test_the_relief_leaves_an_item_with_a_reason() -> None:
    """The refusal and its reason are facts of the handover."""
    given(AGENT, OPENED).when(SECOND, by="A003").then(left(2), reading=("handover.item_by_item",))


def test_nobody_else_refuses_it() -> None:
    """The outgoing person cannot keep an item back this way."""
    given(COLLEAGUE, OPENED).when(SECOND, by="A004").refused(NotTheRelief, citing=(2,))


def test_what_was_taken_over_is_not_given_back() -> None:
    """An accepted item cannot be refused afterwards."""
    given(AGENT, OPENED, taken(2)).when(SECOND, by="A003").refused(ItemTakenOver, citing=(3,))
