"""Whoever comes on duty takes over the whole, and signs for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId, PersonId
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.handover.case import NotTheRelief, case, case_of, require_relief
from ledger.registers.handover.events import HandoverAccepted, HandoverAcceptedLate
from ledger.rulebook import gates


class HandoverAcceptedBefore(
    Refused,
    clause="cases.order_of_steps",
    zh="交接 {handover} 已接班（#{position}），不重复登记",
    en="handover {handover} is accepted already (#{position})",
):
    """A handover is accepted once."""


class ItemsUnanswered(
    Refused,
    clause="handover.item_by_item",
    zh="交接 {handover} 还有 {count} 项没有接收或拒收：{items}",
    en="handover {handover} has {count} items neither accepted nor refused: {items}",
):
    """Every item is answered before the whole is accepted."""


class AcceptHandover(Action, by=FLOOR, words=Words("确认接班", "Accept a handover")):
    """Accept a handover after every item of it was accepted or refused, and sign for it.

    What was refused stays with whoever hands over.
    """

    handover: HandoverId
    incoming: PersonId | None = None

    def boundary(self) -> Boundary:
        """What has happened in the handover."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Accepts the whole when the rulebook's gates let it pass, and says if it was late."""
        found = case_of(past, law, self.handover)
        opened = found.opened
        require_relief(past, law, found)
        if self.incoming not in (None, opened.event.incoming):
            raise NotTheRelief(
                evidence=(opened.position,),
                handover=self.handover,
                incoming=opened.event.incoming,
                position=opened.position,
            )
        if found.accepted is not None:
            position = found.accepted.position
            raise HandoverAcceptedBefore(
                evidence=(position,), handover=self.handover, position=position
            )
        if missing := found.unanswered:
            raise ItemsUnanswered(
                evidence=(opened.position,),
                handover=self.handover,
                count=len(missing),
                items=_named(missing),
            )
        past.cite(*found.answers.values())
        accepted = HandoverAccepted(handover=self.handover, incoming=past.actor)
        gates.check(accepted, past, law)
        yield accepted
        due_at = opened.event.due_at
        if due_at is not None and past.at > due_at:
            yield HandoverAcceptedLate(
                handover=self.handover,
                incoming=past.actor,
                due_at=due_at,
                minutes=(past.at - due_at) // timedelta(minutes=1),
            )


_MOST_NAMED = 12


def _named(numbers: list[int]) -> str:
    """Numbers of items, the first of many."""
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    return named if len(numbers) <= _MOST_NAMED else f"{named} …"
