"""A shift is offered to whoever takes it."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, ShiftId, SwapId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.roster.holding import day_of, history
from ledger.registers.swaps.case import case_of, require_new
from ledger.registers.swaps.events import ShiftOffered
from ledger.registers.swaps.exchange import own_shift


class OfferShift(Action, by=LEADERS, own="giver", words=Words("出让班次", "Offer a shift")):
    """Offer a shift of one's own to colleagues; whoever takes it asks for the swap (S4.10-01)."""

    swap: SwapId
    giver: PersonId
    given: ShiftId
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """The case, and who has been on the shift.

        :raises Unfit: for what is no identity of a shift.
        """
        day_of(self.given)
        return case_of(self.swap) | history(self.given)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Takes down the offer of a shift that is the person's and has not begun."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        require_new(past, self.swap)
        held = own_shift(past, law, self.given, self.giver)
        yield ShiftOffered(
            swap=self.swap,
            giver=self.giver,
            given=self.given,
            starts=held.starts,
            ends=held.ends,
            reason=self.reason,
        )
