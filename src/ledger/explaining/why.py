"""Why an event stands in the ledger: clauses, evidence, computation, exceptions, what came of it.

Everything is read from the event itself and from the events it cites, under the very versions of
the clauses that it was decided by; nothing is decided again.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ledger.book import Book
from ledger.explaining.reading import applied, cited, said
from ledger.explaining.trace import (
    Computed,
    Exempting,
    NothingThere,
    Said,
    Told,
    Why,
    told,
)
from ledger.kernel.action import ClauseRead
from ledger.kernel.codec import Recorded
from ledger.rulebook.clauses import terms_from
from ledger.rulebook.terms import Offence
from ledger.rulebook.terms.offence import PerMinute
from ledger.store.recorder import DCBQuery, DCBQueryItem

MOST_STAGES = 40
"""How many events of a case are told at most."""

_CASES = (
    "offence",
    "obligation",
    "loan",
    "file",
    "leave",
    "swap",
    "handover",
    "task",
    "matter",
    "ticket",
    "chat",
    "call",
    "duty",
    "bulletin",
)
"""The kinds of matters that begin and end, the most particular first."""


def why(book: Book, position: int) -> Why:
    """Why the event at a position stands in the ledger.

    :raises NothingThere: when the ledger has no such event.
    """
    recorded = book.at(position)
    if recorded is None or recorded.position != position:
        raise NothingThere(position, book.recorder.head())
    envelope = recorded.envelope
    evidence = cited(book, envelope.causes)
    return Why(
        event=said(recorded),
        recorded=envelope.recorded,
        behalf=envelope.behalf,
        clauses=applied(book, envelope.clauses),
        evidence=evidence,
        computation=tuple(_computation(recorded)),
        exceptions=tuple(_exceptions(envelope.clauses, evidence)),
        beyond=_beyond(recorded, envelope.clauses),
        chain=_chain(book, recorded),
    )


def _computation(recorded: Recorded) -> Iterator[Computed]:
    """The lines by which an amount was reckoned, as the event itself keeps them."""
    for line in getattr(recorded.event, "computation", ()):
        zh, en = line
        yield Computed(Told(zh, en))


def _exceptions(clauses: tuple[ClauseRead, ...], evidence: tuple[Said, ...]) -> Iterator[Exempting]:
    """What each offence that was read allows as an excuse, and whether it was found."""
    tried = set()
    for clause in clauses:
        offence = _offence(clause)
        for each in offence.unless if offence is not None else ():
            events = each.pattern.events
            found = tuple(one.position for one in evidence if one.event in events)
            if (each.title, events) not in tried:
                tried.add((each.title, events))
                yield Exempting(clause.id, told(each.title.words), events, found)


def _beyond(recorded: Recorded, clauses: tuple[ClauseRead, ...]) -> Told | None:
    """How little more there would have to be for the cap of a tariff to be reached."""
    quantity = getattr(recorded.event, "quantity", None)
    own = getattr(recorded.event, "clause", None)
    offence = next((_offence(each) for each in clauses if each.id == own), None)
    tariff = offence.tariff if offence is not None else None
    if quantity is None or not isinstance(tariff, PerMinute) or tariff.cap is None:
        return None
    left = tariff.cap.total_seconds() / 60 - quantity
    return Told(
        f"再多 {left:g} 分钟即为 {tariff.becomes}",
        f"{left:g} more minutes make it {tariff.becomes}",
    )


def _offence(clause: ClauseRead) -> Offence | None:
    try:
        terms = terms_from("offence", clause.values)
    except msgspec.ValidationError:
        return None
    return terms if isinstance(terms, Offence) else None


def _chain(book: Book, recorded: Recorded) -> tuple[Said, ...]:
    """What has become of the case that the event belongs to, the event itself included."""
    tag = case_of(recorded)
    if tag is None:
        return ()
    about = DCBQuery([DCBQueryItem([], [tag])])
    return tuple(said(each) for each in book.read(about, limit=MOST_STAGES))


def case_of(recorded: Recorded) -> str | None:
    """The tag of the case that an event belongs to: a matter that begins and ends."""
    kinds = {tag.partition(":")[0]: tag for tag in reversed(recorded.tags)}
    return next((kinds[kind] for kind in _CASES if kind in kinds), None)
