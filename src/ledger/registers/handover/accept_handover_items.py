"""Whoever comes on duty takes over items, each by its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.handover.case import answerable, case
from ledger.registers.handover.events import HandoverItemAccepted, ItemNumber


class AcceptHandoverItems(Action, by=FLOOR, words=Words("接收交接事项", "Accept items")):
    """Accept items of a handover by their numbers, an entry each.

    The liability for them passes to whoever takes over.
    """

    handover: HandoverId
    items: Annotated[tuple[ItemNumber, ...], msgspec.Meta(min_length=1)]

    def boundary(self) -> Boundary:
        """What has happened in the handover."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Accepts those not accepted yet. What was refused can still be accepted."""
        for item in dict.fromkeys(self.items):
            found = answerable(past, law, self.handover, item)
            before = found.answers.get(item)
            if before is None or not isinstance(before.event, HandoverItemAccepted):
                yield HandoverItemAccepted(handover=self.handover, item=item, incoming=past.actor)
