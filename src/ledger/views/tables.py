"""Views as real typed tables in a SQLite file beside the ledger, readable by any tool.

A table is named after projection, version and kind of row (``floor_1_queues``), so that a new
version is built beside the old one. The rows a fold touched are written in one transaction with
the position it reached.

Several processes may keep the same view in the same file. Each writes only when what is stored
lies between what it saved or loaded last and what it has folded: its touched rows then hold
everything that differs, and the table becomes exactly its own fold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import msgspec

from ledger.kernel.projection import Overtaken, Projection, Rows
from ledger.views.columns import Shape, shape_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS view(
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, latest_at INTEGER NOT NULL,
    mark TEXT NOT NULL, unknown TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_SUFFIX = ".views.sqlite"
_DAMAGED = (apsw.NotADBError, apsw.CorruptError)
_unknown_counts = msgspec.json.Decoder(dict[str, int]).decode


class ViewsUnavailable(OSError):
    """The file of views cannot be written here; views then live in memory alone."""


class ViewTables:
    """The stored views of one ledger.

    They are disposable: a file that is damaged or belongs to another ledger is made anew.
    """

    def __init__(self, path: Path, *, lock_timeout: float = 5.0) -> None:
        """Open the file, or make it; wait so many seconds for another program's lock.

        :raises ViewsUnavailable: when it cannot be made or written.
        """
        self.path = path
        self._lock_timeout = lock_timeout
        self._connection = self._open()

    @classmethod
    def beside(cls, ledger: Path) -> ViewTables:
        """The views of the ledger at a path: ``<ledger>.views.sqlite``.

        :raises ViewsUnavailable: when the file cannot be made or written.
        """
        return cls(views_path(ledger))

    @classmethod
    def where_possible(cls, ledger: Path) -> ViewTables | None:
        """The views of the ledger at a path, or None where no file can be written."""
        try:
            return cls.beside(ledger)
        except ViewsUnavailable:
            return None

    def load(self, projection: Projection, mark_at: Callable[[int], str]) -> int:
        """Fill a cleared projection with its stored rows; the position they stand for.

        ``mark_at`` tells a mark of the ledger's event at a position, empty when there is none.
        Rows that do not end at the event they were stored for are of another ledger, and are
        forgotten.

        :raises Overtaken: when the file was damaged and has been made anew.
        :raises ViewsUnavailable: when another program locks the file, or it can be read only.
        """
        try:
            with self._guarded():
                return self._load(projection, mark_at)
        except apsw.Error as fault:
            raise ViewsUnavailable(f"no views can be kept in {self.path}: {fault}") from fault

    def save(self, projection: Projection, *, since: int, mark: str) -> bool:
        """Write the touched rows and the position; whether it was done.

        ``since`` is the position this projection was loaded at or saved last. Nothing is written
        when another process has carried the stored view beyond this one, or while another
        program locks the file.

        :raises Overtaken: when the stored view was forgotten or damaged meanwhile.
        """
        try:
            with self._guarded(), self._connection:
                stored = self._position(projection)
                if stored < since:
                    raise Overtaken("the stored view was begun anew")
                if stored > projection.position:
                    return False
                self._write_all(projection, mark)
        except (apsw.BusyError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError):
            return False
        for rows in projection.tables().values():
            rows.touched.clear()
        return True

    def leads(self, duty: str) -> bool:
        """Always: the processes that share a file are few, and any of them may end at any time."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _open(self) -> apsw.Connection:
        try:
            try:
                return self._connect()
            except _DAMAGED:
                self._delete()
                return self._connect()
        except (apsw.Error, OSError) as fault:
            raise ViewsUnavailable(f"no views can be kept in {self.path}: {fault}") from fault

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.path))
        try:
            connection.set_busy_timeout(int(self._lock_timeout * 1_000))
            connection.pragma("journal_mode", "wal")
            connection.pragma("synchronous", "normal")
            connection.transaction_mode = "IMMEDIATE"
            connection.execute(_SCHEMA)
            self.path.chmod(0o600)
        except BaseException:
            connection.close()
            raise
        return connection

    def _delete(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Makes a damaged file anew, and says that all must be loaded again."""
        try:
            yield
        except _DAMAGED as fault:
            self._make_anew()
            raise Overtaken("the stored views were damaged") from fault

    def _make_anew(self) -> None:
        self._connection.close()
        self._delete()
        self._connection = self._open()

    def _load(self, projection: Projection, mark_at: Callable[[int], str]) -> int:
        with self._connection:
            same_shape = all(
                self._prepare(shape_of(rows.row_type), table_name(projection, name))
                for name, rows in projection.tables().items()
            )
            found = self._connection.execute(
                "SELECT position, latest_at, mark, unknown FROM view WHERE name = ?",
                (view_name(projection),),
            ).fetchone()
            if found is None or not same_shape or mark_at(found[0]) != found[2]:
                self._forget(projection)
            else:
                projection.position, projection.latest_at = found[0], found[1]
                projection.unknown.update(_unknown_counts(found[3]))
            for name, rows in projection.tables().items():
                self._fill(projection, name, rows)
        projection.settled()
        return projection.position

    def _prepare(self, shape: Shape[Any], table: str) -> bool:
        """Create the table; whether it had this very shape before, or did not exist."""
        create = shape.create(table)
        found = self._connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()
        if found is not None and found[0] == create:
            return True
        self._connection.execute(f'DROP TABLE IF EXISTS "{table}"')
        self._connection.execute(create)
        return found is None

    def _forget(self, projection: Projection) -> None:
        for name in projection.tables():
            self._connection.execute(f'DELETE FROM "{table_name(projection, name)}"')
        self._connection.execute("DELETE FROM view WHERE name = ?", (view_name(projection),))

    def _position(self, projection: Projection) -> int:
        found = self._connection.execute(
            "SELECT position FROM view WHERE name = ?", (view_name(projection),)
        ).fetchone()
        return found[0] if found else 0

    def _fill(self, projection: Projection, name: str, rows: Rows[Any]) -> None:
        shape, table = shape_of(rows.row_type), table_name(projection, name)
        where = ""
        if rows.row_type.dated:
            rows.horizon = projection.horizon(name)
            rows.archive = _StoredRows(self._connection, projection, shape, table)
            where = f'WHERE "{shape.keys[0]}" >= {rows.horizon}'
        for values in self._connection.execute(f'SELECT * FROM "{table}" {where}'):
            made = shape.row(values)
            rows[shape.key(made)] = made

    def _write_all(self, projection: Projection, mark: str) -> None:
        for name, rows in projection.tables().items():
            shape, table = shape_of(rows.row_type), table_name(projection, name)
            kept = (shape.values(rows[key]) for key in rows.touched if key in rows)
            gone = (shape.bindings(key) for key in rows.touched if key not in rows)
            self._connection.executemany(shape.replace(table), kept)
            self._connection.executemany(f"DELETE {shape.where_key(table)}", gone)
        self._connection.execute(
            "INSERT OR REPLACE INTO view VALUES (?, ?, ?, ?, ?)",
            (
                view_name(projection),
                projection.position,
                projection.latest_at,
                mark,
                msgspec.json.encode(projection.unknown).decode(),
            ),
        )


class _StoredRows:
    """The dated rows of one kind that rest in their table."""

    def __init__(
        self, connection: apsw.Connection, projection: Projection, shape: Shape[Any], table: str
    ) -> None:
        self._connection = connection
        self._projection = projection
        self._shape = shape
        # The position is read in the same statement as the row, so that both are of one moment.
        self._find = (
            "SELECT (SELECT position FROM view WHERE name = ?), stored.* FROM (SELECT 1)"
            f' LEFT JOIN "{table}" AS stored ON {shape.key_matches()}'
        )
        first = shape.keys[0]
        self._between = (
            f'SELECT * FROM "{table}" WHERE "{first}" >= ? AND "{first}" < ? ORDER BY "{first}"'
        )

    def find(self, key: Any) -> Any:
        """The stored row with that key; see :class:`~ledger.kernel.projection.Archive`."""
        bindings = (view_name(self._projection), *self._shape.bindings(key))
        try:
            (found,) = self._connection.execute(self._find, bindings)
        except _DAMAGED as fault:
            raise Overtaken("the stored views were damaged") from fault
        position, values = found[0], found[1:]
        if position is None or position > self._projection.position:
            raise Overtaken("the stored view was carried on by another process")
        return None if values[0] is None else self._shape.row(values)

    def between(self, since: int, until: int) -> Iterator[Any]:
        """The stored rows of a span, oldest first."""
        for values in self._connection.execute(self._between, (since, until)):
            yield self._shape.row(values)


def views_path(ledger: Path) -> Path:
    """Where the views of a ledger lie: beside it, with ``.views.sqlite`` appended."""
    return ledger.with_name(ledger.name + _SUFFIX)


def view_name(projection: Projection) -> str:
    """What a view is called: the projection's name and version."""
    return f"{projection.name}_{projection.version}"


def table_name(projection: Projection, name: str) -> str:
    """What the table of one kind of its rows is called."""
    return f"{view_name(projection)}_{name}"
