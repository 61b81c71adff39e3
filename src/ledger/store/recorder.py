"""The port every ledger store implements: the library's DCB recorder, and what a book needs beyond.

Instants are integers, microseconds since the Unix epoch, 0 when unknown. Positions are gapless and
start at 1; the order of positions is the order of commits, so "everything after N" is complete.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.persistence import IntegrityError, ProgrammingError

from ledger.kernel.words import Words
from ledger.store.errors import (
    Damaged,
    DiskFull,
    Locked,
    NewerLedger,
    NotALedger,
    ReadOnly,
    StoreError,
    StoreUnavailable,
)

__all__ = [
    "AppendConflict",
    "Batch",
    "Contended",
    "DCBAppendCondition",
    "DCBEvent",
    "DCBQuery",
    "DCBQueryItem",
    "DCBReadResponse",
    "Damaged",
    "Decision",
    "DiskFull",
    "Entry",
    "IntegrityError",
    "LedgerRecorder",
    "LedgerSubscription",
    "Locked",
    "NewerLedger",
    "NotALedger",
    "ProgrammingError",
    "ReadOnly",
    "Recorded",
    "Span",
    "StoreError",
    "StoreUnavailable",
]


@dataclass
class Entry(DCBEvent):
    """An event to append, with its two times.

    `recorded_at` left at 0 is stamped by the recorder's own clock.
    """

    occurred_at: int = 0
    recorded_at: int = 0


@dataclass
class Recorded(DCBSequencedEvent):
    """An event as the store gives it back, with its times and the command that appended it."""

    occurred_at: int = 0
    recorded_at: int = 0
    command: bytes | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The positions a command got, both ends included.

    `duplicate` is true when the command was recorded earlier and this append changed nothing.
    """

    first: int
    last: int
    duplicate: bool = False


@dataclass(slots=True)
class Batch:
    """What one command appends: all of it or nothing.

    `condition` refuses the append when matching events exist; `command` makes it idempotent.
    """

    events: Sequence[DCBEvent]
    condition: DCBAppendCondition | None = None
    command: bytes | None = None


@dataclass(slots=True)
class Decision:
    """A command that is still to be decided: what it depends on, and how it is decided.

    `items` select what it depends on; of an item flagged true only the newest match. `decide` is
    given the selected events, oldest first, and returns what to append, perhaps nothing, or
    raises to append nothing. It may be called several times and must be quick and pure: a store
    may hold its lock meanwhile.
    """

    items: Sequence[tuple[DCBQueryItem, bool]]
    decide: Callable[[list[Recorded]], Sequence[DCBEvent]]
    command: bytes


class Contended(Exception):
    """Others kept changing what a decision depends on; nothing was appended."""


class AppendConflict(IntegrityError):
    """Events matching the append condition exist; `positions` names the first few of them."""

    def __init__(self, positions: Sequence[int]) -> None:
        shown = ", ".join(str(position) for position in positions)
        super().__init__(f"events matching the append condition exist at position {shown}")
        self.positions = tuple(positions)


_MOST_ATTEMPTS = 50

R = TypeVar("R", bound="LedgerRecorder", covariant=True)


class LedgerSubscription(DCBSubscription[R], ABC):
    """Every matching event once, in order, then waiting for more until stopped."""

    @property
    @abstractmethod
    def lag(self) -> int:
        """How many recorded events this subscription has not yet looked at."""


class LedgerRecorder(DCBRecorder, ABC):
    """A ledger's store. Safe to call from several threads at once.

    Every method may raise a StoreError.
    """

    @property
    def cautions(self) -> tuple[Words, ...]:
        """What a person should know about the store, though it can be worked with."""
        return ()

    @abstractmethod
    def commit(self, batch: Batch) -> Span:
        """Append one command's events durably and return the positions they got.

        A command id that is already recorded changes nothing and gets its original positions.

        Raises AppendConflict when the condition fails, ProgrammingError when there are no events.
        """

    @abstractmethod
    def commit_many(self, batches: Sequence[Batch]) -> list[Span | AppendConflict]:
        """Append many commands in one transaction, each seeing those before it.

        A command whose condition fails is left out and answered with its conflict; the others
        stand.
        """

    def decide(self, decision: Decision) -> Span | None:
        """Read, decide and append as one step, durably; None when it was decided to append nothing.

        This way of doing it serves any store: it decides on a snapshot, appends on condition that
        nothing has changed since, and decides anew when something has.

        Raises what the decision raises, and Contended after too many attempts.
        """
        query = DCBQuery([item for item, _ in decision.items])
        for _ in range(_MOST_ATTEMPTS):
            found, head = self.select(decision.items)
            events = decision.decide(found)
            if not events:
                return None
            condition = DCBAppendCondition(query, after=head)
            try:
                return self.commit(Batch(events, condition, decision.command))
            except AppendConflict:
                continue
        raise Contended(f"the decision was overtaken {_MOST_ATTEMPTS} times; try again")

    async def decide_async(self, decision: Decision) -> Span | None:
        """Do what `decide` does, for a task of an event loop, without blocking the loop."""
        return await asyncio.to_thread(self.decide, decision)

    def append(
        self,
        events: Sequence[DCBEvent],
        condition: DCBAppendCondition | None = None,
        *,
        command: bytes | None = None,
    ) -> int:
        """Append events unless the condition fails, and return the last position.

        Raises what `commit` raises.
        """
        return self.commit(Batch(events, condition, command)).last

    @abstractmethod
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
        """Stream the events matching any of the query's items, oldest first.

        `after` and `before` are positions, both excluded; `backwards` gives the newest first and
        applies `limit` from that end. `occurred_since` (included) and `occurred_before`
        (excluded) bound the time of occurrence.

        The response's head is the position of the newest event in the ledger when the read began,
        or, when a limit was given, of the newest event returned so far.
        """

    @abstractmethod
    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        """What a decision reads: the events matching any item, ascending, and the head.

        An item flagged true contributes only its newest match. Everything comes from one
        snapshot, so the head is the `after` to append with.
        """

    def latest(self, items: Sequence[DCBQueryItem]) -> tuple[list[Recorded], int]:
        """Select only the newest match of each item."""
        return self.select([(item, True) for item in items])

    @abstractmethod
    def rows(
        self,
        *,
        after: int = 0,
        upto: int | None = None,
        types: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Iterator[tuple[int, str, int, bytes]]:
        """Scan (position, type, occurred at, data) quickly in order of position.

        Ends at `upto`, or at the head as it was when the scan began.
        """

    @abstractmethod
    def find_command(self, command: bytes) -> Span | None:
        """Return the positions a command got, or None when it was never recorded."""

    @abstractmethod
    def at_or_before(self, recorded_at: int) -> int:
        """Return the position of the newest event recorded at or before an instant, 0 if none."""

    @abstractmethod
    def head(self) -> int:
        """Return the position of the newest event, 0 in an empty ledger."""

    @abstractmethod
    def wait(self, after: int, timeout: float) -> int:
        """Block until the head is greater than `after` or `timeout` seconds passed.

        Returns the head. Notices what other processes append.
        """

    @abstractmethod
    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> LedgerSubscription[Self]:
        """Follow the ledger from `after`: every matching event once, in order, then wait."""

    @abstractmethod
    def types(self) -> list[str]:
        """Return the event types that occur in the ledger, sorted by name."""

    @abstractmethod
    def close(self) -> None:
        """Release the store; waiting subscriptions end. Closing twice is harmless."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
