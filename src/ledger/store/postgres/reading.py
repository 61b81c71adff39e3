"""Reading a ledger in PostgreSQL: streams of events in pages, decisions' selections, raw scans.

Every read takes the head first and stays at or below it. Since events never change and positions
have no gap, that alone is a snapshot, however many statements and connections a read takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from ledger.store.postgres.faults import ServerUnavailable
from ledger.store.postgres.patient import PatientConnection, Unanswered
from ledger.store.postgres.rows import COLUMNS, Items, Types
from ledger.store.postgres.server import Connection, Server, is_lost
from ledger.store.reading import PagedResponse, in_pages
from ledger.store.recorder import Recorded, Span

_SCAN_PAGE = 5_000
_LAST_POSITION = 2**63 - 1
_MOST_CONNECTIONS = 8
_POOL_SECONDS = 3.0
_READ_ATTEMPTS = 3

HEAD = "SELECT coalesce(max(position), 0) FROM event"
_PAGE_OF = """
SELECT {columns} FROM (
    SELECT DISTINCT f.position
    FROM json_to_recordset(%s::json) AS i (types text[], tags text[])
    CROSS JOIN LATERAL ledger.found(
        i.types, i.tags, %s::bigint, %s::bigint, %s::bigint, %s::bigint, {backwards}, %s::integer
    ) AS f (position)
    ORDER BY f.position {order} LIMIT %s::integer
) AS hit JOIN event AS e ON e.position = hit.position ORDER BY e.position {order}
"""
_PAGES = {
    backwards: _PAGE_OF.format(
        columns=COLUMNS,
        backwards="true" if backwards else "false",
        order="DESC" if backwards else "ASC",
    )
    for backwards in (False, True)
}
_SELECTED = f"""
SELECT i.number, {COLUMNS} FROM ROWS FROM (
    json_to_recordset(%s::json) AS (types text[], tags text[], newest boolean)
) WITH ORDINALITY AS i (types, tags, newest, number)
CROSS JOIN LATERAL ledger.found(
    i.types, i.tags, 0, %s::bigint, NULL, NULL, i.newest, CASE WHEN i.newest THEN 1 END
) AS f (position)
JOIN event AS e ON e.position = f.position
ORDER BY i.number, e.position
"""
_CONFLICTS = """
SELECT DISTINCT f.position
FROM json_to_recordset(%s::json) AS i (types text[], tags text[])
CROSS JOIN LATERAL ledger.found(
    i.types, i.tags, %s::bigint, %s::bigint, most => 8
) AS f (position)
ORDER BY f.position LIMIT 8
"""
_SCAN = """
SELECT e.position, e.type, e.occurred_at, coalesce(convert_to(e.data, 'UTF8'), e.bytes)
FROM event AS e WHERE e.position > %s::bigint AND e.position <= %s::bigint {chosen}
ORDER BY e.position LIMIT %s::integer
"""
_SPAN = """
SELECT min(position), max(position) FROM event
WHERE occurred_at >= %s::bigint AND occurred_at < %s::bigint
"""
_COMMAND = "SELECT min(position), max(position) FROM event WHERE command = %s"
_AT_OR_BEFORE = """
SELECT position FROM event WHERE recorded_at <= %s::bigint
ORDER BY recorded_at DESC, position DESC LIMIT 1
"""

T = TypeVar("T")

# The pool tells its log of every attempt to reach a lost server, and a log that nobody set up ends
# in the middle of somebody's screen. What is wrong is told by the fault that is raised.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


def selected(
    connection: Connection, types: Types, items: Sequence[tuple[DCBQueryItem, bool]], upto: int
) -> list[list[Recorded]]:
    """What each item of a decision selects among the events up to a position, oldest first."""
    bound = (Items.selecting(items).text, upto)
    answers: list[list[Recorded]] = [[] for _ in items]
    rows = connection.execute(_SELECTED, bound, prepare=True, binary=True).fetchall()
    events = types.events(connection, (row[1:] for row in rows))
    for row, event in zip(rows, events, strict=True):
        answers[row[0] - 1].append(event)
    return answers


def conflicts(
    connection: Connection, items: Sequence[DCBQueryItem], after: int, upto: int
) -> list[int]:
    """The first few positions between two that match any of the items."""
    bound = (Items.of(items).text, after, upto)
    return [row[0] for row in connection.execute(_CONFLICTS, bound, prepare=True).fetchall()]


def command_span(connection: Connection, command: bytes) -> Span | None:
    """Where a command's events stand."""
    first, last = connection.execute(_COMMAND, (command,), prepare=True).fetchall()[0]
    return None if first is None else Span(first, last)


class Reader:
    """Everything that reads, over one pool of connections."""

    def __init__(self, server: Server, types: Types) -> None:
        self._server = server
        self._types = types
        self._pool = ConnectionPool(
            connection_class=PatientConnection,
            kwargs=server.arguments("repeatable read"),
            min_size=1,
            max_size=_MOST_CONNECTIONS,
            timeout=_POOL_SECONDS,
            reconnect_timeout=_POOL_SECONDS,
            num_workers=1,
            open=True,
        )

    def head(self) -> int:
        """Return the position of the newest event, 0 when there is none."""
        return self._asked(_head)

    def read(
        self,
        query: DCBQuery | None,
        *,
        after: int | None,
        limit: int | None,
        before: int | None,
        backwards: bool,
        occurred: tuple[int | None, int | None],
    ) -> PagedResponse:
        """Stream the matching events; see `LedgerRecorder.read`."""
        head = self.head()
        items = Items.of(query.items if query is not None else ())
        lowest = after or 0
        highest = head if before is None else min(head, before - 1)
        if occurred != (None, None):
            lowest, highest = self._positions_between(occurred, lowest, highest)

        def page(above: int, upto: int, size: int) -> list[Recorded]:
            bound = (items.text, above, upto, *occurred, size, size)
            return self._asked(lambda connection: self._page(connection, backwards, bound))

        events = in_pages(page, lowest, highest, limit, backwards)
        return PagedResponse(events, head or None, limited=limit is not None)

    def _page(
        self, connection: Connection, backwards: bool, bound: tuple[Any, ...]
    ) -> list[Recorded]:
        found = connection.execute(_PAGES[backwards], bound, prepare=True, binary=True)
        return self._types.events(connection, found.fetchall())

    def _positions_between(
        self, occurred: tuple[int | None, int | None], lowest: int, highest: int
    ) -> tuple[int, int]:
        """Narrow the positions to those between the first and last event of a span of time."""
        since, before = occurred
        bound = (
            -_LAST_POSITION if since is None else since,
            _LAST_POSITION if before is None else before,
        )
        first, last = self._asked(
            lambda connection: connection.execute(_SPAN, bound, prepare=True).fetchall()[0]
        )
        if first is None:
            return lowest, 0
        return max(lowest, first - 1), min(highest, last)

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        """Read what a decision needs; see `LedgerRecorder.select`."""

        def chosen(connection: Connection) -> tuple[list[list[Recorded]], int]:
            head = _head(connection)
            return selected(connection, self._types, items, head), head

        answers, head = self._asked(chosen)
        found = {event.position: event for answer in answers for event in answer}
        return [found[position] for position in sorted(found)], head

    def rows(
        self, after: int, upto: int | None, types: Sequence[str] | None, limit: int | None
    ) -> Iterator[tuple[int, str, int, bytes]]:
        """Scan raw columns in order of position; see `LedgerRecorder.rows`."""
        head = self.head()
        upto = head if upto is None else min(upto, head)
        statement = _SCAN.format(chosen="")
        chosen: tuple[list[int], ...] = ()
        if types is not None:
            chosen = (self._asked(lambda connection: _numbers(connection, types)),)
            statement = _SCAN.format(chosen="AND e.type = ANY (%s::integer[])")
        remaining = _LAST_POSITION if limit is None else limit
        while remaining > 0 and after < upto:
            size = min(_SCAN_PAGE, remaining)
            page = self._scanned(statement, (after, upto, *chosen, size))
            yield from page
            if len(page) < size:
                return
            after = page[-1][0]
            remaining -= size

    def _scanned(self, statement: str, bound: tuple[Any, ...]) -> list[tuple[int, str, int, bytes]]:
        def scan(connection: Connection) -> list[tuple[int, str, int, bytes]]:
            found = connection.execute(statement, bound, prepare=True, binary=True).fetchall()
            for number, position in {row[1]: row[0] for row in found}.items():
                self._types.name(connection, number, position)
            names = self._types.names
            return [(row[0], names[row[1]], row[2], row[3]) for row in found]

        return self._asked(scan)

    def find_command(self, command: bytes) -> Span | None:
        """Return the positions a recorded command got."""
        return self._asked(lambda connection: command_span(connection, command))

    def at_or_before(self, recorded_at: int) -> int:
        """Return the position of the newest event recorded at or before an instant, 0 if none."""
        found = self._asked(
            lambda connection: connection.execute(
                _AT_OR_BEFORE, (recorded_at,), prepare=True
            ).fetchone()
        )
        return found[0] if found else 0

    def types(self) -> list[str]:
        """Return the types that occur, sorted by name."""
        found = self._asked(
            lambda connection: connection.execute(
                'SELECT name FROM type ORDER BY name COLLATE "C"'
            ).fetchall()
        )
        return [row[0] for row in found]

    def ask(self, question: Callable[[Connection], T]) -> T:
        """Ask anything else that only reads."""
        return self._asked(question)

    def tell(self, statement: str) -> None:
        """Have the server do something that changes nothing in the ledger and may be lost."""
        self._asked(lambda connection: connection.execute(statement))

    def close(self) -> None:
        """Close every connection; those in use as they come back."""
        self._pool.close()

    def _asked(self, question: Callable[[Connection], T]) -> T:
        """Ask, and ask again when the connection turns out to be gone: reading changes nothing."""
        for attempt in range(_READ_ATTEMPTS):
            with self._lent() as connection:
                try:
                    return question(connection)
                except Unanswered as fault:
                    # The others are as silent, and each would have to be waited for as long.
                    raise self._server.as_store_error(fault) from fault
                except psycopg.Error as fault:
                    if not is_lost(connection, fault) or attempt == _READ_ATTEMPTS - 1:
                        raise self._server.as_store_error(fault) from fault
            # All connections of a server that went away are gone, not only this one.
            self._pool.check()
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        connection: Connection
        try:
            connection = self._pool.getconn()
        except PoolClosed:
            raise ServerUnavailable(self._server.shown, "it has been closed", "已被关闭") from None
        except PoolTimeout:
            # The pool only knows that none came in time; connecting once more tells why.
            connection = self._server.connect(isolation="repeatable read")
            try:
                yield connection
            finally:
                connection.close()
            return
        try:
            yield connection
        finally:
            self._pool.putconn(connection)


def _head(connection: Connection) -> int:
    head: int = connection.execute(HEAD, prepare=True).fetchall()[0][0]
    return head


def _numbers(connection: Connection, types: Sequence[str]) -> list[int]:
    found = connection.execute("SELECT id FROM type WHERE name = ANY (%s)", (list(types),))
    return [row[0] for row in found.fetchall()]
