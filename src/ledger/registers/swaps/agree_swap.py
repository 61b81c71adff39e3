"""A leader agrees to a swap, and the last one needed makes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import SwapId, tag
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.org.standing import acting_post, require_no_own_case
from ledger.registers.swaps.case import case_of, opened, opening_of, sides_of, wish_of
from ledger.registers.swaps.events import ShiftSwapped, Side, SwapAgreed, SwapRequested
from ledger.registers.swaps.making import bare, boundary_of, swapped
from ledger.rulebook import gates
from ledger.rulebook.approvals import turn


class OwnSwap(
    Refused,
    clause="swaps.own_shift",
    zh="{actor} 是换班 {swap} 的一方，不能由本人同意；请由双方班长办理",
    en="{actor} is one of the two in swap {swap} and cannot agree to it; the leaders do",
):
    """Nobody agrees to their own swap."""


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
            raise SideUnknown()
        given = {each.event.side: each for each in past.of(SwapAgreed, tag("swap", self.swap))}
        missing = [side for side in right.sides if side not in given]
        if not missing and turn(event, past, law) is None:
            known = given[right.sides[-1]]
            raise AgreedAlready(
                evidence=(known.position,),
                actor=known.event.leader,
                side=_named(known.event.side),
                position=known.position,
            )
        for side in missing or right.sides:
            yield SwapAgreed(swap=self.swap, leader=past.actor, side=side, post=right.post)


class Right(NamedTuple):
    """For which sides somebody may act, and under which post."""

    sides: tuple[Side, ...]
    post: str | None


def right_to_act(
    action: Action,
    told: tuple[Side | None, str | None],
    past: Past,
    law: Law,
    request: Found[SwapRequested],
) -> Right:
    """For which sides whoever acts may agree to a swap or reject it.

    Where the rulebook names posts, whose turn it is; elsewhere the two sides' own leaders.

    :raises Refused: for anybody else.
    """
    side, post = told
    wish = wish_of(request.event)
    if past.actor in (wish.giver, wish.taker):
        raise OwnSwap(evidence=(request.position,), actor=past.actor, swap=request.event.swap)
    needed = turn(bare(request.event, law), past, law)
    if needed is None:
        held = acting_post(past, past.actor, wanted=post)
        require_no_own_case(past, action, request, held)
        return Right(sides_of(past, wish, side), held)
    held = acting_post(past, past.actor, needed.posts, wanted=post)
    require_no_own_case(past, action, request, held)
    needed.require(past.actor, held, past, law)
    return Right((side or Side.GIVER,), held)


def _named(side: Side) -> Words:
    return Words("交付方", "giver's") if side is Side.GIVER else Words("接手方", "taker's")
