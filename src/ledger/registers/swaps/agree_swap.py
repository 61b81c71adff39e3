"""A leader agrees to a swap, and the last one needed makes it."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import SwapId, tag
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.swaps.case import case_of, opened, opening_of
from ledger.registers.swaps.consenting import Right, consents_clause, right_to_act
from ledger.registers.swaps.events import ShiftSwapped, Side, SwapAgreed
from ledger.registers.swaps.making import boundary_of, swapped
from ledger.rulebook import gates
from ledger.rulebook.approvals import turn


class AgreedAlready(
    Refused,
    clause="swaps.own_shift",
    zh="{actor} 已代表{side}同意（#{position}）；还缺另一方班长",
    en="{actor} has agreed for the {side} side already (#{position}); the other leader has to",
):
    """Each side agrees once."""


class SideUnknown(
    Refused,
    clause="swaps.own_shift",
    zh="双方都没有登记上级；请填写代表哪一方同意",
    en="neither of the two is placed under a leader; say for which side you agree",
):
    """A consent is given for a side."""


class AgreeSwap(Action, by=LEADERS, placed=True, words=Words("同意换班", "Agree to a swap")):
    """Agree to a swap as the leader of one side, or of both (S4.10-02, S4.10-09, S2.7-09).

    With the last consent that the rulebook asks for, the shifts are swapped in the same commit.
    """

    derived = ("side", "post")

    swap: SwapId
    side: Side | None = None
    post: str | None = None

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
        """Agrees to a swap that can be made as things stand, and makes it if none is missing."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        request = opened(past, law, self.swap)
        right = right_to_act(self, (self.side, self.post), past, law, request)
        event = swapped(past, law, request.event)
        *before, last = self._consents(past, law, right, event)
        yield from before
        yield from gates.sign(last, event, past.joined_by(*before), law)

    def _consents(
        self, past: Past, law: Law, right: Right, event: ShiftSwapped
    ) -> Iterator[SwapAgreed]:
        """One consent for each side that the leader answers for and that has none yet."""
        if not right.sides:
            raise SideUnknown(clause=consents_clause(law))
        given = {each.event.side: each for each in past.of(SwapAgreed, tag("swap", self.swap))}
        missing = [side for side in right.sides if side not in given]
        if not missing and turn(event, past, law) is None:
            known = given[right.sides[-1]]
            raise AgreedAlready(
                evidence=(known.position,),
                clause=consents_clause(law),
                actor=known.event.leader,
                side=_named(known.event.side),
                position=known.position,
            )
        for side in missing or right.sides:
            yield SwapAgreed(swap=self.swap, leader=past.actor, side=side, post=right.post)


def _named(side: Side) -> Words:
    return Words("交付方", "giver's") if side is Side.GIVER else Words("接手方", "taker's")
