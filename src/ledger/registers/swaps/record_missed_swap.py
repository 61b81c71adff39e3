"""A swapped shift was missed, and each side answers for a share."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ShiftId, SwapId, tag
from ledger.kernel.values import Percent
from ledger.kernel.words import Words
from ledger.registers.entries import LEADERS
from ledger.registers.swaps.case import case_of, entered_already, made
from ledger.registers.swaps.events import SwapMissed
from ledger.rulebook import gates

_WHOLE = 100


class SharesDoNotAddUp(
    Refused,
    clause="swaps.own_shift",
    zh="双方责任合计 {sum}%，应为 100%；请改正",
    en="the shares add up to {sum} %, and not to 100 %; correct them",
):
    """The two sides answer for the whole of it between them (J31)."""


class NotOfThatSwap(
    Refused,
    clause="swaps.own_shift",
    zh="班次 {shift} 不在换班 {swap} 之内（#{position}）；请改正或留空",
    en="shift {shift} is none of swap {swap} (#{position}); correct it or leave it empty",
):
    """What was missed is one of the two shifts."""


class NotYetMissed(
    Refused,
    clause="swaps.own_shift",
    zh="班次 {shift} 到 {starts} 才开始（#{position}），还不能登记误班",
    en="shift {shift} begins only at {starts} (#{position}) and is not missed yet",
):
    """A shift is missed once it has begun."""


class RecordMissedSwap(Action, by=LEADERS, words=Words("登记换班误班", "Record a missed swap")):
    """Record that a swapped shift was missed through an unclear handover (S4.10-06, S2.7-10).

    Each side answers for a share; the taker's is what the giver's leaves, unless it is told.
    """

    swap: SwapId
    giver_share: Percent
    taker_share: Percent | None = None
    shift: ShiftId | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return case_of(self.swap)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records it once, for a swap that was made."""
        law.cite("cases.order_of_steps")
        law.cite("swaps.own_shift")
        swap = made(past, self.swap)
        known = past.last(SwapMissed, tag=tag("swap", self.swap))
        if known is not None:
            raise entered_already(self.swap, known)
        rest = _WHOLE - self.giver_share if self.taker_share is None else self.taker_share
        if self.giver_share + rest != _WHOLE:
            raise SharesDoNotAddUp(evidence=(swap.position,), sum=self.giver_share + rest)
        starts = {
            swap.event.given: swap.event.given_starts,
            swap.event.taken: swap.event.taken_starts,
        }
        shift = self.shift or (swap.event.given if swap.event.taken is None else None)
        if shift not in starts and shift is not None:
            raise NotOfThatSwap(
                evidence=(swap.position,), shift=shift, swap=self.swap, position=swap.position
            )
        begins = starts.get(shift) if shift is not None else None
        if begins is not None and past.at < begins:
            raise NotYetMissed(
                evidence=(swap.position,),
                shift=shift,
                starts=f"{begins.astimezone(law.zone):%m-%d %H:%M}",
                position=swap.position,
            )
        event = SwapMissed(
            swap=self.swap,
            giver=swap.event.giver,
            taker=swap.event.taker,
            giver_share=self.giver_share,
            taker_share=rest,
            shift=shift,
        )
        gates.check(event, past, law)
        yield event
