"""Who may say yes or no to a swap: the posts that the rulebook names, else both sides' leaders."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Found, Past
from ledger.registers.org.standing import acting_post, require_no_own_case
from ledger.registers.swaps.case import sides_of, wish_of
from ledger.registers.swaps.events import ShiftSwapped, Side, SwapAgreed, SwapRequested
from ledger.registers.swaps.making import bare
from ledger.rulebook.approvals import turn
from ledger.rulebook.terms import Quota


class OwnSwap(
    Refused,
    clause="swaps.own_shift",
    zh="{actor} 是换班 {swap} 的一方，不能由本人同意；请由双方班长办理",
    en="{actor} is one of the two in swap {swap} and cannot agree to it; the leaders do",
):
    """Nobody agrees to their own swap."""


def consents_clause(law: Law) -> str | None:
    """The clause that counts the consents to a swap; None when the rulebook counts none."""
    for clause in law.gates(ShiftSwapped.type_name):
        terms = law.terms(clause, object)
        if isinstance(terms, Quota) and terms.least is not None:
            counted = {event for pattern in terms.counts for event in pattern.events}
            if SwapAgreed.type_name in counted:
                return clause
    return None


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
        raise OwnSwap(
            evidence=(request.position,),
            clause=consents_clause(law),
            actor=past.actor,
            swap=request.event.swap,
        )
    needed = turn(bare(request.event, law), past, law)
    if needed is None:
        held = acting_post(past, past.actor, wanted=post)
        require_no_own_case(past, action, request, held)
        return Right(sides_of(past, wish, side, consents_clause(law)), held)
    held = acting_post(past, past.actor, needed.posts, wanted=post)
    require_no_own_case(past, action, request, held)
    needed.require(past.actor, held, past, law)
    return Right((side or Side.GIVER,), held)
