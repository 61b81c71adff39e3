"""What can be wrong with a rulebook beyond its TOML: one file a family of check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest

import msgspec

from ledger.kernel.words import Words
from ledger.rulebook.checking import (
    clocks,
    dates,
    gates,
    happenings,
    people,
    precedence,
    references,
    shifts,
    sources,
    tariffs,
)
from ledger.rulebook.checking.material import Check, Draft, Finding, Material, Said
from ledger.rulebook.checking.schema import misfits
from ledger.rulebook.terms import TERMS

CHECKS: tuple[Check, ...] = (
    sources.check,
    dates.check,
    references.check,
    happenings.check,
    people.check,
    clocks.check,
    shifts.check,
    gates.check,
    tariffs.check,
    precedence.check,
)


def violations(material: Material) -> Iterator[Finding]:
    """Everything that any check finds."""
    for check in CHECKS:
        yield from check(material)


def terms_of(drafts: Iterable[Draft]) -> tuple[tuple[Said, ...], list[Finding]]:
    """What every version of the clauses says, and the values that do not fit their schema."""
    said: list[Said] = []
    unfit: list[Finding] = []
    for draft in drafts:
        clause = draft.clause
        if clause is None or not clause.has_terms:
            continue
        following = clause.in_force[1:]
        for number, (version, after) in enumerate(zip_longest(clause.in_force, following)):
            ends = version.ends or date.max
            until = min(ends, after.since) if after is not None else ends
            try:
                terms = clause.terms(version)
            except msgspec.ValidationError as fault:
                unfit += _unfit(draft, number, fault)
                continue
            said.append(Said(draft, clause, number, version.since, until, terms))
    return tuple(said), unfit


def _unfit(draft: Draft, number: int, fault: msgspec.ValidationError) -> list[Finding]:
    """The misfits, but for those that are blanks and are told of as such."""
    values = draft.raw["in_force"][number].get("values", {})
    at = ("in_force", number, "values")
    found = [
        Finding(draft, (*at, *each.path), each.words) for each in misfits(values, TERMS[draft.kind])
    ]
    found = found or [Finding(draft, at, Words(str(fault), str(fault)))]
    return [each for each in found if not draft.is_blank(each.path)]
