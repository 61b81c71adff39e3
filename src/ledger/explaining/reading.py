"""Reading events and clauses of a book the way an explanation cites them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from ledger.book import Book
from ledger.explaining.trace import Applied, Said, told
from ledger.kernel.action import ClauseRead
from ledger.kernel.codec import Recorded
from ledger.kernel.event import personal_fields


def said(recorded: Recorded) -> Said:
    """An event as an explanation cites it, without what is personal."""
    body = recorded.envelope.body
    fields: dict[str, Any] = body if isinstance(body, dict) else msgspec.to_builtins(body)
    personal = personal_fields(type(recorded.event)) if recorded.event is not None else ()
    sealed = tuple(each.name for each in personal if each.name in fields)
    return Said(
        position=recorded.position,
        event=recorded.type_name,
        at=recorded.envelope.at,
        by=recorded.envelope.by,
        says={name: value for name, value in fields.items() if name not in sealed},
        sealed=sealed,
    )


def cited(book: Book, positions: Iterable[int]) -> tuple[Said, ...]:
    """The events at positions, as far as the ledger has them."""
    found = (book.at(position) for position in sorted(set(positions)))
    return tuple(said(each) for each in found if each is not None)


def applied(book: Book, clauses: Iterable[ClauseRead]) -> tuple[Applied, ...]:
    """Clauses as they were read, with their titles and sources."""
    return tuple(
        Applied(
            id=each.id,
            title=told(book.lawbook.title(each.id)),
            since=each.since,
            edition=each.rulebook,
            source=_source(book, each),
            values=each.values,
        )
        for each in clauses
    )


def _source(book: Book, read: ClauseRead) -> tuple[str, ...]:
    """The rules a clause stands for, from the very edition that was read."""
    editions = [each.rulebook for each in book.lawbook.editions]
    for rulebook in (*editions, book.lawbook.rulebook_on(read.since)):
        if rulebook.edition == read.rulebook and read.id in rulebook.clauses:
            return rulebook.clauses[read.id].source
    return ()
