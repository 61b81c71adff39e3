"""The keys of a ledger in PostgreSQL, which lie in a schema of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from ledger.keeping.faults import OtherKeys
from ledger.keeping.keys import Heading, KeyRow, Keys, KeyShelf, must_destroy
from ledger.store.postgres.server import Connection, Server

_HEADING = "SELECT created_at, wrapping_key, pseudonym_key FROM vault.key_store"
_BEGIN = """
INSERT INTO vault.key_store (created_at, wrapping_key, pseudonym_key) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""
_ROWS = """
SELECT subject, purpose, format, wrapping_key, wrapped, created_at, destroyed_at
FROM vault.subject_key ORDER BY created_at, subject, purpose
"""
_ADD = """
INSERT INTO vault.subject_key
    (subject, purpose, format, wrapping_key, wrapped, created_at, destroyed_at)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (subject, purpose) DO NOTHING
"""
_FIND = """
SELECT k.subject, k.purpose, k.wrapped FROM vault.subject_key AS k
JOIN unnest(%s::text[], %s::text[]) AS wanted (subject, purpose) USING (subject, purpose)
"""
_DESTROY = """
UPDATE vault.subject_key SET wrapped = NULL, destroyed_at = %s WHERE subject = %s AND purpose = %s
"""
_TOGETHER = 1_000


class ServerKeys(KeyShelf):
    """The key store in the database of a ledger."""

    def __init__(self, url: str) -> None:
        self._server = Server(url)
        self.shown = self._server.shown

    def exists(self) -> bool:
        """Whether there is a key store; see `KeyShelf.exists`."""
        with self.read() as keys:
            return keys is not None

    @contextmanager
    def read(self) -> Iterator[Keys | None]:
        """The keys at one moment; see `KeyShelf.read`."""
        with (
            self._server.connect(isolation="repeatable read") as connection,
            self._server.translated(),
            connection.transaction(),
        ):
            found = connection.execute(_HEADING).fetchone()
            if found is None:
                yield None
                return
            # All rows at once might not fit into memory.
            with connection.cursor("keys") as cursor:
                cursor.execute(_ROWS)
                yield Keys(Heading(*found), (KeyRow(*row) for row in cursor))

    def put(self, keys: Keys, source: str) -> int:
        """Add keys; see `KeyShelf.put`."""
        given = 0
        with (
            self._server.connect() as connection,
            self._server.translated(),
            connection.transaction(),
        ):
            connection.execute(_BEGIN, keys.heading)
            if connection.execute(_HEADING).fetchone() != keys.heading:
                raise OtherKeys(self.shown, source)
            while rows := list(islice(keys.rows, _TOGETHER)):
                self._add(connection, rows, source)
                given += len(rows)
        return given

    def _add(self, connection: Connection, rows: list[KeyRow], source: str) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)
        ours = {(row.subject, row.purpose): row for row in rows}
        bound = ([row.subject for row in rows], [row.purpose for row in rows])
        for subject, purpose, wrapped in connection.execute(_FIND, bound).fetchall():
            row = ours[subject, purpose]
            if must_destroy(row, wrapped, self.shown, source):
                connection.execute(_DESTROY, (row.destroyed_at, subject, purpose))
