"""A queue is opened."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import QueueId
from ledger.kernel.words import Words
from ledger.registers.org.events import QueueOpened


class QueueAlreadyOpen(
    Refused,
    clause="org.register",
    zh="队列 {queue} 已开通（#{position}）",
    en="queue {queue} is open already (#{position})",
):
    """A queue is opened once."""


class OpenQueue(
    Action, by=(Role.ADMINISTRATOR, Role.DUTY_LEADER), words=Words("开通队列", "Open a queue")
):
    """Open a queue for calls of one kind."""

    queue: QueueId
    title: str

    def boundary(self) -> Boundary:
        """Whether it stands in the book already."""
        return about(tags.queue(self.queue)).last(QueueOpened)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters it once."""
        law.cite("org.register")
        known = past.last(QueueOpened)
        if known is not None:
            raise QueueAlreadyOpen(
                evidence=(known.position,), queue=self.queue, position=known.position
            )
        yield QueueOpened(queue=self.queue, title=self.title)
