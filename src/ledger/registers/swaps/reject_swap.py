"""A leader rejects a swap."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import SwapId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.swaps.case import case_of, opened, opening_of
from ledger.registers.swaps.consenting import right_to_act
from ledger.registers.swaps.events import SwapRejected
from ledger.registers.swaps.making import boundary_of


class RejectSwap(Action, by=LEADERS, placed=True, words=Words("不同意换班", "Reject a swap")):
    """Reject a swap as the leader of one side, for a stated reason (S4.10-02, S4.10-09)."""

    derived = ("post",)

    swap: SwapId
    reason: Text
    post: str | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def basis(self) -> Boundary:
        """The request, which says whose leaders decide."""
        return opening_of(self.swap)

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """The case and where both people are placed."""
        return boundary_of(self.swap, basis, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends a swap that is open, whether it could still be made or not."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        request = opened(past, law, self.swap)
        right = right_to_act(self, (None, self.post), past, law, request)
        yield SwapRejected(swap=self.swap, leader=past.actor, reason=self.reason, post=right.post)
