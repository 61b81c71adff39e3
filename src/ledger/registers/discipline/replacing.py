"""One fact, one sanction: which cases stand in the place of which others."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Found
from ledger.registers.discipline.events import OffenceConfirmed
from ledger.registers.discipline.opening import Resolved
from ledger.registers.discipline.record import Opened, Record, terms_of
from ledger.rulebook.terms import Offence


class AlreadySanctioned(
    Refused,
    clause="discipline.once",
    zh="同一事实已按条款 {clause_id} 处理（#{position}），不再处理",
    en="the same fact was sanctioned under {clause_id} already (#{position}); once is enough",
):
    """Of one family of clauses, one fact is sanctioned once."""


class SetAside(NamedTuple):
    """What a confirmation takes the place of: open cases, and confirmed ones."""

    opened: list[Found[Opened]]
    confirmed: list[Found[OffenceConfirmed]]


def require_unsanctioned(record: Record, found: Resolved, law: Law, *, but: str = "") -> None:
    """Let a case pass that no other has settled.

    :raises AlreadySanctioned: citing the case that has.
    """
    for first in sanctioned_otherwise(record, found, law, but=but):
        raise AlreadySanctioned(
            evidence=(first.position,),
            clause_id=first.event.clause,
            position=first.position,
        )


def sanctioned_otherwise(
    record: Record, found: Resolved, law: Law, *, but: str = ""
) -> list[Found[OffenceConfirmed]]:
    """The confirmed case that leaves no room for this one, if there is one.

    It is of the same fact and family, or of the same day and replaces this clause (a fine of the
    whole group instead of that of one member).
    """
    matter, terms = found
    for each in record.standing(but=but):
        same_fact = matter.named.fact is not None and each.event.fact == matter.named.fact
        if same_fact and _related(each.event.clause, matter.clause, terms, law):
            return [each]
        if each.event.day == matter.named.day and matter.clause in _replaced_by(each.event, law):
            return [each]
    return []


def set_aside(record: Record, found: Resolved, law: Law, *, offence: str) -> SetAside:
    """What confirming a case sets aside: open cases, and confirmed ones that it replaces.

    Open cases of the same fact and family, and open or confirmed ones of the same day against
    the clauses that this one replaces.
    """
    matter, terms = found
    replaced = terms.replaces if isinstance(terms, Offence) else ()
    open_cases = [
        each
        for each in (*record.about(matter.named.fact), *record.opened_on(matter.named))
        if each.event.offence != offence and record.is_open(each.event.offence)
    ]
    aside = {
        each.position: each
        for each in open_cases
        if (each.event.day == matter.named.day and each.event.clause in replaced)
        or (
            each.event.fact is not None
            and each.event.fact == matter.named.fact
            and _related(each.event.clause, matter.clause, terms, law)
        )
    }
    confirmed = [
        each
        for each in record.standing(but=offence)
        if each.event.day == matter.named.day and each.event.clause in replaced
    ]
    return SetAside([aside[position] for position in sorted(aside)], confirmed)


def _related(other: str, clause: str, terms: object, law: Law) -> bool:
    """Whether two clauses punish the same: the same clause, or clauses of one family."""
    if other == clause:
        return True
    if not isinstance(terms, Offence) or terms.family is None:
        return False
    others = terms_of(law, other)
    return isinstance(others, Offence) and others.family == terms.family


def _replaced_by(confirmed: OffenceConfirmed, law: Law) -> tuple[str, ...]:
    terms = terms_of(law, confirmed.clause)
    return terms.replaces if isinstance(terms, Offence) else ()
