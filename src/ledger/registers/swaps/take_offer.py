"""An offered shift is taken."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, ShiftId, SwapId, tag
from ledger.kernel.words import Words
from ledger.registers import event_words
from ledger.registers.entries import LEADERS, NotOpened
from ledger.registers.swaps.asking import requested
from ledger.registers.swaps.case import LABEL, case_of, require_new
from ledger.registers.swaps.events import ShiftOffered
from ledger.registers.swaps.exchange import Wish, surroundings


class TakeOffer(Action, by=LEADERS, own="taker", words=Words("接下班次", "Take an offered shift")):
    """Take a shift that a colleague offers, for one of one's own or for none (S4.10-01)."""

    swap: SwapId
    taker: PersonId
    taken: ShiftId | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def basis(self) -> Boundary:
        """The offer, which says whose shift it is."""
        return about(tag("swap", self.swap)).last(ShiftOffered)

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """The case, both people, their month, and their days about the shifts."""
        offer = basis.last(ShiftOffered)
        found = case_of(self.swap)
        return found if offer is None else found | surroundings(self._wish(offer.event), law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Asks for the swap that the offer and the taker agree on."""
        law.cite("cases.order_of_steps")
        offer = past.last(ShiftOffered, tag=tag("swap", self.swap))
        if offer is None:
            event = event_words()[ShiftOffered.type_name]
            raise NotOpened(case=LABEL, id=self.swap, event=event)
        require_new(past, self.swap, offered=True)
        wish = self._wish(offer.event)
        yield requested(past, law, self.swap, wish, reason=offer.event.reason, told={})

    def _wish(self, offer: ShiftOffered) -> Wish:
        return Wish(offer.giver, self.taker, offer.given, self.taken, None)
