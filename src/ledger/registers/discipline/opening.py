"""What opening a case says about it: who answers, and what it would cost as the book stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from ledger.kernel.action import Law
from ledger.kernel.boundary import Past
from ledger.kernel.words import Words
from ledger.registers.discipline.events import Lines
from ledger.registers.discipline.record import Matter, Record, assess, terms_of
from ledger.registers.org.standing import place_of
from ledger.rulebook.tariffs import becomes
from ledger.rulebook.terms import Offence, Reward

_MOST_STEPS = 8
"""How often a cap may hand an offence on to another clause; more can only be a circle."""


class Resolved(NamedTuple):
    """The matter under the clause that it finally falls under, with that clause's terms."""

    matter: Matter
    terms: Offence | Reward


def resolved(matter: Matter, law: Law) -> Resolved:
    """The clause that a matter falls under once its caps are looked at.

    :raises OutsideCoverage: when the rulebook lacks one of the clauses on that day.
    """
    terms = terms_of(law, matter.clause)
    for _ in range(_MOST_STEPS):
        other = becomes(terms.tariff, matter.quantity)
        if other is None:
            break
        matter = matter._replace(clause=other, quantity=None)
        terms = terms_of(law, other)
    return Resolved(matter, terms)


def described(past: Past, record: Record, found: Resolved) -> dict[str, Any]:
    """The fields that a proposal and a report share, for the case that they open."""
    matter, terms = found
    nth, cost = assess(record, matter, terms)
    return {
        "clause": matter.clause,
        "person": matter.named.person,
        "day": matter.named.day,
        "month": matter.named.month,
        "year": matter.named.year,
        "occurred": matter.named.occurred,
        "fact": matter.named.fact,
        "quantity": matter.quantity,
        "subject": matter.subject,
        "supervisor": _answering(past, found),
        "amount": cost.amount,
        "currency": cost.currency,
        "nth": nth,
        "computation": as_lines(cost.lines),
        "report_to": terms.report_to if isinstance(terms, Offence) else (),
    }


def as_lines(lines: tuple[Words, ...]) -> Lines:
    """A computation as events hold it."""
    return tuple((line.zh, line.en) for line in lines)


def _answering(past: Past, found: Resolved) -> str | None:
    """The supervisor who answers jointly, as the offender is placed now, if anybody does."""
    matter, terms = found
    joint = terms.joint if isinstance(terms, Offence) else None
    if joint is None or joint.on != "supervisor":
        return None
    person = matter.named.person
    place = place_of(past, person)
    if place.supervisor == person or place.post in joint.spares:
        return None
    return place.supervisor
