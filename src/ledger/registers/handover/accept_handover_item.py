"""Whoever comes on duty takes over one item."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.handover.case import answerable, case
from ledger.registers.handover.events import HandoverItemAccepted, ItemNumber


class AcceptHandoverItem(Action, by=FLOOR, words=Words("接收交接事项", "Accept an item")):
    """Accept one item of a handover; the liability for it passes to whoever takes over."""

    handover: HandoverId
    item: ItemNumber

    def boundary(self) -> Boundary:
        """What has happened in the handover."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Accepts it; says nothing the second time. What was refused can still be accepted."""
        found = answerable(past, law, self.handover, self.item)
        before = found.answers.get(self.item)
        if before is not None and isinstance(before.event, HandoverItemAccepted):
            return
        yield HandoverItemAccepted(handover=self.handover, item=self.item, incoming=past.actor)
