"""Which fields of which events the terms of each kind name, and what those must hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ledger.rulebook.places import Path
from ledger.rulebook.terms import (
    Approval,
    Cadence,
    Deadline,
    Notice,
    Offence,
    Quota,
    Reward,
    Terms,
)
from ledger.rulebook.terms.base import Party, Pattern
from ledger.rulebook.terms.offence import Fixed, PerDay, PerMinute, Tariff

Holds = Literal["anything", "an instant", "a number", "an identifier"]
"""What a field must be able to hold."""


class Named(NamedTuple):
    """A field that each event of some patterns must have, and where the clause names it."""

    path: Path
    field: str
    patterns: tuple[Pattern, ...]
    holds: Holds = "anything"


def named_fields(terms: Terms) -> Iterator[Named]:
    """Every field of an event that the terms name outside ``where``."""
    match terms:
        case Deadline():
            yield from _of_deadline(terms)
        case Cadence(about=str(about)):
            yield from _shared("about", about, {"done": terms.done})
        case Notice(before=str(before)):
            yield Named(("before",), before, terms.on, "an instant")
        case Quota():
            for number, each in enumerate(terms.each):
                yield Named(("each", number), each, terms.on, "an identifier")
            if terms.distinct is not None:
                yield Named(("distinct",), terms.distinct, terms.counts)
        case Approval():
            yield from _of_approval(terms)
        case Offence():
            yield from _of_offence(terms)
        case Reward():
            yield from _party("person", terms.person, terms.when)


def _of_deadline(terms: Deadline) -> Iterator[Named]:
    yield from _shared(
        "about",
        terms.about,
        {
            "starts": terms.starts,
            "ends": terms.ends,
            "restarts": terms.restarts,
            "withdrawn": terms.withdrawn,
            "reassigned": terms.reassigned,
        },
    )
    for number, pause in enumerate(terms.pauses):
        for name, patterns in (("starts", pause.starts), ("ends", pause.ends)):
            for at, pattern in enumerate(patterns):
                field = pattern.about or terms.about
                yield Named(("pauses", number, name, at), field, (pattern,), "an identifier")
    yield from _party("debtor", terms.debtor, (*terms.starts, *terms.reassigned))
    if terms.each is not None:
        yield Named(("each",), terms.each, terms.ends)
    if terms.creditor is not None:
        yield from _party("creditor", terms.creditor, terms.starts)
    if terms.due.field is not None:
        yield Named(("due", "field"), terms.due.field, terms.starts, "an instant")


def _of_approval(terms: Approval) -> Iterator[Named]:
    yield from _shared("about", terms.about, {"on": terms.on, "signed": (terms.signed,)})
    yield Named(("signer",), terms.signer, (terms.signed,))
    yield Named(("post",), terms.post, (terms.signed,))
    if terms.size is not None:
        yield Named(("size",), terms.size, terms.on, "a number")
    if terms.applicant is not None:
        yield Named(("applicant",), terms.applicant, terms.on)


def _of_offence(terms: Offence) -> Iterator[Named]:
    yield from _party("offender", terms.offender, terms.when)
    rows: list[tuple[Path, Tariff]] = [(("tariff",), terms.tariff)]
    if terms.repeats is not None:
        rows += [(("repeats", "then", n), row) for n, row in enumerate(terms.repeats.then)]
    for path, row in rows:
        if isinstance(row, PerMinute | PerDay):
            yield Named((*path, "of"), row.of, terms.when, "a number")
        elif isinstance(row, Fixed) and row.share is not None:
            yield Named((*path, "share"), row.share, terms.when, "a number")
    for number, excuse in enumerate(terms.unless):
        at = ("unless", number, "about")
        yield Named(at, excuse.about, terms.when, "an identifier")
        field = excuse.pattern.about or excuse.about
        yield Named(at, field, (excuse.pattern,), "an identifier")


def _shared(name: str, field: str, patterns: dict[str, tuple[Pattern, ...]]) -> Iterator[Named]:
    """The field of the case, which a pattern may call by another name of its own."""
    for part, several in patterns.items():
        for number, pattern in enumerate(several):
            if pattern.about is not None:
                at: Path = (part, number, "about") if part != "signed" else (part, "about")
                yield Named(at, pattern.about, (pattern,), "an identifier")
            else:
                yield Named((name,), field, (pattern,), "an identifier")


def _party(name: str, party: Party, patterns: tuple[Pattern, ...]) -> Iterator[Named]:
    if party.field is not None:
        yield Named((name, "field"), party.field, patterns)
