"""Views as real typed tables in the schema `views` of a ledger's database, for any tool to read.

A table is named after projection, version and kind of row (``views.floor_1_queues``), so that a
new version is built beside the old one. The rows a fold touched are written in one transaction
with the position it reached.

One process at a time stores a view, by lease. Others fold for themselves and only load. Besides,
each save first looks whether what is stored lies between what this process saved or loaded last
and what it has folded, so that its touched rows hold everything that differs.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
import psycopg
from psycopg import errors, sql

from ledger.kernel.projection import Overtaken, Projection, Rows
from ledger.store.errors import StoreError
from ledger.store.postgres.patient import Unanswered
from ledger.store.postgres.server import Connection, Server, is_lost
from ledger.views.columns import Shape, shape_of
from ledger.views.lease import TABLE, Lease
from ledger.views.tables import ViewsUnavailable

_WRITER = "dutybook_app"
_READER = "dutybook_auditor"
_COLUMN = {int: "bigint", bool: "boolean", float: "double precision", str: 'text COLLATE "C"'}
_DEFINING = "SELECT pg_advisory_xact_lock(1148484965)"
"""Two processes that define tables at once do so one after the other."""

_VIEW = """
CREATE TABLE IF NOT EXISTS views.view (
    name text COLLATE "C" PRIMARY KEY, position bigint NOT NULL, latest_at bigint NOT NULL,
    mark text NOT NULL, unknown text NOT NULL, shape text NOT NULL
)
"""
_unknown_counts = msgspec.json.Decoder(dict[str, int]).decode

T = TypeVar("T")


class PostgresTables:
    """The stored views of the ledger at a URL; see :class:`~ledger.views.storing.StoredViews`."""

    def __init__(self, url: str) -> None:
        """Connect.

        :raises ViewsUnavailable: when the server is away or the role may not store views.
        """
        try:
            self._server = Server(url)
            self._lease = Lease()
            self._reads_only = False
            self._held = [self._connect()]
        except (psycopg.Error, StoreError) as fault:
            raise ViewsUnavailable(f"no views can be kept: {fault}") from fault
        # A view that is looked at has rows at rest here, so these tables live as long as it does.
        self._end = weakref.finalize(self, _abandon, self._held, self._lease)

    def load(self, projection: Projection, mark_at: Callable[[int], str]) -> int:
        """Fill a cleared projection with its stored rows; see `StoredViews.load`."""
        try:
            return self._done(lambda connection: self._load(connection, projection, mark_at))
        except psycopg.Error as fault:
            raise ViewsUnavailable(f"no views can be kept: {fault}") from fault

    def save(self, projection: Projection, *, since: int, mark: str) -> bool:
        """Write the touched rows and the position; see `StoredViews.save`.

        Nothing is written while another process holds the lease or is further, nor by a role that
        may only read.
        """
        if self._reads_only:
            return False
        try:
            written = self._done(lambda one: self._save(one, projection, since, mark))
        except (psycopg.Error, StoreError):
            return False
        if written:
            for rows in projection.tables().values():
                rows.touched.clear()
        return written

    def leads(self, duty: str) -> bool:
        """Whether this process holds the lease of a duty, or could take it now."""
        if self._reads_only:
            return False
        try:
            return self._done(lambda one: self._take(one, duty))
        except (psycopg.Error, StoreError):
            return False

    def close(self) -> None:
        """Give back the lease and close the connection."""
        if self._end.detach() is not None:
            with suppress(psycopg.Error):
                self._lease.release(self._held[0])
            self._held[0].close()

    def ask(self, statement: sql.Composed, bound: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement; a lost connection is replaced once.

        :raises StoreError: when the server cannot be reached.
        """
        try:
            return self._done(lambda one: one.execute(statement, bound, binary=True).fetchall())
        except psycopg.Error as fault:
            raise self._server.as_store_error(fault) from fault

    def _connect(self) -> Connection:
        connection = self._server.connect()
        try:
            try:
                self._prepare(connection)
            except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction):
                connection.execute("SELECT FROM views.view LIMIT 1")
                self._reads_only = True
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: Connection) -> None:
        # All processes store as one role, so that each can carry on what another began.
        connection.execute(f"SET ROLE {_WRITER}")
        connection.execute("SET synchronous_commit = off")
        with connection.transaction():
            connection.execute(_DEFINING)
            connection.execute(_VIEW)
            connection.execute(TABLE)
            connection.execute(f"GRANT SELECT ON views.view, views.lease TO {_READER}")

    def _done(self, work: Callable[[Connection], T]) -> T:
        """Work on the connection, and once more on a new one when it turns out to be gone.

        All work here is one transaction that looks at what is stored first, so doing it again
        is right whether or not the first time was carried out.
        """
        connection = self._held[0]
        try:
            return work(connection)
        except psycopg.Error as fault:
            if isinstance(fault, Unanswered) or not is_lost(connection, fault):
                raise
            connection.close()
            self._held[0] = self._connect()
            return work(self._held[0])

    def _load(
        self, connection: Connection, projection: Projection, mark_at: Callable[[int], str]
    ) -> int:
        projection.clear()
        # Rows and position must be of one moment, so the snapshot is one and comes after the lock.
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            connection.execute("LOCK TABLE views.view IN ACCESS SHARE MODE")
            found = self._find(connection, projection, mark_at)
            if found is not None:
                projection.position, projection.latest_at = found[0], found[1]
                projection.unknown.update(_unknown_counts(found[3]))
                self._fill_all(connection, projection)
                return projection.position
        if self._reads_only:
            raise ViewsUnavailable("no views are stored yet, and this role may not store any")
        with connection.transaction():
            connection.execute("LOCK TABLE views.view IN ACCESS EXCLUSIVE MODE")
            if self._find(connection, projection, mark_at) is not None:
                raise Overtaken("another process has begun the stored view anew")
            self._begin_anew(connection, projection)
            self._fill_all(connection, projection)
        return projection.position

    def _find(
        self, connection: Connection, projection: Projection, mark_at: Callable[[int], str]
    ) -> tuple[Any, ...] | None:
        """What is stored of the view, unless it is of another ledger or of another shape."""
        found = connection.execute(
            "SELECT position, latest_at, mark, unknown, shape FROM views.view WHERE name = %s",
            (view_name(projection),),
        ).fetchone()
        if found is None or found[4] != _shapes(projection) or mark_at(found[0]) != found[2]:
            return None
        return found

    def _fill_all(self, connection: Connection, projection: Projection) -> None:
        for table, rows in projection.tables().items():
            self._fill(connection, projection, table, rows)
        projection.settled()

    def _begin_anew(self, connection: Connection, projection: Projection) -> None:
        for table, rows in projection.tables().items():
            named = table_of(projection, table)
            connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(named))
            connection.execute(_create(named, shape_of(rows.row_type)))
            connection.execute(
                sql.SQL("GRANT SELECT ON {} TO {}").format(named, sql.Identifier(_READER))
            )
        connection.execute("DELETE FROM views.view WHERE name = %s", (view_name(projection),))

    def _fill(
        self, connection: Connection, projection: Projection, table: str, rows: Rows[Any]
    ) -> None:
        shape, named = shape_of(rows.row_type), table_of(projection, table)
        where: sql.Composable = sql.SQL("")
        if rows.row_type.dated:
            rows.horizon = projection.horizon(table)
            rows.archive = _StoredRows(self, projection, shape, named)
            where = sql.SQL(" WHERE {} >= {}").format(
                sql.Identifier(shape.keys[0]), sql.Literal(rows.horizon)
            )
        statement = sql.SQL("SELECT * FROM {}").format(named) + where
        for values in connection.execute(statement, binary=True):
            made = shape.row(values)
            rows[shape.key(made)] = made

    def _take(self, connection: Connection, duty: str) -> bool:
        with connection.transaction():
            return self._lease.take(connection, duty)

    def _save(self, connection: Connection, projection: Projection, since: int, mark: str) -> bool:
        name = view_name(projection)
        with connection.transaction():
            if not self._lease.take(connection, name):
                return False
            found = connection.execute(
                "SELECT position FROM views.view WHERE name = %s FOR UPDATE", (name,)
            ).fetchone()
            stored = found[0] if found else 0
            if stored < since:
                raise Overtaken("the stored view was begun anew")
            if stored > projection.position:
                return False
            for table, rows in projection.tables().items():
                _write(connection, table_of(projection, table), rows)
            connection.execute(
                "INSERT INTO views.view VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (name) DO UPDATE SET position = excluded.position,"
                " latest_at = excluded.latest_at, mark = excluded.mark,"
                " unknown = excluded.unknown, shape = excluded.shape",
                (
                    name,
                    projection.position,
                    projection.latest_at,
                    mark,
                    msgspec.json.encode(projection.unknown).decode(),
                    _shapes(projection),
                ),
            )
        return True


class _StoredRows:
    """The dated rows of one kind that rest in their table."""

    def __init__(
        self, tables: PostgresTables, projection: Projection, shape: Shape[Any], named: sql.Composed
    ) -> None:
        self._tables = tables
        self._projection = projection
        self._shape = shape
        # The position is read in the same statement as the row, so that both are of one moment.
        self._find = sql.SQL(
            "SELECT (SELECT position FROM views.view WHERE name = %s), stored.*"
            " FROM (SELECT) AS one LEFT JOIN {} AS stored ON {}"
        ).format(named, _matches(shape.keys))
        first = sql.Identifier(shape.keys[0])
        self._between = sql.SQL("SELECT * FROM {} WHERE {} >= %s AND {} < %s ORDER BY {}").format(
            named, first, first, first
        )

    def find(self, key: Any) -> Any:
        """The stored row with that key; see :class:`~ledger.kernel.projection.Archive`."""
        bound = (view_name(self._projection), *self._shape.bindings(key))
        (found,) = self._tables.ask(self._find, bound)
        position, values = found[0], found[1:]
        if position is None or position > self._projection.position:
            raise Overtaken("the stored view was carried on by another process")
        return None if values[0] is None else self._shape.row(values)

    def between(self, since: int, until: int) -> Iterator[Any]:
        """The stored rows of a span, oldest first."""
        for values in self._tables.ask(self._between, (since, until)):
            yield self._shape.row(values)


def _abandon(held: list[Connection], lease: Lease) -> None:
    # The collector runs this on any thread, also one that must never wait for a server.
    with suppress(psycopg.Error):
        lease.let_go(held[0])
    held[0].close()


def view_name(projection: Projection) -> str:
    """The name a view is kept under."""
    return f"{projection.name}_{projection.version}"


def table_of(projection: Projection, table: str) -> sql.Composed:
    """The table of one kind of row of a projection, as part of a statement."""
    return sql.SQL("views.{}").format(sql.Identifier(f"{view_name(projection)}_{table}"))


def _create(named: sql.Composed, shape: Shape[Any]) -> sql.Composed:
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kind))
        for name, kind in shape.columns(_COLUMN).items()
    )
    keys = sql.SQL(", ").join(map(sql.Identifier, shape.keys))
    return sql.SQL("CREATE TABLE {} ({}, PRIMARY KEY ({}))").format(named, columns, keys)


def _matches(keys: Sequence[str]) -> sql.Composed:
    return sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(key)) for key in keys)


def _shapes(projection: Projection) -> str:
    """All tables of a view in one text, which differs when any column does."""
    return "; ".join(
        f"{table}: {shape_of(rows.row_type).columns(_COLUMN)} {shape_of(rows.row_type).keys}"
        for table, rows in projection.tables().items()
    )


def _write(connection: Connection, named: sql.Composed, rows: Rows[Any]) -> None:
    shape = shape_of(rows.row_type)
    gone = [shape.bindings(key) for key in rows.touched if key not in rows]
    kept = [shape.values(rows[key]) for key in rows.touched if key in rows]
    with connection.cursor() as cursor:
        if gone:
            cursor.executemany(
                sql.SQL("DELETE FROM {} WHERE {}").format(named, _matches(shape.keys)), gone
            )
        if kept:
            _replace(cursor, named, shape, kept)


def _replace(
    cursor: psycopg.Cursor[tuple[Any, ...]],
    named: sql.Composed,
    shape: Shape[Any],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Write rows, new or not: copied to a table of this transaction, then put in place."""
    cursor.execute(
        sql.SQL("CREATE TEMPORARY TABLE incoming (LIKE {}) ON COMMIT DROP").format(named)
    )
    with cursor.copy("COPY incoming FROM STDIN") as copy:
        for values in rows:
            copy.write_row(values)
    others = [name for name in shape.fields if name not in shape.keys]
    changed = sql.SQL(", ").join(
        sql.SQL("{} = excluded.{}").format(sql.Identifier(name), sql.Identifier(name))
        for name in others
    )
    cursor.execute(
        sql.SQL("INSERT INTO {} SELECT * FROM incoming ON CONFLICT ({}) DO {}").format(
            named,
            sql.SQL(", ").join(map(sql.Identifier, shape.keys)),
            sql.SQL("UPDATE SET ") + changed if others else sql.SQL("NOTHING"),
        )
    )
    cursor.execute("DROP TABLE incoming")
