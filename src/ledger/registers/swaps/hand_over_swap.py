"""Both sign that a swapped shift was handed over clearly."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import SwapId, tag
from ledger.kernel.words import Words
from ledger.registers.entries import FLOOR
from ledger.registers.swaps.case import NotOneOfTheTwo, case_of, entered_already, made
from ledger.registers.swaps.events import SwapHandedOver
from ledger.rulebook import gates


class HandOverSwap(Action, by=FLOOR, words=Words("换班交接签字", "Sign the handover of a swap")):
    """Sign that a swapped shift was handed over clearly; both do, each once (S4.10-06, S2.7-10)."""

    swap: SwapId

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs for one of the two."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        swap = made(past, self.swap)
        people = (swap.event.giver, swap.event.taker)
        if past.actor not in people:
            raise NotOneOfTheTwo(
                evidence=(swap.position,),
                swap=self.swap,
                people=" / ".join(people),
                position=swap.position,
                actor=past.actor,
            )
        for each in past.of(SwapHandedOver, tag("swap", self.swap)):
            if each.event.signer == past.actor:
                raise entered_already(self.swap, each)
        event = SwapHandedOver(swap=self.swap, signer=past.actor)
        gates.check(event, past, law)
        yield event
