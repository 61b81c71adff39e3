"""Reading a ledger: streams of events in pages, decisions' selections, raw scans.

Events never change, so a stream need not hold a transaction open: it fixes the head once, borrows
a connection for one page at a time, and still shows exactly the ledger as it was at that head.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import cast

import apsw
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBReadResponse

from ledger.store import queries
from ledger.store.connection import FAULTS, ReaderPool, as_store_error
from ledger.store.names import CommittedNames, Names
from ledger.store.recorder import Recorded, Span
from ledger.store.selecting import Row, Selector

_FIRST_PAGE = 100
_PAGE = 1_000
_SCAN_PAGE = 5_000
_HEAD = "SELECT max(position) FROM event"
_LAST_POSITION = 2**63 - 1

ScanRow = tuple[int, int, int, bytes]


class PagedResponse(DCBReadResponse):
    """Matching events, fetched page by page as they are asked for."""

    def __init__(self, events: Iterator[Recorded], head: int | None, *, limited: bool) -> None:
        self._events = events
        self._head = None if limited else head
        self._limited = limited

    @property
    def head(self) -> int | None:
        """The ledger's head when the read began; with a limit, the newest position returned."""
        return self._head

    def __next__(self) -> Recorded:
        event = next(self._events)
        if self._limited and (self._head is None or event.position > self._head):
            self._head = event.position
        return event


class Reader:
    """Everything that reads, over one pool of connections."""

    def __init__(self, pool: ReaderPool, names: Names) -> None:
        self._pool = pool
        self._names = names
        self._selector = Selector(pool.path, names)
        self._deciding = threading.Lock()

    def head(self) -> int:
        """Return the position of the newest event, 0 when there is none."""
        with self._pool.lent() as connection:
            return connection.execute(_HEAD).get or 0

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
        with self._pool.lent() as connection:
            head = connection.execute(_HEAD).get or 0
            names = CommittedNames(self._names, connection)
            streams = queries.streams_of(query, names, connection)
            lowest = after or 0
            highest = head if before is None else min(head, before - 1)
            times = _times(occurred)
            if times is not None:
                lowest, highest = _positions_between(connection, times, lowest, highest)
        page = self._pager(streams, backwards, times)
        events = in_pages(page, lowest, highest, limit, backwards)
        return PagedResponse(events, head or None, limited=limit is not None)

    def _pager(
        self, streams: list[queries.Stream], backwards: bool, times: tuple[int, int] | None
    ) -> Callable[[int, int, int], list[Recorded]]:
        statements = [
            (
                queries.page_statement(queries.shape_of(portion), backwards, times is not None),
                [*(times or ()), *queries.bindings_of(portion)],
            )
            for portion in queries.in_statements(streams)
        ]

        def page(after: int, upto: int, size: int) -> list[Recorded]:
            with self._pool.lent() as connection:
                rows: list[Row] = []
                for statement, numbers in statements:
                    bound = (after, upto, size, *numbers)
                    rows += cast(list[Row], connection.execute(statement, bound).fetchall())
                if len(statements) > 1:
                    unique = {row[0]: row for row in rows}
                    rows = [unique[key] for key in sorted(unique, reverse=backwards)[:size]]
                return self._selector.events(CommittedNames(self._names, connection), rows)

        return page

    def select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        """Read what a decision needs from one snapshot; see `LedgerRecorder.select`.

        One thread at a time: a selection is many short steps, and threads that take Python's lock
        from each other at every step get through half as many decisions.
        """
        with self._deciding:
            return self._select(items)

    def _select(self, items: Sequence[tuple[DCBQueryItem, bool]]) -> tuple[list[Recorded], int]:
        connection = self._pool.take()
        try:
            connection.execute("BEGIN")
            try:
                head = connection.execute(_HEAD).get or 0
                names = CommittedNames(self._names, connection)
                return self._selector.select(connection, names, items), head
            finally:
                connection.execute("COMMIT")
        except FAULTS as fault:
            raise as_store_error(fault, self._pool.path) from fault
        finally:
            self._pool.put(connection)

    def rows(
        self, after: int, upto: int | None, types: Sequence[str] | None, limit: int | None
    ) -> Iterator[tuple[int, str, int, bytes]]:
        """Scan raw columns in order of position; see `LedgerRecorder.rows`."""
        head = self.head()
        upto = head if upto is None else min(upto, head)
        chosen = ""
        if types is not None:
            with self._pool.lent() as connection:
                names = CommittedNames(self._names, connection)
                numbers = [names.type_id(name) for name in types]
            chosen = ", ".join(str(number) for number in numbers if number is not None)
            if not chosen:
                return
            chosen = f"AND +type IN ({chosen})"
        statement = (
            "SELECT position, type, occurred_at, CAST(data AS BLOB) FROM event"
            f" WHERE position > ? AND position <= ? {chosen} ORDER BY position LIMIT ?"
        )
        remaining = _LAST_POSITION if limit is None else limit
        while remaining > 0 and after < upto:
            size = min(_SCAN_PAGE, remaining)
            with self._pool.lent() as connection:
                page = cast(
                    list[ScanRow], connection.execute(statement, (after, upto, size)).fetchall()
                )
                names = CommittedNames(self._names, connection)
                for number in {row[1] for row in page}:
                    self._selector.type_name(names, number, page[0][0])
            name = self._names.type_names
            for position, number, occurred_at, data in page:
                yield position, name[number], occurred_at, data
            if len(page) < size:
                return
            after = page[-1][0]
            remaining -= size

    def find_command(self, command: bytes) -> Span | None:
        """Return the positions a recorded command got."""
        with self._pool.lent() as connection:
            found = connection.execute(
                "SELECT first, last FROM command WHERE id = ?", (command,)
            ).get
        return Span(*found) if found is not None else None

    def at_or_before(self, recorded_at: int) -> int:
        """Return the position of the newest event recorded at or before an instant, 0 if none."""
        with self._pool.lent() as connection:
            return (
                connection.execute(
                    "SELECT position FROM event WHERE recorded_at <= ?"
                    " ORDER BY recorded_at DESC, position DESC LIMIT 1",
                    (recorded_at,),
                ).get
                or 0
            )

    def types(self) -> list[str]:
        """Return the types that occur, sorted by name."""
        with self._pool.lent() as connection:
            return [row[0] for row in connection.execute("SELECT name FROM type ORDER BY name")]


def _times(occurred: tuple[int | None, int | None]) -> tuple[int, int] | None:
    since, before = occurred
    if since is None and before is None:
        return None
    return (
        -_LAST_POSITION if since is None else since,
        _LAST_POSITION if before is None else before,
    )


def _positions_between(
    connection: apsw.Connection, times: tuple[int, int], lowest: int, highest: int
) -> tuple[int, int]:
    """Narrow the positions to those between the first and last event that occurred in the span.

    Events are recorded mostly in the order they occur, so this leaves little to look through; the
    index alone answers it.
    """
    first, last = connection.execute(
        "SELECT min(position), max(position) FROM event WHERE occurred_at >= ? AND occurred_at < ?",
        times,
    ).get
    if first is None:
        return lowest, 0
    return max(lowest, first - 1), min(highest, last)


def in_pages(
    page: Callable[[int, int, int], list[Recorded]],
    after: int,
    upto: int,
    limit: int | None,
    backwards: bool,
) -> Iterator[Recorded]:
    """Yield what `page` gives between two positions, a small page first; it takes both and a size.

    The first position is excluded.
    """
    remaining = _LAST_POSITION if limit is None else limit
    full = _FIRST_PAGE
    while remaining > 0 and after < upto:
        size = min(full, remaining)
        events = page(after, upto, size)
        yield from events
        if len(events) < size:
            return
        if backwards:
            upto = events[-1].position - 1
        else:
            after = events[-1].position
        remaining -= size
        full = _PAGE
