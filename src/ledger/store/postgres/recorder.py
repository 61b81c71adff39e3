"""The recorder: a ledger in a PostgreSQL database, as the port wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBReadResponse

from ledger.kernel.words import Words
from ledger.store.inspection import Look
from ledger.store.postgres import verifying
from ledger.store.postgres.faults import OnlyRead
from ledger.store.postgres.reading import Reader
from ledger.store.postgres.rows import Types
from ledger.store.postgres.server import Server
from ledger.store.postgres.watching import Hints, ServerWatcher
from ledger.store.postgres.writing import Writer
from ledger.store.recorder import Recorded, Span
from ledger.store.sequenced import SequencedRecorder, microseconds_now
from ledger.store.sequencer import Sequencer
from ledger.store.watch import WatchingSubscription


class PostgresRecorder(SequencedRecorder):
    """The ledger in the database at `url`, which `initialise` has prepared.

    A `readonly` recorder needs no right to append and works on a replica, too. `clock` stamps
    events that carry no recorded time, in microseconds. `lock_timeout` is for how many seconds
    others who append are waited for, `patience` for how many a lost server is.

    Raises NotALedger, NewerLedger, Damaged, Locked, ReadOnly or StoreUnavailable.
    """

    def __init__(
        self,
        url: str,
        *,
        readonly: bool = False,
        clock: Callable[[], int] = microseconds_now,
        lock_timeout: float = 10.0,
        patience: float = 10.0,
    ) -> None:
        self.server = Server(url, lock_timeout=lock_timeout)
        self.server.settle(readonly=readonly)
        types = Types(self.server.shown)
        self._reader = Reader(self.server, types)
        self._watcher = ServerWatcher(self.server, self._reader.head)
        self._hints = Hints(self._reader.tell)
        self._writer: Writer | None = None
        self._sequencer: Sequencer | None = None
        try:
            self._reader.ask(lambda found: verifying.check_end(found, self.server.shown))
            if not readonly:
                self._writer = writer = Writer(self.server, types, clock, self._moved, patience)
                self._sequencer = Sequencer(
                    self.server.shown, writer.write, writer.turns, writer.take_turn
                )
        except BaseException:
            self.close()
            raise

    @property
    def cautions(self) -> tuple[Words, ...]:
        """What a person should know about the server; see `LedgerRecorder.cautions`."""
        return self.server.cautions

    def sequencer(self) -> Sequencer:
        """What puts appends in order; see `SequencedRecorder.sequencer`."""
        if self._sequencer is None:
            raise OnlyRead(self.server.shown)
        return self._sequencer

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
        """Stream matching events; see `LedgerRecorder.read`."""
        return self._reader.read(
            query,
            after=after,
            limit=limit,
            before=before,
            backwards=backwards,
            occurred=(occurred_since, occurred_before),
        )

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        """Read what a decision needs from one snapshot; see `LedgerRecorder.select`."""
        return self._reader.select(items)

    def rows(
        self,
        *,
        after: int = 0,
        upto: int | None = None,
        types: Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Iterator[tuple[int, str, int, bytes]]:
        """Scan raw columns in order; see `LedgerRecorder.rows`."""
        return self._reader.rows(after, upto, types, limit)

    def find_command(self, command: bytes) -> Span | None:
        """Return the positions a recorded command got, or None."""
        return self._reader.find_command(command)

    def at_or_before(self, recorded_at: int) -> int:
        """Return the position of the newest event recorded at or before an instant, 0 if none."""
        return self._reader.at_or_before(recorded_at)

    def head(self) -> int:
        """Return the position of the newest event, 0 in an empty ledger."""
        return self._reader.head()

    def wait(self, after: int, timeout: float) -> int:
        """Block until the head is beyond `after` or `timeout` seconds passed; return the head.

        Raises StoreUnavailable at once when the server goes away meanwhile; waiting again is
        how to find out that it is back.
        """
        return self._watcher.wait(after, timeout)

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> WatchingSubscription[Self]:
        """Follow the ledger; see `LedgerRecorder.subscribe`."""
        return WatchingSubscription(self, self._watcher, query, after)

    def types(self) -> list[str]:
        """Return the event types that occur in the ledger, sorted by name."""
        return self._reader.types()

    def looks(self) -> list[Look]:
        """What there is to look at to see whether the whole ledger agrees with itself."""
        return verifying.looks(self._reader.ask, self.server.shown)

    def verify(self) -> None:
        """Read the whole ledger to see whether it agrees with itself.

        Raises Damaged, saying where.
        """
        for look in self.looks():
            look.take()

    def close(self) -> None:
        """Finish what is being written and release the server; closing twice is harmless."""
        self._watcher.close()
        if self._sequencer is not None:
            self._sequencer.close()
        self._hints.close()
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    def _moved(self, head: int) -> None:
        self._watcher.moved(head)
        self._hints.give()
