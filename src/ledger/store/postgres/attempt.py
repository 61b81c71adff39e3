"""One try at appending one group of commands on one connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsourcing.dcb.api import DCBQueryItem
from psycopg import ClientCursor, Cursor, errors
from psycopg.pq import TransactionStatus

from ledger.store.postgres.group import PORTION, Group, ids_in, is_import
from ledger.store.postgres.reading import HEAD, conflicts, selected
from ledger.store.postgres.rows import COLUMNS, Items, Staged, Types, columns, written
from ledger.store.postgres.server import Connection, flush
from ledger.store.recent import RecentAppends
from ledger.store.recorder import Recorded, Span
from ledger.store.sequencer import Reply, Unit

FEW = 100
"""Events that are quicker sent as text."""

_MOST_MISSED = 2_000
"""Memory is begun anew rather than told of more events than this."""

_APPEND = """
SELECT first, head FROM ledger.append(
    %b::text[], %s::integer[], %s::bigint[], %s::bigint[], %s::integer[], %b::text[], %b::bytea[],
    %b::text[], %b::bytea[], %s::bigint, %s::json
)
"""
_MISSED = f"""
SELECT {COLUMNS} FROM event AS e WHERE e.position > %s::bigint ORDER BY e.position LIMIT %s::integer
"""
_LOCK = "BEGIN; SELECT ledger.lock()"
_KNOWN = """
SELECT command, min(position), max(position) FROM event
WHERE command = ANY (%b::bytea[]) GROUP BY command
"""


class Overtaken(Exception):
    """Others have appended something that this group's answers depend on."""


class Attempt:
    """Applies a group and appends it.

    `locked` takes the lock first, so that nothing can come in between; otherwise the server is
    asked, in the call that appends, whether anything has. `careful` looks up beforehand which
    commands were recorded earlier; otherwise that is only noticed when the server refuses one, or
    when one is left out, which costs the many that are new nothing.
    """

    def __init__(
        self,
        connection: Connection,
        types: Types,
        recent: RecentAppends,
        *,
        locked: bool,
        careful: bool,
    ) -> None:
        self.connection = connection
        self._types = types
        self._recent = recent
        self._locked = locked
        self._careful = careful
        self._held = False
        self.group: Group | None = None
        self.sent = False
        """Whether the server may have been told to append it."""
        self.met_others = False
        """Whether others have appended since this process last did."""
        self.head = 0

    def lock(self) -> None:
        """Take the lock now, before it is known what is to be carried out.

        Raises what the driver raises.
        """
        try:
            self._lock()
        except BaseException:
            self._give_up()
            raise
        self._held = True

    def carry_out(self, units: Sequence[Unit], now: int) -> list[list[Reply]]:
        """Append what the units ask for, and answer each of their commands.

        Raises Overtaken when it must be tried again under the lock and with care, NeedsLock when
        under the lock, and what the driver raises.
        """
        try:
            return self._carry_out(units, now)
        except errors.UniqueViolation as fault:
            self._give_up()
            if fault.diag.constraint_name == "event_command" and not self._careful:
                raise Overtaken from fault
            raise
        except BaseException:
            self._give_up()
            raise

    def _carry_out(self, units: Sequence[Unit], now: int) -> list[list[Reply]]:
        base = self._base()
        known = self._known(ids_in(units)) if self._careful else {}
        group = Group(base, now, self._recent, self, known, locked=self._locked)
        self.group = group
        if is_import(units):
            return self._append_in_portions(group, units)
        group.apply(units)
        if not self._careful and self._known(group.left_out):
            raise Overtaken
        first = base + 1
        if group.payload:
            first = self._append(group)
        elif group.undecided and not self._locked and self._stored_head() != base:
            raise Overtaken
        if self._in_transaction():
            self.connection.execute("COMMIT")
        self._appended_from(first, group)
        return group.replies(first)

    def _appended_from(self, first: int, group: Group) -> None:
        self.head = first + len(group.payload) - 1
        if group.payload and first != group.base + 1:
            self.met_others = True
            self._recent.forget()

    def _append(self, group: Group) -> int:
        events = group.payload
        if not self._locked:
            unless = Items.of(group.unless).text if group.unless else None
            return self._call(events, group.base, unless)
        if len(events) <= PORTION:
            return self._call(events, commit=True)
        first, *_ = [
            self._call(events[start : start + PORTION]) for start in range(0, len(events), PORTION)
        ]
        return first

    def _append_in_portions(self, group: Group, units: Sequence[Unit]) -> list[list[Reply]]:
        """Append what many commands bring, making a portion ready while the server stores another.

        The lock is held from the first portion on, so where that begins all the others follow.
        """
        sent: list[Cursor[tuple[Any, ...]]] = []
        execute = self.connection.execute

        def send(events: Sequence[Staged]) -> None:
            self.sent = True
            sent.append(execute(_APPEND, (*columns(events), None, None)))
            flush(self.connection)

        with self.connection.pipeline():
            if not self._locked:
                execute("BEGIN")
            group.apply(units, send)
            first = sent[0].fetchall()[0][0] if sent else group.base + 1
            replies = group.replies(first)
            execute("COMMIT")
        self._appended_from(first, group)
        return replies

    def _call(
        self,
        events: Sequence[Staged],
        base: int | None = None,
        unless: str | None = None,
        *,
        commit: bool = False,
    ) -> int:
        self.sent = True
        sent = written(events) if len(events) <= FEW else columns(events)
        bound = (*sent, base, unless)
        if commit:
            # Others wait for the lock, so the server need not wait for us between the two.
            with ClientCursor(self.connection) as cursor:
                found = cursor.execute(f"{_APPEND}; COMMIT", bound).fetchall()
        else:
            found = self.connection.execute(_APPEND, bound, prepare=True).fetchall()
        ((first, _),) = found
        if first is None:
            raise Overtaken
        position: int = first
        return position

    def _base(self) -> int:
        """Bring memory up to the head, or trust that it still is there; the head it stands at."""
        recent = self._recent
        if self._locked and not self._held:
            self._lock()
        elif recent.head < 0:
            recent.begin(self._stored_head())
        return recent.head

    def _lock(self) -> None:
        """Begin, wait for the lock, and then learn what has come: all in one message."""
        recent = self._recent
        with ClientCursor(self.connection) as cursor:
            if recent.head < 0:
                cursor.execute(f"{_LOCK}; {HEAD}")
                recent.begin(_last_result(cursor)[0][0])
                return
            cursor.execute(f"{_LOCK}; {_MISSED}", (recent.head, _MOST_MISSED + 1))
            missed = self._types.events(self.connection, _last_result(cursor))
        self.met_others = bool(missed)
        if len(missed) > _MOST_MISSED:
            recent.begin(self._stored_head())
        else:
            for event in missed:
                recent.add(event)

    def _stored_head(self) -> int:
        head: int = self.connection.execute(HEAD, prepare=True).fetchall()[0][0]
        return head

    def _known(self, ids: list[bytes]) -> dict[bytes, Span]:
        if not ids:
            return {}
        found = self.connection.execute(_KNOWN, (ids,), prepare=True, binary=True)
        return {row[0]: Span(row[1], row[2], duplicate=True) for row in found.fetchall()}

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> list[list[Recorded]]:
        """What each item of a decision selects up to the group's base."""
        return selected(self.connection, self._types, items, self._at())

    def conflicts(self, item: DCBQueryItem, after: int) -> list[int]:
        """The first few positions after one that match an item, up to the group's base."""
        return conflicts(self.connection, [item], after, self._at())

    def _at(self) -> int:
        assert self.group is not None, "a group asks only while it is applied"
        return self.group.base

    def _give_up(self) -> None:
        self._recent.forget()
        if self._in_transaction():
            self.connection.execute("ROLLBACK")

    def _in_transaction(self) -> bool:
        status = self.connection.info.transaction_status
        return status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)


def _last_result(cursor: ClientCursor[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    while cursor.nextset():
        pass
    return cursor.fetchall()
