"""Noticing new events: those of this process at once, those of other processes soon after.

One thread watches for all who wait, and only while somebody does. On a file it asks SQLite for a
number that changes with any commit, which touches a few bytes of shared memory and no file, so
that nothing is noticed later than 25 ms after it was committed.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

import apsw
from eventsourcing.dcb.api import DCBQuery, DCBReadResponse

from ledger.store.connection import ConnectionFactory, translated
from ledger.store.errors import StoreError
from ledger.store.recorder import LedgerRecorder, LedgerSubscription, Recorded

_SECONDS_BETWEEN_LOOKS = 0.02
_LONG = 3600.0


class Watcher(ABC):
    """Wakes whoever waits for the head to move.

    `read_head` returns the head as committed now, by any process.
    """

    def __init__(self, read_head: Callable[[], int]) -> None:
        self._read_head = read_head
        self._moved = threading.Condition()
        self._pause = threading.Event()
        self._waiting = 0
        self._head = 0
        self._closed = False
        self._fault: StoreError | None = None
        self._thread: threading.Thread | None = None

    @property
    def closed(self) -> bool:
        """Whether the store has been closed, so that nothing more will come."""
        return self._closed

    def moved(self, head: int) -> None:
        """Tell those who wait that this process has committed up to `head`."""
        if self._waiting:
            with self._moved:
                self._head = max(self._head, head)
                self._moved.notify_all()

    def nudge(self) -> None:
        """Have everyone who waits look again whether they still should."""
        with self._moved:
            self._moved.notify_all()

    def wait(self, after: int, timeout: float, given_up: Callable[[], bool] = bool) -> int:
        """Block until the head is beyond `after`, or time is up, or `given_up` returns true.

        Returns the head. Raises StoreError when the ledger could no longer be watched.
        """
        with self._moved:
            self._waiting += 1
            self._start()
            self._moved.notify_all()
        try:
            # Only a head read after joining those who wait cannot miss a commit in between.
            head = self._read_head()
            deadline = time.monotonic() + timeout
            with self._moved:
                self._head = max(self._head, head)
                while not (self._head > after or self._closed or given_up()):
                    if self._fault is not None:
                        raise self._fault
                    remaining = deadline - time.monotonic()
                    if remaining <= 0:
                        break
                    self._moved.wait(remaining)
                return self._head
        finally:
            with self._moved:
                self._waiting -= 1

    def close(self) -> None:
        """Send everyone home and end the thread."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()
            thread, self._thread = self._thread, None
        self._pause.set()
        if thread is not None:
            thread.join()

    def _start(self) -> None:
        if self._thread is None and not self._closed:
            # A ledger that was away may have come back from a backup, and end earlier than it did.
            self._fault, self._head = None, 0
            self._thread = threading.Thread(target=self._watch, name="ledger-watch", daemon=True)
            self._thread.start()

    @abstractmethod
    def look(self) -> None:
        """Report the head whenever others may have moved it, for as long as that is wanted.

        Runs in a thread of its own. Raises StoreError when the ledger cannot be watched.
        """

    def _watch(self) -> None:
        try:
            self.look()
        except StoreError as fault:
            self._fail(fault)

    def report(self, head: int) -> None:
        """Tell those who wait how far the ledger reaches."""
        with self._moved:
            if head > self._head:
                self._head = head
                self._moved.notify_all()

    def pause(self, seconds: float) -> None:
        """Pass some time, or less when the store is closed meanwhile."""
        self._pause.wait(seconds)

    def wanted(self) -> bool:
        """Wait until somebody waits; false once the store is closed."""
        with self._moved:
            while not self._waiting and not self._closed:
                self._moved.wait()
            return not self._closed

    def _fail(self, fault: StoreError) -> None:
        with self._moved:
            self._fault = fault
            self._thread = None
            self._moved.notify_all()


class FileWatcher(Watcher):
    """Watches a ledger file."""

    def __init__(self, factory: ConnectionFactory, read_head: Callable[[], int]) -> None:
        super().__init__(read_head)
        self._factory = factory

    def look(self) -> None:
        """Look at the file's number of changes; see `Watcher.look`."""
        with translated(self._factory.path):
            connection = self._factory.reader()
            try:
                self._look_at(connection)
            finally:
                connection.close()

    def _look_at(self, connection: apsw.Connection) -> None:
        seen = None
        while self.wanted():
            version = connection.execute("PRAGMA data_version").get
            if version != seen:
                seen = version
                self.report(connection.execute("SELECT max(position) FROM event").get or 0)
            self.pause(_SECONDS_BETWEEN_LOOKS)


R = TypeVar("R", bound=LedgerRecorder, covariant=True)


class WatchingSubscription(LedgerSubscription[R]):
    """Reads what is there, then waits; its place moves over events that do not match, too."""

    def __init__(
        self,
        recorder: R,
        watcher: Watcher,
        query: DCBQuery | None,
        after: int | None,
    ) -> None:
        super().__init__(recorder=recorder, query=query, after=after)
        self._watcher = watcher
        self._response: DCBReadResponse | None = None

    @property
    def lag(self) -> int:
        """How many recorded events this subscription has not yet looked at."""
        return max(0, self._recorder.head() - self._last_position)

    def stop(self) -> None:
        """End the subscription, also while another thread waits for its next event."""
        super().stop()
        self._watcher.nudge()

    def __next__(self) -> Recorded:
        try:
            while not (self._has_been_stopped or self._watcher.closed):
                event = self._next_recorded()
                if event is not None:
                    self._last_position = event.position
                    return event
                self._watcher.wait(self._last_position, _LONG, lambda: self._has_been_stopped)
        except StoreError:
            if not self._watcher.closed:
                raise
        raise StopIteration

    def _next_recorded(self) -> Recorded | None:
        if self._response is None:
            self._response = self._recorder.read(self._query, after=self._last_position)
        event = next(self._response, None)
        if isinstance(event, Recorded):
            return event
        self._last_position = max(self._last_position, self._response.head or 0)
        self._response = None
        return None
