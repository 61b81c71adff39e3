"""One try at appending one group of commands on one connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsourcing.dcb.api import DCBQueryItem
from psycopg import ClientCursor, errors
from psycopg.pq import TransactionStatus

from ledger.store.postgres.copying import Portions, copy_into_staging
from ledger.store.postgres.group import Group, asks, ids_in
from ledger.store.postgres.reading import HEAD, conflicts, selected
from ledger.store.postgres.rows import COLUMNS, Items, Staged, Types, encode
from ledger.store.postgres.server import Connection
from ledger.store.recent import RecentAppends
from ledger.store.recorder import Batch, Recorded, Span
from ledger.store.sequencer import Reply, Unit

COPY_FROM_EVENTS = 256
"""So many events in one commit go faster by COPY than as one document."""

_MOST_MISSED = 2_000
"""Memory is begun anew rather than told of more events than this."""

_APPEND = "SELECT first, head FROM ledger.append(%s::text[], %s::json, %s::bigint, %s::json)"
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
        self._connection = connection
        self._types = types
        self._recent = recent
        self._locked = locked
        self._careful = careful
        self.group: Group | None = None
        self.sent = False
        """Whether the server may have been told to append it."""
        self.met_others = False
        """Whether others have appended since this process last did."""
        self.head = 0

    def carry_out(self, units: Sequence[Unit], now: int) -> list[list[Reply]]:
        """Append what the units ask for, and answer each of their commands.

        Raises Overtaken when it must be tried again under the lock and with care, NeedsLock when
        under the lock, and what the driver raises.
        """
        many = sum(len(each.events) for unit in units for each in unit if isinstance(each, Batch))
        try:
            return self._carry_out(units, now, copying=many >= COPY_FROM_EVENTS)
        except errors.UniqueViolation as fault:
            self._give_up()
            if fault.diag.constraint_name == "event_command" and not self._careful:
                raise Overtaken from fault
            raise
        except BaseException:
            self._give_up()
            raise

    def _carry_out(self, units: Sequence[Unit], now: int, *, copying: bool) -> list[list[Reply]]:
        execute = self._connection.execute
        if copying and not self._locked:
            execute("BEGIN")
        base = self._base()
        known = self._known(ids_in(units)) if self._careful else {}
        group = Group(base, now, self._recent, self, known, locked=self._locked)
        self.group = group
        first = base + 1
        if copying and not any(asks(command) for unit in units for command in unit):
            with Portions(self._append_copied) as portions:
                group.apply(units, portions.send)
                first = portions.first() if group.payload else first
        else:
            group.apply(units)
        if not self._careful and self._known(group.left_out):
            raise Overtaken
        if group.payload and not self.sent:
            first = self._append(group)
        elif group.undecided and not self._locked and self._stored_head() != base:
            raise Overtaken
        if self._in_transaction():
            execute("COMMIT")
        self.head = first + len(group.payload) - 1
        if group.payload and first != base + 1:
            self.met_others = True
            self._recent.forget()
        return group.replies(first)

    def _append(self, group: Group) -> int:
        if not self._locked:
            unless = Items.of(group.unless).text if group.unless else None
            return self._call(group.payload, encode(group.payload).decode(), group.base, unless)
        if len(group.payload) >= COPY_FROM_EVENTS:
            return self._append_copied(group.payload)
        return self._call(group.payload, encode(group.payload).decode(), None, None, commit=True)

    def _append_copied(self, events: Sequence[Staged]) -> int:
        copy_into_staging(self._connection, events)
        return self._call(events, None, None, None)

    def _call(
        self,
        events: Sequence[Staged],
        document: str | None,
        base: int | None,
        unless: str | None,
        *,
        commit: bool = False,
    ) -> int:
        self.sent = True
        bound = (list({event.type for event in events}), document, base, unless)
        if commit:
            # Others wait for the lock, so the server need not wait for us between the two.
            with ClientCursor(self._connection) as cursor:
                found = cursor.execute(f"{_APPEND}; COMMIT", bound).fetchall()
        else:
            found = self._connection.execute(_APPEND, bound, prepare=True).fetchall()
        ((first, _),) = found
        if first is None:
            raise Overtaken
        position: int = first
        return position

    def _base(self) -> int:
        """Bring memory up to the head, or trust that it still is there; the head it stands at."""
        recent = self._recent
        if self._locked:
            self._lock()
        elif recent.head < 0:
            recent.begin(self._stored_head())
        return recent.head

    def _lock(self) -> None:
        """Begin, wait for the lock, and then learn what has come: all in one message."""
        recent = self._recent
        with ClientCursor(self._connection) as cursor:
            if recent.head < 0:
                cursor.execute(f"{_LOCK}; {HEAD}")
                recent.begin(_last_result(cursor)[0][0])
                return
            cursor.execute(f"{_LOCK}; {_MISSED}", (recent.head, _MOST_MISSED + 1))
            missed = self._types.events(self._connection, _last_result(cursor))
        self.met_others = bool(missed)
        if len(missed) > _MOST_MISSED:
            recent.begin(self._stored_head())
        else:
            for event in missed:
                recent.add(event)

    def _stored_head(self) -> int:
        head: int = self._connection.execute(HEAD, prepare=True).fetchall()[0][0]
        return head

    def _known(self, ids: list[bytes]) -> dict[bytes, Span]:
        if not ids:
            return {}
        found = self._connection.execute(_KNOWN, (ids,), prepare=True, binary=True)
        return {row[0]: Span(row[1], row[2], duplicate=True) for row in found.fetchall()}

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> list[list[Recorded]]:
        """What each item of a decision selects up to the group's base."""
        return selected(self._connection, self._types, items, self._at())

    def conflicts(self, item: DCBQueryItem, after: int) -> list[int]:
        """The first few positions after one that match an item, up to the group's base."""
        return conflicts(self._connection, [item], after, self._at())

    def _at(self) -> int:
        assert self.group is not None, "a group asks only while it is applied"
        return self.group.base

    def _give_up(self) -> None:
        self._recent.forget()
        if self._in_transaction():
            self._connection.execute("ROLLBACK")

    def _in_transaction(self) -> bool:
        status = self._connection.info.transaction_status
        return status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)


def _last_result(cursor: ClientCursor[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    while cursor.nextset():
        pass
    return cursor.fetchall()
