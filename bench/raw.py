"""What the databases do without any of us: a row inserted and committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import apsw
import psycopg

Insert = Callable[[bytes], None]
"""Inserts one event's content and commits; durable when it returns."""

_TYPE = "note.taken"
_TAGS = ["note:raw", "actor:raw"]


@contextmanager
def raw_sqlite(path: Path) -> Iterator[Insert]:
    """A plain table in a SQLite file, as durable as ours."""
    with closing(apsw.Connection(str(path))) as connection:
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", "full")
        connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, type, tags, data)")
        tags = ",".join(_TAGS)

        def insert(data: bytes) -> None:
            connection.execute(
                "INSERT INTO raw (type, tags, data) VALUES (?, ?, ?)", (_TYPE, tags, data)
            )

        yield insert


@contextmanager
def raw_postgres(url: str, callers: int) -> Iterator[list[Insert]]:
    """A plain table in a PostgreSQL database, with a prepared statement for each caller."""
    with ExitStack() as opened:
        connections = [
            opened.enter_context(psycopg.connect(url, autocommit=True, prepare_threshold=0))
            for _ in range(callers)
        ]
        connections[0].execute(
            "CREATE TABLE raw (id bigserial PRIMARY KEY, type text, tags text[], data text)"
        )
        yield [_inserting(each) for each in connections]


def _inserting(connection: psycopg.Connection[tuple[object, ...]]) -> Insert:
    def insert(data: bytes) -> None:
        connection.execute(
            "INSERT INTO raw (type, tags, data) VALUES (%s, %s, %s)", (_TYPE, _TAGS, data.decode())
        )

    return insert
