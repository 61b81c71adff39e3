"""Any recorder of the library's DCB API as a ledger's store.

The library's recorders keep neither times nor command ids. The times are read from the stored
event itself, and the command id travels as one more tag that readers never see. What the API
cannot do by index (newest first, by time) is done by reading: correct everywhere, quick only for
as long as the ledger is small. It serves tests, comparisons, and a move from another store.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Self

import msgspec
from eventsourcing.dcb.api import DCBRecorder, DCBSequencedEvent, DCBSubscription

from ledger.kernel.clock import monotonic
from ledger.kernel.event import micros
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
    IntegrityError,
    LedgerRecorder,
    LedgerSubscription,
    R,
    Recorded,
    Span,
)

_COMMAND = "command:"
_NAP_SECONDS = 0.02


class _Times(msgspec.Struct):
    at: datetime
    recorded: datetime


class AdaptedRecorder(LedgerRecorder):
    """A ledger's store over a recorder of the library."""

    def __init__(self, recorder: DCBRecorder) -> None:
        self._recorder = recorder

    def commit(self, batch: Batch) -> Span:
        """Append one command's events; see the port."""
        if batch.command is not None and (known := self.find_command(batch.command)):
            return known
        marks = [_COMMAND + batch.command.hex()] if batch.command is not None else []
        events = [DCBEvent(each.type, each.data, [*each.tags, *marks]) for each in batch.events]
        try:
            last = self._recorder.append(events, batch.condition)
        except IntegrityError as conflict:
            raise AppendConflict(self._offending(batch.condition)) from conflict
        return Span(last - len(events) + 1, last)

    def commit_many(self, batches: Sequence[Batch]) -> list[Span | AppendConflict]:
        """Append commands one after the other; see the port."""
        answers: list[Span | AppendConflict] = []
        for batch in batches:
            try:
                answers.append(self.commit(batch))
            except AppendConflict as conflict:
                answers.append(conflict)
        return answers

    def read(
        self,
        query: DCBQuery | None = None,
        *,
        after: int | None = None,
        limit: int | None = None,
        before: int | None = None,
        backwards: bool = False,
        occurred_since: int | None = None,
        occurred_before: int | None = None,
    ) -> DCBReadResponse:
        """Read what a query selects; see the port."""
        found = self._recorder.read(query, after=after)
        chosen = [
            each
            for each in map(_recorded, found)
            if (before is None or each.position < before)
            and (occurred_since is None or each.occurred_at >= occurred_since)
            and (occurred_before is None or each.occurred_at < occurred_before)
        ]
        if backwards:
            chosen.reverse()
        if limit is None:
            return _Response(chosen, found.head)
        chosen = chosen[:limit]
        return _Response(chosen, chosen[-1].position if chosen else None)

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        """Read what a decision depends on; see the port."""
        head = self.head()
        found: dict[int, Recorded] = {}
        for item, newest in items:
            matches = [each for each in self.read(DCBQuery([item])) if each.position <= head]
            for each in matches[-1:] if newest else matches:
                found[each.position] = each  # type: ignore[assignment]
        return [found[position] for position in sorted(found)], head

    def rows(
        self,
        *,
        after: int = 0,
        upto: int | None = None,
        types: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Iterator[tuple[int, str, int, bytes]]:
        """Scan the ledger; see the port."""
        query = DCBQuery([DCBQueryItem(list(types))]) if types is not None else None
        for each in self._recorder.read(query, after=after, limit=limit):
            if upto is not None and each.position > upto:
                return
            row = _recorded(each)
            yield row.position, row.event.type, row.occurred_at, row.event.data

    def find_command(self, command: bytes) -> Span | None:
        """Where a command's events stand; see the port."""
        query = DCBQuery([DCBQueryItem(tags=[_COMMAND + command.hex()])])
        positions = [each.position for each in self._recorder.read(query)]
        return Span(positions[0], positions[-1], duplicate=True) if positions else None

    def at_or_before(self, recorded_at: int) -> int:
        """The newest position recorded by an instant; see the port."""
        positions = (
            each.position
            for each in map(_recorded, self._recorder.read())
            if each.recorded_at <= recorded_at
        )
        return max(positions, default=0)

    def head(self) -> int:
        """The newest position; see the port."""
        # A query that nothing matches reads nothing, yet tells the head.
        response = self._recorder.read(DCBQuery([DCBQueryItem(tags=[_COMMAND])]))
        list(response)
        return response.head or 0

    def wait(self, after: int, timeout: float) -> int:
        """Wait for more, by asking again and again; see the port."""
        until = monotonic() + timeout
        while (head := self.head()) <= after and monotonic() < until:
            time.sleep(_NAP_SECONDS)
        return head

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> LedgerSubscription[Self]:
        """Follow the ledger with the library's own subscription; see the port."""
        return _Subscription(self, self._recorder.subscribe(query, after=after), after or 0)

    def types(self) -> list[str]:
        """The event types present; see the port."""
        return sorted({each.event.type for each in self._recorder.read()})

    def close(self) -> None:
        """Nothing to release: the recorder belongs to who made it."""

    def _offending(self, condition: DCBAppendCondition | None) -> list[int]:
        if condition is None:
            return []
        found = self._recorder.read(condition.fail_if_events_match, after=condition.after, limit=3)
        return [each.position for each in found]


class _Response(DCBReadResponse):
    def __init__(self, found: Iterable[Recorded], head: int | None) -> None:
        self._found = iter(found)
        self._head = head

    @property
    def head(self) -> int | None:
        return self._head

    def __next__(self) -> Recorded:
        return next(self._found)


class _Subscription(LedgerSubscription[R]):
    def __init__(self, recorder: R, inner: DCBSubscription[DCBRecorder], after: int) -> None:
        super().__init__(recorder, None, after)
        self._inner = inner
        self._looked_at = after

    def __enter__(self) -> Self:
        self._inner.__enter__()
        return super().__enter__()

    def __next__(self) -> Recorded:
        found = _recorded(next(self._inner))
        self._looked_at = found.position
        return found

    def stop(self) -> None:
        super().stop()
        self._inner.stop()

    @property
    def lag(self) -> int:
        return self._recorder.head() - self._looked_at


def _recorded(found: DCBSequencedEvent) -> Recorded:
    event = found.event
    command = next((tag for tag in event.tags if tag.startswith(_COMMAND)), None)
    try:
        times = msgspec.json.decode(event.data, type=_Times)
    except msgspec.DecodeError:
        occurred_at = recorded_at = 0
    else:
        occurred_at, recorded_at = micros(times.at), micros(times.recorded)
    return Recorded(
        event=DCBEvent(event.type, event.data, [tag for tag in event.tags if tag != command]),
        position=found.position,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        command=bytes.fromhex(command.removeprefix(_COMMAND)) if command else None,
    )
