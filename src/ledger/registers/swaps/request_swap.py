"""A swap of shifts is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, RepaidId, SwapId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.swaps.asking import QUESTIONS, requested
from ledger.registers.swaps.case import case_of, require_new
from ledger.registers.swaps.exchange import Wish, surroundings


class RequestSwap(Action, by=LEADERS, own="giver", words=Words("申请换班", "Ask for a swap")):
    """Ask to swap a shift with a colleague, for one of theirs or for none (S4.10-01, S2.7-09).

    Shifts are named as the roster names them. What the roster and the placements know of a swap
    (the same job, a comparable grade, shifts back to back) is derived; only about a shift that is
    on no roster it may be told.
    """

    derived = ("same_job", "same_grade", "consecutive", "back_to_back", "holiday")

    swap: SwapId
    giver: PersonId
    taker: PersonId
    given: Text
    taken: Text | None = None
    repays: RepaidId | None = None
    reason: Text | None = None
    same_job: bool | None = None
    same_grade: bool | None = None
    consecutive: bool | None = None
    back_to_back: bool | None = None
    holiday: bool | None = None

    @property
    def wish(self) -> Wish:
        """Whose shift goes to whom."""
        return Wish(self.giver, self.taker, self.given, self.taken, self.repays)

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def boundary_under(self, law: Law) -> Boundary:
        """The case, both people, their month, and their days about the shifts."""
        return self.boundary() | surroundings(self.wish, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Takes down a swap that the roster and the rulebook allow."""
        law.cite("cases.order_of_steps")
        require_new(past, self.swap)
        told = {name: getattr(self, name) for name in QUESTIONS}
        yield requested(past, law, self.swap, self.wish, reason=self.reason, told=told)
