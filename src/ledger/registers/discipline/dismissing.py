"""An open case closed without a sanction: by whose decision it is, or because its fact is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import FactId, OffenceId
from ledger.registers.discipline.case import Ending, require_not_concerned, undecided
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceVoided,
)
from ledger.registers.discipline.naming import fact_tag
from ledger.registers.discipline.record import Opened

Dismissal = TypeVar("Dismissal", OffenceExcused, OffenceVoided)


def dismissed(
    kind: type[Dismissal], past: Past, law: Law, offence: OffenceId, reason: str, **more: Any
) -> Dismissal:
    """The event that closes an open case, with its reason and who decided.

    :raises Refused: for a case that is not known or decided already, for whoever is not to
        decide, and for the offender and who would answer jointly: they gain from it (S2.6-28).
    """
    case, opened, _, _ = undecided(past, law, offence)
    event = opened.event
    require_not_concerned(past, case, event.person, event.supervisor)
    return kind(
        offence=offence,
        person=event.person,
        day=event.day,
        month=event.month,
        year=event.year,
        decider=past.actor,
        reason=reason,
        fact=event.fact,
        **more,
    )


def voided(
    case: Opened, decider: str, *, reason: str | None = None, replaced_by: OffenceId | None = None
) -> OffenceVoided:
    """The event that finds a case void."""
    return OffenceVoided(
        offence=case.offence,
        person=case.person,
        day=case.day,
        month=case.month,
        year=case.year,
        decider=decider,
        reason=reason,
        fact=case.fact,
        replaced_by=replaced_by,
    )


def proposed_because_of(fact: FactId) -> Boundary:
    """What was proposed because of a fact, and how it was decided."""
    return about(fact_tag(fact)).read(
        OffenceProposed, OffenceConfirmed, OffenceExcused, OffenceVoided
    )


def without_ground(past: Past, fact: FactId) -> Iterator[OffenceVoided]:
    """Void what was proposed because of a fact that no longer stands, and nobody has decided yet.

    What was decided already stands, until a person reverses it.
    """
    endings: list[Found[Ending]] = past.peek(OffenceConfirmed, OffenceExcused, OffenceVoided)
    ended = {each.event.offence for each in endings}
    for proposed in past.peek(OffenceProposed):
        if proposed.event.fact == fact and proposed.event.offence not in ended:
            past.cite(proposed)
            yield voided(proposed.event, past.actor)
