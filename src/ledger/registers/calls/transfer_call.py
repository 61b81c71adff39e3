"""An agent passes a call on to another queue or place."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import NOTHING, Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId, QueueId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, conversation
from ledger.registers.calls.events import AfterCallWorkBegan, CallOffered, CallTransferred
from ledger.registers.org.events import QueueOpened


class NowhereToTransfer(
    Refused,
    clause="calls.order_of_steps",
    zh="转往何处？请给出已开通的队列 to_queue 或去处 to",
    en="transfer to where? Name an open queue (to_queue) or a place (to)",
):
    """A transfer names one place that exists."""


class TransferCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("转接来电", "Transfer a call"),
):
    """Pass a call on to another queue, where it waits anew, or to a place outside (S4.14-01)."""

    call: CallId
    to_queue: QueueId | None = None
    to: str | None = None

    def boundary(self) -> Boundary:
        """The call, and the queue it goes to."""
        return case(self.call) | (
            NOTHING if self.to_queue is None else about(tags.queue(self.to_queue)).last(QueueOpened)
        )

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Transfers a call in conversation; to a queue, it is offered there at once."""
        found, agent = conversation(past, law, self.call)
        to_queue_open = self.to_queue is not None and past.last(QueueOpened) is not None
        if not to_queue_open and (self.to_queue is not None or self.to is None):
            raise NowhereToTransfer()
        yield CallTransferred(
            call=self.call,
            queue=found.queue,
            agent=agent,
            to_queue=self.to_queue,
            to=self.to,
        )
        yield AfterCallWorkBegan(call=self.call, queue=found.queue, agent=agent)
        if self.to_queue is not None:
            yield CallOffered(call=self.call, queue=self.to_queue)
