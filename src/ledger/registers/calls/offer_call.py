"""A call enters a queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import CallId, CustomerId, QueueId
from ledger.kernel.words import Words
from ledger.registers.calls.case import CallNotKnown, case, case_of
from ledger.registers.calls.events import CallOffered
from ledger.registers.org.events import QueueOpened


class QueueNotOpen(
    Refused, clause="org.register", zh="没有开通队列 {queue}", en="there is no queue {queue}"
):
    """A call can only wait in a queue that exists."""


class CallStillOpen(
    Refused,
    clause="calls.order_of_steps",
    zh="来电 {call} 尚未结束（#{position}）",
    en="call {call} is not over yet (#{position})",
):
    """A call waits in one queue at a time."""


class OfferCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("来电进队", "Offer a call"),
):
    """Let a call wait in a queue."""

    call: CallId
    queue: QueueId
    customer: CustomerId | None = None
    number: Annotated[str, Personal(of="customer", purpose="call-back")] | None = None
    customer_number: Annotated[str, Personal(of="customer", purpose="service")] | None = None
    priority: Annotated[int, Meta(ge=0, le=99)] = 0
    arrived: datetime | None = None

    def boundary(self) -> Boundary:
        """The queue, and what has happened to the call."""
        return about(tags.queue(self.queue)).last(QueueOpened) | case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Offers the call to a queue that is open, unless it is still under way."""
        law.cite("org.register")
        if past.last(QueueOpened) is None:
            raise QueueNotOpen(queue=self.queue)
        law.cite("calls.order_of_steps")
        try:
            known = case_of(past, self.call)
        except CallNotKnown:
            known = None
        if known is not None and known.status != "over":
            raise CallStillOpen(evidence=(known.position,), call=self.call, position=known.position)
        yield CallOffered(
            call=self.call,
            queue=self.queue,
            customer=self.customer,
            number=self.number,
            customer_number=self.customer_number,
            priority=self.priority,
            arrived=self.arrived,
        )
