"""A swap that was not made yet is withdrawn by one of the two."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, SwapId, tag
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers import event_words
from ledger.registers.entries import FLOOR, NotOpened
from ledger.registers.swaps.case import LABEL, NotOneOfTheTwo, case_of, require_open
from ledger.registers.swaps.events import ShiftOffered, SwapRequested, SwapWithdrawn


class WithdrawSwap(Action, by=FLOOR, words=Words("撤回换班", "Withdraw a swap")):
    """Withdraw a swap or an offer of one's own before it is made (S4.10-01)."""

    swap: SwapId
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends what is open, for one of the two."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        request = past.last(SwapRequested, tag=tag("swap", self.swap))
        offer = past.last(ShiftOffered, tag=tag("swap", self.swap))
        opening = request or offer
        if opening is None:
            event = event_words()[SwapRequested.type_name]
            raise NotOpened(case=LABEL, id=self.swap, event=event)
        require_open(past, self.swap)
        people: tuple[PersonId, ...] = (opening.event.giver,)
        if request is not None:
            people = (request.event.giver, request.event.taker)
        if past.actor not in people:
            raise NotOneOfTheTwo(
                evidence=(opening.position,),
                swap=self.swap,
                people=" / ".join(people),
                position=opening.position,
                actor=past.actor,
            )
        yield SwapWithdrawn(swap=self.swap, withdrawer=past.actor, reason=self.reason)
