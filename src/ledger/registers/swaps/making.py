"""A swap is made: everything is looked at again, as it stands now, and the shifts change hands."""

from __future__ import annotations

from datetime import date

import msgspec

from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.tags import SwapId, person_month
from ledger.registers.swaps.case import case_of, opening_of, wish_of
from ledger.registers.swaps.events import ShiftSwapped, SwapRequested
from ledger.registers.swaps.exchange import Exchange, days_of, exchange_of, surroundings
from ledger.registers.swaps.repaying import require_repayable
from ledger.registers.swaps.weighing import facts_of, require_allowed


def boundary_of(swap: SwapId, basis: Past, today: date) -> Boundary:
    """The case of a swap, and what the request makes it depend on."""
    request = basis.last(SwapRequested)
    found = case_of(swap) | opening_of(swap)
    return found if request is None else found | surroundings(wish_of(request.event), today)


def swapped(past: Past, law: Law, request: SwapRequested) -> ShiftSwapped:
    """The swap that a request asks for, its shifts free to change hands now.

    Its gates are left to whoever enters it.

    :raises Refused: when the roster or the rulebook does not allow it any more.
    """
    wish = wish_of(request)
    exchange = exchange_of(past, law, wish)
    require_repayable(past, law, wish)
    if exchange is not None:
        facts = facts_of(past, law, exchange)
        now = {name: fact.holds for name, fact in facts.items()}
        require_allowed(msgspec.structs.replace(request, **now), facts, law)
    event = bare(request, law)
    return event if exchange is None else _with_legs(event, exchange, law)


def bare(request: SwapRequested, law: Law) -> ShiftSwapped:
    """The swap that a request asks for, without the shifts that the roster knows."""
    return ShiftSwapped(
        swap=request.swap,
        giver=request.giver,
        taker=request.taker,
        giver_month=person_month(request.giver, law.day),
        taker_month=person_month(request.taker, law.day),
        repays=request.repays,
    )


def _with_legs(event: ShiftSwapped, exchange: Exchange, law: Law) -> ShiftSwapped:
    found: dict[str, object] = {"person_days": days_of(exchange, law)}
    for name, leg in (("given", exchange.given), ("taken", exchange.taken)):
        if leg is not None:
            found[name] = leg.shift
            found[f"{name}_starts"] = leg.starts
            found[f"{name}_ends"] = leg.ends
            found[f"{name}_code"] = leg.code
            found[f"{name}_roster"] = leg.roster
    return msgspec.structs.replace(event, **found)
