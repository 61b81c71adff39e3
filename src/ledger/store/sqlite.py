"""The ledger in one SQLite file, which several threads and processes may share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBReadResponse

from ledger.store import verify
from ledger.store.connection import ConnectionFactory, ReaderPool, prepare_file, translated
from ledger.store.errors import ReadOnly
from ledger.store.inspection import Look
from ledger.store.names import Names
from ledger.store.reading import Reader
from ledger.store.recorder import Recorded, Span
from ledger.store.sequenced import SequencedRecorder, microseconds_now
from ledger.store.sequencer import Sequencer
from ledger.store.watch import FileWatcher, WatchingSubscription
from ledger.store.writing import Writer


class SQLiteRecorder(SequencedRecorder):
    """A ledger file at `path`, made when absent unless `create` is false.

    A `readonly` recorder never writes, not even beside the file. `clock` stamps events that carry
    no recorded time, in microseconds. `lock_timeout` is how many seconds to wait for another
    program's lock.

    Raises NotALedger, NewerLedger, Damaged, Locked, ReadOnly or StoreUnavailable.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        readonly: bool = False,
        clock: Callable[[], int] = microseconds_now,
        lock_timeout: float = 10.0,
    ) -> None:
        self.path = Path(path).absolute()
        self._factory = ConnectionFactory(self.path, readonly=readonly, lock_timeout=lock_timeout)
        prepare_file(self._factory, create=create)
        names = Names()
        self._pool = ReaderPool(self._factory)
        self._reader = Reader(self._pool, names)
        self._watcher = FileWatcher(self._factory, self._reader.head)
        self._writer: Writer | None = None
        self._sequencer: Sequencer | None = None
        try:
            with self._pool.lent() as connection:
                verify.check_end(connection, str(self.path))
            if not readonly:
                self._writer = self._open_writer(names, clock)
                self._sequencer = Sequencer(str(self.path), self._writer.write)
        except BaseException:
            self.close()
            raise

    def _open_writer(self, names: Names, clock: Callable[[], int]) -> Writer:
        with translated(str(self.path)):
            return Writer(self._factory, names, clock, self._watcher.moved)

    def sequencer(self) -> Sequencer:
        """What puts appends in order; see `SequencedRecorder.sequencer`."""
        if self._sequencer is None:
            raise ReadOnly(str(self.path))
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
        """Block until the head is beyond `after` or `timeout` seconds passed; return the head."""
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
        """What there is to look at to see whether the whole file agrees with itself."""
        return verify.looks(self._pool.lent, str(self.path))

    def verify(self) -> None:
        """Read the whole file to see whether it agrees with itself.

        Raises Damaged, saying where.
        """
        for look in self.looks():
            look.take()

    def close(self) -> None:
        """Finish what is being written and release the file; closing twice is harmless."""
        self._watcher.close()
        if self._sequencer is not None:
            self._sequencer.close()
        self._pool.close()
        # Closed last, the writer folds the log into the file, which then is complete by itself.
        if self._writer is not None:
            self._writer.close()
