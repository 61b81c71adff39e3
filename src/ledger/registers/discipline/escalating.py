"""Offences that arise by themselves when others were confirmed often enough."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Law
from ledger.kernel.boundary import Found, Past
from ledger.registers.discipline.events import OffenceConfirmed, OffenceProposed
from ledger.registers.discipline.naming import about_fact, without_fact
from ledger.registers.discipline.opening import Resolved, described
from ledger.registers.discipline.record import (
    Matter,
    Opened,
    Record,
    terms_of,
    threshold_reached,
)
from ledger.rulebook.terms import Offence


def arising(
    past: Past,
    record: Record,
    matter: Matter,
    confirmed: OffenceConfirmed,
    opened: Opened,
    replaced: list[Found[OffenceConfirmed]],
    law: Law,
) -> Iterator[OffenceProposed]:
    """The offences that a confirmation makes arise, each proposed once (or as the clause says).

    What the confirmation has ``replaced`` no longer counts.
    """
    number = _next_number(record, opened)
    for clause in law.thresholds(confirmed.clause):
        terms = terms_of(law, clause)
        threshold = terms.threshold if isinstance(terms, Offence) else None
        if threshold is None:
            continue
        counted = record.counted(
            matter, threshold.of, threshold.window, but=confirmed.offence, cite=False
        )
        gone = {each.position for each in replaced}
        counted = [each for each in counted if each.position not in gone]
        cases = [*(each.event for each in counted), confirmed]
        if not threshold_reached(threshold, cases):
            continue
        earlier = record.arisen(matter, clause, threshold.window)
        if threshold.once and earlier is not None:
            past.cite(earlier)
            continue
        past.cite(*counted)
        own = Matter(matter.named, clause, None, None)
        yield OffenceProposed(
            offence=_name(opened, number),
            evidence=(*opened.evidence, *(each.position for each in counted)),
            arises_from=tuple(each.offence for each in cases),
            **described(past, record, Resolved(own, terms)),
        )
        number += 1


def _next_number(record: Record, opened: Opened) -> int:
    if opened.fact is not None:
        return len(record.about(opened.fact)) + 1
    return record.without_fact(opened.day) + 1


def _name(opened: Opened, number: int) -> str:
    if opened.fact is not None:
        return about_fact(opened.person, opened.occurred, opened.fact, number)
    return without_fact(opened.person, opened.occurred, number)
