"""Appending to a ledger in PostgreSQL, in groups, each one call of `ledger.append`.

A process that is alone with its ledger decides from memory and asks the server, in the one call
that appends, whether anything it relied on has come meanwhile. A process that finds others at work
takes the lock first and then decides, so that it cannot be overtaken and nobody goes hungry.

When a connection breaks during that call, whether it was carried out is looked up by command id,
after the server process that may still be at it has been ended. Nothing is ever just repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

import psycopg

from ledger.kernel.clock import monotonic
from ledger.store.errors import StoreError
from ledger.store.postgres.attempt import Attempt, Overtaken
from ledger.store.postgres.faults import OutcomeUnknown
from ledger.store.postgres.group import Group, NeedsLock
from ledger.store.postgres.reading import command_span
from ledger.store.postgres.rows import Types
from ledger.store.postgres.server import APPLICATION, Connection, Server, back_off, is_lost
from ledger.store.recent import RecentAppends
from ledger.store.recorder import Contended
from ledger.store.sequencer import Answer, Reply, Unit

_WARY_GROUPS = 32
"""After meeting others at work, so many groups without them go by before it is forgotten."""

_ATTEMPTS = 8

_END_BACKEND = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = %s
"""
_STANDING = """
SELECT command, part, recorded_at FROM event
WHERE position >= %s::bigint AND position < %s::bigint ORDER BY position
"""
_BACKENDS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"


class Writer:
    """Owns the one connection that appends. Its caller lets in one thread at a time.

    `patience` is for how many seconds a lost server is waited for.
    """

    def __init__(
        self,
        server: Server,
        types: Types,
        clock: Callable[[], int],
        on_commit: Callable[[int], None],
        patience: float,
    ) -> None:
        self._server = server
        self._types = types
        self._clock = clock
        self._on_commit = on_commit
        self._patience = patience
        self._recent = RecentAppends()
        self._wary = 0
        self._label = ""
        self._turn: Attempt | Exception | None = None
        self._connection: Connection | None = self._connect()

    def turns(self) -> bool:
        """Whether others are at work, so that the lock has to be waited for."""
        return self._wary > 0

    def take_turn(self) -> None:
        """Wait for the lock; `write` must be called next, and gives it back.

        A fault is left for `write` to tell; a lost connection is left for it to find.
        """
        connection = self._connection
        if connection is None or connection.closed:
            return
        attempt = Attempt(connection, self._types, self._recent, locked=True, careful=False)
        try:
            attempt.lock()
            self._turn = attempt
        except psycopg.Error as fault:
            if not is_lost(connection, fault):
                self._turn = self._server.as_store_error(fault)
        except Exception as fault:
            self._turn = fault

    def write(self, units: Sequence[Unit]) -> list[Answer]:
        """Append all units in one transaction and answer each.

        A command the server refuses for its own content does not spoil the others: they are
        written again without it. A fault of the store itself is the answer to all, and nothing
        of any of them has been written, unless it is OutcomeUnknown.
        """
        try:
            return list(self._written(units))
        except StoreError as fault:
            return [fault] * len(units)
        except Exception as fault:
            if len(units) == 1:
                return [fault]
            return [answer for unit in units for answer in self.write([unit])]

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def _written(self, units: Sequence[Unit]) -> list[list[Reply]]:
        locked, careful = self._wary > 0, False
        for _ in range(_ATTEMPTS):
            turn, self._turn = self._turn, None
            if isinstance(turn, Exception):
                raise turn
            connection = self._connection_alive() if turn is None else turn.connection
            attempt = turn or Attempt(
                connection, self._types, self._recent, locked=locked, careful=careful
            )
            try:
                replies = attempt.carry_out(units, self._clock())
            except Overtaken:
                self._wary, locked, careful = _WARY_GROUPS, True, True
                continue
            except NeedsLock:
                locked = True
                continue
            except psycopg.Error as fault:
                if not is_lost(connection, fault):
                    raise self._server.as_store_error(fault) from fault
                resolved = self._resolved(attempt)
                if resolved is not None:
                    return resolved
                continue
            if attempt.met_others:
                self._wary = _WARY_GROUPS
            elif self._wary:
                self._wary -= 1
            if attempt.sent:
                self._on_commit(attempt.head)
            return replies
        raise Contended(f"the append was interrupted {_ATTEMPTS} times; try again")

    def _resolved(self, attempt: Attempt) -> list[list[Reply]] | None:
        """What became of an append whose answer was lost; None when it was not carried out."""
        group = attempt.group if attempt.sent else None
        connection = self._reconnected(unknown=group is not None)
        if group is None:
            return None
        if not group.commands:
            raise OutcomeUnknown(self._server.shown)
        command, offset = next(iter(group.commands.items()))
        try:
            span = command_span(connection, command)
            if span is None or not _stands(connection, group, span.first - offset):
                return None
        except psycopg.Error as fault:
            raise OutcomeUnknown(self._server.shown) from fault
        self._on_commit(span.first - offset + len(group.payload) - 1)
        return group.replies(span.first - offset)

    def _connection_alive(self) -> Connection:
        connection = self._connection
        if connection is None or connection.closed:
            connection = self._reconnected(unknown=False)
        return connection

    def _reconnected(self, *, unknown: bool) -> Connection:
        """Connect again, and see that the server process of the lost connection is gone.

        Until then it might still commit what it was told to. Raises OutcomeUnknown when an append
        is `unknown` and the server does not come back in time, else what keeps it away.
        """
        self._recent.forget()
        lost, until = self._label, monotonic() + self._patience
        if self._connection is not None:
            self._connection.close()
        for attempt in range(1_000_000):
            try:
                self._connection = connection = self._connect()
                connection.execute(_END_BACKEND, (lost,))
                if connection.execute(_BACKENDS, (lost,)).fetchall() == [(0,)]:
                    return connection
            except (StoreError, psycopg.Error) as fault:
                if monotonic() >= until:
                    if unknown:
                        raise OutcomeUnknown(self._server.shown) from fault
                    if isinstance(fault, psycopg.Error):
                        raise self._server.as_store_error(fault) from fault
                    raise
            back_off(attempt)
        raise AssertionError("patience ends before the attempts do")

    def _connect(self) -> Connection:
        # The name tells our server process from every other, so that it can be found and ended.
        label = f"{APPLICATION} writer {uuid4().hex}"
        connection = self._server.connect(label=label)
        self._label = label
        return connection


def _stands(connection: Connection, group: Group, first: int) -> bool:
    """Tell whether a group stands from a position on.

    One of its commands alone does not say so: another process, or this one earlier, may have
    recorded that command, without the others of the group.
    """
    if first <= group.base:
        return False
    bound = (first, first + len(group.payload))
    rows = connection.execute(_STANDING, bound, binary=True).fetchall()
    wanted = [(each.command, each.part, each.recorded_at) for each in group.payload]
    return rows == wanted
