"""One event with all that can be told of it: personal fields, clauses, causes and effects."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from console.trail.pages import decoded
from ledger.book import Book
from ledger.kernel.codec import Recorded
from ledger.kernel.event import personal_fields
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.store.recorder import Recorded as StoredEvent
from ledger.vault import Unsealable

MOST_LINKS = 20
"""How many causes, and how many effects, are told."""

MOST_LOOKED_AT = 300
"""How many later events about each of the same things are searched for effects."""

_CASES = ("call", "person", "seat", "queue", "team", "source")


class Story(NamedTuple):
    """An event, told whole.

    ``clear`` holds the personal fields in clear, or None where no key is at hand. ``raw`` are the
    stored bytes as readable JSON.
    """

    recorded: Recorded
    clear: dict[str, str | None]
    causes: tuple[Recorded, ...]
    effects: tuple[Recorded, ...]
    raw: str

    @property
    def links(self) -> tuple[Recorded, ...]:
        """Where one can walk from here: the causes, then the effects."""
        return (*self.causes, *self.effects)


def story_of(book: Book, position: int) -> Story | None:
    """The story of the event at a position, or None when there is none. Reads the store."""
    found = next(book.recorder.read(after=position - 1, limit=1), None) if position > 0 else None
    if not isinstance(found, StoredEvent) or found.position != position:
        return None
    recorded = decoded(found)
    causes = tuple(
        cause
        for each in recorded.envelope.causes[-MOST_LINKS:]
        if (cause := book.at(each)) is not None
    )
    data = msgspec.json.format(bytes(found.event.data), indent=2).decode()
    return Story(recorded, _clear(book, recorded), causes, _effects(book, recorded), data)


def _clear(book: Book, recorded: Recorded) -> dict[str, str | None]:
    if recorded.event is None:
        return {}
    clear: dict[str, str | None] = {}
    for field in personal_fields(type(recorded.event)):
        if getattr(recorded.event, field.name) is None:
            continue
        try:
            clear[field.name] = book.reveal(recorded, field.name)
        except Unsealable:
            clear[field.name] = None
    return clear


def _effects(book: Book, recorded: Recorded) -> tuple[Recorded, ...]:
    """Later events that name this one as a cause, among those about the same things.

    An effect shares a thing with its cause, because a decision reads what it cites through the
    tags of its boundary; the search is bounded, since a person or a queue goes on for years.
    """
    found: dict[int, Recorded] = {}
    for tag in recorded.tags:
        if tag.partition(":")[0] not in _CASES:
            continue
        about = DCBQuery([DCBQueryItem([], [tag])])
        for each in book.read(about, after=recorded.position, limit=MOST_LOOKED_AT):
            if recorded.position in each.envelope.causes:
                found[each.position] = each
    return tuple(found[position] for position in sorted(found)[:MOST_LINKS])
