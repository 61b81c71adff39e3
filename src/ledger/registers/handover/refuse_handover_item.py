"""Whoever comes on duty leaves one item with whoever goes."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.handover.case import answerable, case
from ledger.registers.handover.events import (
    HandoverItemAccepted,
    HandoverItemRefused,
    ItemNumber,
)


class ItemTakenOver(
    Refused,
    clause="handover.item_by_item",
    zh="第 {item} 项已接收（#{position}），不能再拒收",
    en="item {item} is accepted (#{position}) and cannot be refused any more",
):
    """What one has taken over one does not give back by refusing it."""


class RefuseHandoverItem(Action, by=FLOOR, words=Words("拒收交接事项", "Refuse an item")):
    """Refuse one item of a handover with a reason; the liability stays with whoever hands over."""

    handover: HandoverId
    item: ItemNumber
    reason: Text

    def boundary(self) -> Boundary:
        """What has happened in the handover."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Refuses it, unless it was accepted."""
        found = answerable(past, law, self.handover, self.item)
        before = found.answers.get(self.item)
        if before is not None and isinstance(before.event, HandoverItemAccepted):
            raise ItemTakenOver(
                evidence=(before.position,), item=self.item, position=before.position
            )
        yield HandoverItemRefused(
            handover=self.handover, item=self.item, incoming=past.actor, reason=self.reason
        )
