"""Views as real typed tables in a SQLite file beside the ledger, readable by any tool.

A table is named after projection, version and kind of row (``floor_1_queues``), so that a new
version is built beside the old one. The rows a fold touched are written in one transaction with
the position it reached, and only if nobody else has carried the view further meanwhile.
"""

from __future__ import annotations

import types
import typing
from pathlib import Path
from typing import Any

import apsw

from ledger.kernel.projection import Projection, Row, Rows

_SCHEMA = """
CREATE TABLE IF NOT EXISTS checkpoint(
    view TEXT PRIMARY KEY, position INTEGER NOT NULL, latest_at INTEGER NOT NULL,
    unknown TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_COLUMN = {int: "INTEGER", bool: "INTEGER", float: "REAL", str: "TEXT"}


class ViewTables:
    """The stored views of one ledger.

    They are disposable: a file that is damaged or belongs to another ledger is made anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = self._open()

    @classmethod
    def beside(cls, ledger: Path) -> ViewTables:
        """The views of the ledger at a path: ``<ledger>.views.sqlite``."""
        return cls(ledger.with_name(ledger.name + ".views.sqlite"))

    def load(self, projection: Projection, *, head: int) -> None:
        """Fill an unused projection with its stored rows, if there are any it can go on from.

        A stored position beyond the ledger's head is of another ledger and is not used.
        """
        for name, rows in projection.tables().items():
            self._connection.execute(_create(_table(projection, name), rows.row_type))
        found = self._connection.execute(
            "SELECT position, latest_at, unknown FROM checkpoint WHERE view = ?",
            (_view(projection),),
        ).fetchone()
        if found is None or found[0] > head:
            self._forget(projection)
            return
        projection.position, projection.latest_at = found[0], found[1]
        projection.unknown = dict(_pairs(found[2]))
        for name, rows in projection.tables().items():
            self._fill(_table(projection, name), rows)

    def save(self, projection: Projection, *, expected: int) -> bool:
        """Write the touched rows and the position; whether it was done.

        Nothing is written when the stored position is no longer the expected one: another
        process has carried the view on, and this one's rows are its own affair.
        """
        connection = self._connection
        with connection:
            stored = connection.execute(
                "SELECT position FROM checkpoint WHERE view = ?", (_view(projection),)
            ).fetchone()
            if (stored[0] if stored else 0) != expected:
                return False
            for name, rows in projection.tables().items():
                self._write(_table(projection, name), rows)
            connection.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?)",
                (
                    _view(projection),
                    projection.position,
                    projection.latest_at,
                    "\n".join(f"{n} {count}" for n, count in projection.unknown.items()),
                ),
            )
        for rows in projection.tables().values():
            rows.touched.clear()
        return True

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _open(self) -> apsw.Connection:
        try:
            return self._connect()
        except (apsw.NotADBError, apsw.CorruptError):
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.path))
        connection.set_busy_timeout(5_000)
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "normal")
        connection.transaction_mode = "IMMEDIATE"
        connection.execute(_SCHEMA)
        self.path.chmod(0o600)
        return connection

    def _forget(self, projection: Projection) -> None:
        with self._connection as connection:
            for name in projection.tables():
                connection.execute(f'DELETE FROM "{_table(projection, name)}"')
            connection.execute("DELETE FROM checkpoint WHERE view = ?", (_view(projection),))

    def _fill(self, table: str, rows: Rows[Any]) -> None:
        fields = rows.row_type.__struct_fields__
        flags = [name for name in fields if _scalar(rows.row_type, name) is bool]
        for values in self._connection.execute(f'SELECT * FROM "{table}"'):
            row = dict(zip(fields, values, strict=True))
            for name in flags:
                row[name] = bool(row[name])
            made = rows.row_type(**row)
            rows[_key(made)] = made

    def _write(self, table: str, rows: Rows[Any]) -> None:
        fields = rows.row_type.__struct_fields__
        keys = rows.row_type.key_fields
        kept = [rows[key] for key in rows.touched if key in rows]
        gone = [key if len(keys) > 1 else (key,) for key in rows.touched if key not in rows]
        marks = ", ".join("?" * len(fields))
        self._connection.executemany(
            f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})',
            [tuple(getattr(row, name) for name in fields) for row in kept],
        )
        where = " AND ".join(f'"{name}" = ?' for name in keys)
        self._connection.executemany(f'DELETE FROM "{table}" WHERE {where}', gone)


def _view(projection: Projection) -> str:
    return f"{projection.name}_{projection.version}"


def _table(projection: Projection, name: str) -> str:
    return f"{_view(projection)}_{name}"


def _key(row: Row) -> Any:
    keys = type(row).key_fields
    values = tuple(getattr(row, name) for name in keys)
    return values if len(keys) > 1 else values[0]


def _scalar(row_type: type[Row], field: str) -> type:
    annotation = typing.get_type_hints(row_type)[field]
    if isinstance(annotation, types.UnionType):
        annotation = next(each for each in annotation.__args__ if each is not type(None))
    return typing.cast(type, annotation)


def _create(table: str, row_type: type[Row]) -> str:
    columns = ", ".join(
        f'"{name}" {_COLUMN.get(_scalar(row_type, name), "TEXT")}'
        for name in row_type.__struct_fields__
    )
    keys = ", ".join(f'"{name}"' for name in row_type.key_fields)
    return f'CREATE TABLE IF NOT EXISTS "{table}" ({columns}, PRIMARY KEY ({keys})) STRICT'


def _pairs(text: str) -> list[tuple[str, int]]:
    found = (line.rsplit(" ", 1) for line in text.splitlines())
    return [(name, int(count)) for name, count in found]
