"""A store that lives in memory alone: for scenarios and trials, which nobody keeps."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from eventsourcing.dcb.api import DCBSequencedEvent
from eventsourcing.dcb.popo import InMemoryDCBRecorder, SimpleDCBReadResponse

from ledger.store.adapted import AdaptedRecorder
from ledger.store.recorder import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
    LedgerRecorder,
)


def memory_store() -> LedgerRecorder:
    """An empty store; it ends with the process, or when nobody holds it any more."""
    return AdaptedRecorder(_Indexed())


class _Indexed(InMemoryDCBRecorder):
    """The library's recorder in memory with an index by type and tag, and without copies.

    A ledger's readers never change an event, so that all of them may be given the same one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, list[int]] = defaultdict(list)

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """Append events and note where they stand; see the library."""
        last = super().append(events, condition)
        for at in range(last - len(events), last):
            event = self.events[at].event
            self._places[_type(event.type)].append(at)
            for tag in set(event.tags):
                self._places[tag].append(at)
        return last

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Read what a query selects; see the library."""
        with self._database_lock:
            found = list(self._selected(query, after or 0))
            head = self.events[-1].position if self.events else None
        if limit is None:
            return SimpleDCBReadResponse(iter(found), head)
        found = found[:limit]
        return SimpleDCBReadResponse(iter(found), found[-1].position if found else None)

    def _selected(self, query: DCBQuery | None, after: int) -> Iterator[DCBSequencedEvent]:
        if query is None or not query.items:
            yield from self.events[after:]
            return
        chosen: set[int] = set()
        for item in query.items:
            chosen.update(at for at in self._near(item, after) if self._fits(item, at))
        for at in sorted(chosen):
            yield self.events[at]

    def _near(self, item: DCBQueryItem, after: int) -> Iterable[int]:
        """Where a query item can match at all: by its rarest tag, or by its types."""
        if item.tags:
            places = min((self._places.get(tag, []) for tag in item.tags), key=len)
            return places[bisect_right(places, after - 1) :]
        if not item.types:
            return range(after, len(self.events))
        return (
            at for name in item.types for at in self._places.get(_type(name), ()) if at >= after
        )

    def _fits(self, item: DCBQueryItem, at: int) -> bool:
        event = self.events[at].event
        return (not item.types or event.type in item.types) and set(item.tags) <= set(event.tags)


def _type(name: str) -> str:
    """The key of a type in the index; no tag begins with a space."""
    return f" {name}"
