"""The product's decisions on stores that are not ours: the same boundary, law and action code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)

from ledger.book import Book
from ledger.deciding import Pending, Understanding
from ledger.kernel.action import Action
from ledger.kernel.clock import RandomIds
from ledger.kernel.codec import Authored
from ledger.store.recorder import Recorded

Wanted = Sequence[tuple[DCBQueryItem, bool]]
"""What a decision reads; of an item flagged true only the newest event."""


class Port(Protocol):
    """What a decision needs of a store."""

    def select(self, items: Wanted) -> tuple[list[Recorded], int]:
        """The events that items select, oldest first, and the position to append after."""

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> None:
        """Append events durably, unless the condition fails."""


class Desk:
    """Decides actions on a peer's store; ``book`` lends its law and vault and is left alone."""

    def __init__(self, port: Port, book: Book) -> None:
        """Decide on one store."""
        self.port = port
        self._book = book
        self._ids = RandomIds()
        self._understanding = Understanding()

    def act(self, action: Action, *, by: str) -> None:
        """Read what the boundary needs, decide, and append under its condition."""
        now = datetime.now(UTC)
        authored = Authored(by, now, self._ids.command(now).hex)
        book = self._book
        pending = Pending(
            action, now, authored, book.law_on, book.vault, self._understanding, self._select
        )
        found, head = self.port.select(pending.items)
        events = pending.decision.decide(found)
        query = DCBQuery([item for item, _ in pending.items])
        self.port.append(events, DCBAppendCondition(query, after=head))

    def _select(self, items: Wanted) -> list[Recorded]:
        return self.port.select(items)[0]


def selected(items: Wanted, read: Iterable[DCBSequencedEvent]) -> list[Recorded]:
    """Of the events that match any item, those a decision is given, oldest first."""
    wanted = [(set(item.types), set(item.tags), newest) for item, newest in items]
    chosen: dict[int, DCBSequencedEvent] = {}
    newest_of: dict[int, DCBSequencedEvent] = {}
    for found in read:
        kind, tags = found.event.type, found.event.tags
        for number, (types, needed, newest) in enumerate(wanted):
            if (not types or kind in types) and needed.issubset(tags):
                if newest:
                    newest_of[number] = found
                else:
                    chosen[found.position] = found
    chosen.update((each.position, each) for each in newest_of.values())
    return [Recorded(chosen[position].event, position) for position in sorted(chosen)]
