"""A swap is asked for: the facts filled in, and looked at under the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict

from ledger.kernel.action import Law
from ledger.kernel.boundary import Past
from ledger.kernel.tags import SwapId, person_month
from ledger.kernel.values import Text
from ledger.registers import field_words
from ledger.registers.entries import NotAsTheCaseSays
from ledger.registers.swaps.events import SwapRequested
from ledger.registers.swaps.exchange import Exchange, Wish, exchange_of
from ledger.registers.swaps.repaying import require_repayable
from ledger.registers.swaps.weighing import Fact, facts_of, require_allowed
from ledger.rulebook import gates

QUESTIONS = ("same_job", "same_grade", "consecutive", "back_to_back", "holiday")
"""What the rulebook may want to know about a swap; the roster and the placements mostly do."""


class _Instants(TypedDict, total=False):
    given_starts: datetime
    given_ends: datetime
    taken_starts: datetime
    taken_ends: datetime


def requested(
    past: Past,
    law: Law,
    swap: SwapId,
    wish: Wish,
    *,
    reason: Text | None,
    told: Mapping[str, bool | None],
) -> SwapRequested:
    """The request of a swap that the roster and the rulebook allow.

    ``told`` are answers to the questions that nothing else answers.

    :raises NotAsTheCaseSays: when an answer was told that is known to be another.
    :raises Refused: when the swap cannot be.
    """
    exchange = exchange_of(past, law, wish)
    require_repayable(past, law, wish)
    facts = {} if exchange is None else facts_of(past, law, exchange)
    event = SwapRequested(
        swap=swap,
        giver=wish.giver,
        taker=wish.taker,
        given=wish.given,
        giver_month=person_month(wish.giver, law.day),
        taker_month=person_month(wish.taker, law.day),
        taken=wish.taken,
        repays=wish.repays,
        reason=reason,
        **_answers(facts, told),
        **_instants(exchange),
    )
    require_allowed(event, facts, law)
    gates.check(event, past, law)
    return event


def _answers(facts: Mapping[str, Fact], told: Mapping[str, bool | None]) -> dict[str, Any]:
    """Each question about the swap with what is known, else with what was told."""
    answers: dict[str, Any] = {}
    for name in QUESTIONS:
        given = told.get(name)
        fact = facts.get(name)
        if fact is not None and given is not None and given != fact.holds:
            raise NotAsTheCaseSays(
                evidence=fact.evidence, field=field_words()[name], known=fact.words, given=given
            )
        if fact is not None:
            answers[name] = fact.holds
        elif given is not None:
            answers[name] = given
    return answers


def _instants(exchange: Exchange | None) -> _Instants:
    if exchange is None:
        return {}
    given, taken = exchange.given, exchange.taken
    found: _Instants = {"given_starts": given.starts, "given_ends": given.ends}
    if taken is not None:
        found |= {"taken_starts": taken.starts, "taken_ends": taken.ends}
    return found
