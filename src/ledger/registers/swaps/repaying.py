"""A swap that repays an earlier one: between the same two people, the other way round, once."""

from __future__ import annotations

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Past
from ledger.kernel.tags import tag
from ledger.kernel.words import Words
from ledger.registers.swaps.events import ShiftSwapped
from ledger.registers.swaps.exchange import Wish


class NothingToRepay(
    Refused,
    clause="swaps.own_shift",
    zh="没有成立的换班 {swap}；请改正，或不写还班",
    en="no swap {swap} was made; correct it, or say nothing of repaying",
):
    """Only a swap that was made can be repaid."""


class NotToRepay(
    Refused,
    clause="swaps.own_shift",
    zh="换班 {swap}（#{position}）不是 {taker} 替 {giver} 顶的班，不能由此还班",
    en="in swap {swap} (#{position}) {taker} did not work for {giver}; this does not repay it",
):
    """Whoever gave a shift away repays it to the one who took it."""


class RepaidAlready(
    Refused,
    clause="swaps.own_shift",
    zh="换班 {swap} 已还（#{position}），不再重复",
    en="swap {swap} is repaid already (#{position})",
):
    """A swap is repaid once."""


def require_repayable(past: Past, law: Law, wish: Wish) -> None:
    """Let a wish pass that repays no swap, or one between the same two people that is still owed.

    :raises NothingToRepay: when no such swap was made.
    :raises NotToRepay: when it went the same way, or was between others.
    :raises RepaidAlready: when it is repaid.
    """
    if wish.repays is None:
        return
    law.cite("swaps.own_shift")
    original = past.last(ShiftSwapped, tag=tag("swap", wish.repays))
    if original is None:
        raise NothingToRepay(swap=wish.repays)
    if (original.event.giver, original.event.taker) != (wish.taker, wish.giver):
        raise NotToRepay(
            evidence=(original.position,),
            swap=wish.repays,
            position=original.position,
            taker=wish.giver,
            giver=wish.taker,
        )
    repaid = past.last(ShiftSwapped, tag=tag("repaid", wish.repays))
    if repaid is not None:
        raise RepaidAlready(evidence=(repaid.position,), swap=wish.repays, position=repaid.position)
    law.tell(
        "swaps.own_shift",
        Words(f"还换班 {wish.repays}，不另计次数", f"repays {wish.repays}, not counted again"),
    )
