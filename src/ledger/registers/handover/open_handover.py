"""Whoever goes off duty hands over what the ledger says is open and new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId, PersonId, SeatId, tag
from ledger.kernel.values import Count
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.handover.case import case
from ledger.registers.handover.events import HandedItem, HandoverOpened


class HandoverOpenedBefore(
    Refused,
    clause="cases.order_of_steps",
    zh="交接 {handover} 已经开始（#{position}），不重复登记",
    en="handover {handover} is open already (#{position})",
):
    """A handover is opened once."""


class HandedToOneself(
    Refused,
    clause="handover.item_by_item",
    zh="{outgoing} 不能交给自己；请写接班人",
    en="{outgoing} cannot hand over to themselves; name who takes over",
):
    """It takes two people to hand over."""


class DueBeforeOpening(
    Refused,
    clause="handover.signatures",
    zh="接班期限 {due} 已经过去；请更正或留空",
    en="it was to be accepted by {due}, which is past; correct it or leave it empty",
):
    """What is handed over is to be accepted some time later."""


class OpenHandover(
    Action, by=LEADERS, own="outgoing", words=Words("开始交接班", "Open a handover")
):
    """Hand over to the next person what the ledger says is open and new, in one entry.

    ``items`` are composed by the screen or the command line from the first ``upto`` events.
    """

    composed = ("items", "upto")

    handover: HandoverId
    outgoing: PersonId
    incoming: PersonId
    seat: SeatId | None = None
    due_at: datetime | None = None
    items: tuple[HandedItem, ...] = ()
    upto: Count = 0

    def boundary(self) -> Boundary:
        """Whether it was opened before."""
        return case(self.handover)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Opens it, once, between two people."""
        law.cite("cases.order_of_steps")
        law.cite("handover.item_by_item")
        known = past.last(HandoverOpened, tag=tag("handover", self.handover))
        if known is not None:
            raise HandoverOpenedBefore(
                evidence=(known.position,), handover=self.handover, position=known.position
            )
        if self.outgoing == self.incoming:
            raise HandedToOneself(outgoing=self.outgoing)
        due_at = None if self.due_at is None else _utc(self.due_at, law)
        if due_at is not None and due_at < past.at:
            raise DueBeforeOpening(due=f"{due_at.astimezone(law.zone):%Y-%m-%d %H:%M}")
        yield HandoverOpened(
            handover=self.handover,
            outgoing=self.outgoing,
            incoming=self.incoming,
            seat=self.seat,
            items=self.items,
            upto=self.upto,
            due_at=due_at,
        )


def _utc(at: datetime, law: Law) -> datetime:
    """An instant in UTC; one without a zone is meant in the site's."""
    return (at if at.tzinfo else at.replace(tzinfo=law.zone)).astimezone(UTC)
