"""The ledger in one SQLite file, which several threads and processes may share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Self

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBReadResponse
from eventsourcing.persistence import ProgrammingError

from ledger.store import verify
from ledger.store.connection import ConnectionFactory, ReaderPool, prepare_file, translated
from ledger.store.errors import ReadOnly
from ledger.store.names import Names
from ledger.store.reading import Reader
from ledger.store.recorder import (
    AppendConflict,
    Batch,
    Decision,
    LedgerRecorder,
    Recorded,
    Span,
)
from ledger.store.sequencer import Reply, Sequencer
from ledger.store.watch import Watcher, WatchingSubscription
from ledger.store.writing import Writer


def microseconds_now() -> int:
    """Return the present instant, in microseconds since the Unix epoch."""
    return time.time_ns() // 1_000


class SQLiteRecorder(LedgerRecorder):
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
        self._watcher = Watcher(self._factory, self._reader.head)
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

    def commit(self, batch: Batch) -> Span:
        """Append one command's events durably; see `LedgerRecorder.commit`."""
        _refuse_without_events(batch)
        return _appended(self._writing().run((batch,))[0])

    def decide(self, decision: Decision) -> Span | None:
        """Decide under the write lock, so that nothing can overtake it; see the port."""
        answer = self._writing().run((decision,))[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def decide_async(self, decision: Decision) -> Span | None:
        """Do what `decide` does, for a task of an event loop, without blocking the loop."""
        return await self._writing().run_async(decision)

    def commit_soon(self, batch: Batch) -> Future[Span | None]:
        """Queue one command's events; the future ends as `commit` would."""
        _refuse_without_events(batch)
        return self._writing().promise(batch)

    async def commit_async(self, batch: Batch) -> Span:
        """Do what `commit` does, for a task of an event loop, without blocking the loop."""
        _refuse_without_events(batch)
        return _appended(await self._writing().run_async(batch))

    def commit_many(self, batches: Sequence[Batch]) -> list[Span | AppendConflict]:
        """Append many commands in one transaction; see `LedgerRecorder.commit_many`."""
        for batch in batches:
            _refuse_without_events(batch)
        answers: list[Span | AppendConflict] = []
        for answer in self._writing().run(batches):
            answers.append(answer if isinstance(answer, AppendConflict) else _appended(answer))
        return answers

    def _writing(self) -> Sequencer:
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

    def verify(self) -> None:
        """Read the whole file to see whether it agrees with itself.

        Raises Damaged, saying where.
        """
        with self._pool.lent() as connection:
            verify.check_whole(connection, str(self.path))

    def close(self) -> None:
        """Finish what is being written and release the file; closing twice is harmless."""
        self._watcher.close()
        if self._sequencer is not None:
            self._sequencer.close()
        self._pool.close()
        # Closed last, the writer folds the log into the file, which then is complete by itself.
        if self._writer is not None:
            self._writer.close()


def _appended(answer: Reply) -> Span:
    if isinstance(answer, Exception):
        raise answer
    assert answer is not None, "only a decision can append nothing"
    return answer


def _refuse_without_events(batch: Batch) -> None:
    if not batch.events:
        raise ProgrammingError("an append needs at least one event")
