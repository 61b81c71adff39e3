"""A handover of two items from A004 to A003, and what is answered to it."""

from __future__ import annotations

from datetime import timedelta

from ledger.registers.handover.events import (
    HandedItem,
    HandoverAccepted,
    HandoverItemAccepted,
    HandoverItemRefused,
    HandoverOpened,
    Matter,
)
from ledger.testing import NOON

TICKET = HandedItem(
    matter=Matter.TICKET, zh="投诉 T-1", en="complaint T-1", reference="ticket:T-1", position=7
)
KEY = HandedItem(
    matter=Matter.KEY, zh="钥匙在 A009", en="key with A009", reference="duty:K-1", position=9
)
OPENED = HandoverOpened(
    handover="H-1", outgoing="A004", incoming="A003", items=(TICKET, KEY), upto=40
)
DUE = NOON + timedelta(minutes=10)
TIMED = HandoverOpened(
    handover="H-1", outgoing="A004", incoming="A003", items=(TICKET,), upto=40, due_at=DUE
)
EMPTY = HandoverOpened(handover="H-1", outgoing="A004", incoming="A003")
ACCEPTED = HandoverAccepted(handover="H-1", incoming="A003")


def taken(item: int) -> HandoverItemAccepted:
    """The relief has accepted an item."""
    return HandoverItemAccepted(handover="H-1", item=item, incoming="A003")


def left(item: int) -> HandoverItemRefused:
    """The relief has refused an item."""
    return HandoverItemRefused(handover="H-1", item=item, incoming="A003", reason="钥匙不在")
