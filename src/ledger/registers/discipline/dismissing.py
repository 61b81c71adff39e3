"""An open case closed without a sanction, by whose decision it is."""

from __future__ import annotations

from typing import Any, TypeVar

from ledger.kernel.action import Law
from ledger.kernel.boundary import Past
from ledger.kernel.tags import OffenceId
from ledger.registers.discipline.case import require_not_concerned, undecided
from ledger.registers.discipline.events import OffenceExcused, OffenceVoided

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
