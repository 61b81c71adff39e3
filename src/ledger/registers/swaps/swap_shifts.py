"""A swap is made whose consents, if any are asked for, are all there."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, SwapId
from ledger.kernel.words import Words
from ledger.registers import field_words
from ledger.registers.entries import LEADERS, NotAsTheCaseSays
from ledger.registers.swaps.case import case_of, opened, opening_of
from ledger.registers.swaps.making import boundary_of, swapped
from ledger.rulebook import gates


class SwapShifts(Action, by=LEADERS, words=Words("换班成立", "Swap shifts")):
    """Make a swap that was asked for (S4.10-01), where no consent makes it by itself.

    Under a rulebook that asks for consents the last one makes the swap; this refuses until then,
    and says what is missing.
    """

    derived = ("giver", "taker")

    swap: SwapId
    giver: PersonId | None = None
    taker: PersonId | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def basis(self) -> Boundary:
        """The request, which says whose days and months count."""
        return opening_of(self.swap)

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """The case, both people, their month, and their days about the shifts."""
        return boundary_of(self.swap, basis, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Makes the swap when the roster and the rulebook allow it."""
        law.cite("cases.order_of_steps")
        request = opened(past, law, self.swap)
        for name in ("giver", "taker"):
            told, known = getattr(self, name), getattr(request.event, name)
            if told not in (None, known):
                raise NotAsTheCaseSays(
                    evidence=(request.position,),
                    field=field_words()[name],
                    known=known,
                    given=told,
                )
        event = swapped(past, law, request.event)
        gates.check(event, past, law)
        yield event
