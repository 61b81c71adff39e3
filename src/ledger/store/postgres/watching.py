"""Noticing new events: this process's own at once, others' by a hint from the server.

Whoever has appended sends a NOTIFY after its commit, at most twenty a second and never within the
transaction that appends, where it would make commits wait for each other. A hint can be lost, so
the head is looked at as well, often while there is life and more seldom in quiet.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg

from ledger.store.errors import StoreError
from ledger.store.patience import patience
from ledger.store.postgres.patient import Unanswered
from ledger.store.postgres.reading import HEAD
from ledger.store.postgres.server import Connection, Server, is_lost
from ledger.store.watch import Watcher

_CHANNEL = "dutybook_ledger"
_SECONDS_BETWEEN_HINTS = 0.05
_SHORTEST_LOOK = 0.05
_LONGEST_LOOK = 0.25
_SILENT_SECONDS = 15.0


class ServerWatcher(Watcher):
    """Watches a ledger on a server."""

    def __init__(self, server: Server, read_head: Callable[[], int]) -> None:
        super().__init__(read_head)
        self._server = server

    def look(self) -> None:
        """Look at the head, at every hint and between hints; see `Watcher.look`."""
        with patience(_SILENT_SECONDS, lambda: self.closed):
            while self.wanted():
                connection = self._server.connect()
                try:
                    self._look_at(connection)
                except psycopg.Error as fault:
                    # A connection may have died while nobody waited; only a second one tells.
                    if isinstance(fault, Unanswered) or not is_lost(connection, fault):
                        raise self._server.as_store_error(fault) from fault
                finally:
                    connection.close()

    def _look_at(self, connection: Connection) -> None:
        connection.execute(f"LISTEN {_CHANNEL}")
        seen, seconds = -1, _SHORTEST_LOOK
        while self.wanted():
            head = connection.execute(HEAD, prepare=True).fetchall()[0][0]
            seconds = _SHORTEST_LOOK if head != seen else min(_LONGEST_LOOK, seconds * 1.5)
            seen = head
            self.report(head)
            for _ in connection.notifies(timeout=seconds, stop_after=1):
                seconds = _SHORTEST_LOOK


class Hints:
    """Tells other processes that this one has appended, soon and not too often."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._due = threading.Event()
        self._closed = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def give(self) -> None:
        """Have a hint sent; returns at once."""
        if not self._due.is_set():
            if self._thread is None:
                self._start()
            self._due.set()

    def close(self) -> None:
        """Send what is due, and end."""
        self._closed.set()
        self._due.set()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(
                    target=self._serve, name="ledger-hints", daemon=True
                )
                self._thread.start()

    def _serve(self) -> None:
        while True:
            self._due.wait()
            self._due.clear()
            # A lost hint costs others a quarter of a second, so nothing is done about it.
            with suppress(StoreError), patience(_SILENT_SECONDS, self._closed.is_set):
                self._send(f"NOTIFY {_CHANNEL}")
            if self._closed.wait(_SECONDS_BETWEEN_HINTS) and not self._due.is_set():
                return
