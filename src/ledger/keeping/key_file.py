"""The keys of a ledger in a file, which lie in a file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import apsw

from ledger.keeping.faults import OtherKeys
from ledger.keeping.keys import Heading, KeyRow, Keys, KeyShelf, must_destroy
from ledger.store.connection import ConnectionFactory
from ledger.vault import key_store_path
from ledger.vault.keystore import KeyStore, check_format, speaking

_HEADING = "SELECT created_at, wrapping_key, pseudonym_key FROM key_store"
_ROWS = """
SELECT subject, purpose, format, wrapping_key, wrapped, created_at, destroyed_at
FROM subject_key ORDER BY id
"""
_ADD = """
INSERT INTO subject_key
    (subject, purpose, format, wrapping_key, wrapped, created_at, destroyed_at)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (subject, purpose) DO NOTHING
"""
_FIND = "SELECT wrapped FROM subject_key WHERE subject = ? AND purpose = ?"
_DESTROY = """
UPDATE subject_key SET wrapped = NULL, destroyed_at = ? WHERE subject = ? AND purpose = ?
"""
_SETTLE = """
UPDATE key_store SET settlements = settlements + 1,
    settled = max(settled, (SELECT coalesce(max(id), 0) FROM subject_key))
"""


class KeyFile(KeyShelf):
    """The key store beside a ledger file."""

    def __init__(self, ledger: Path) -> None:
        self.path = key_store_path(ledger)
        self.shown = str(self.path)

    def exists(self) -> bool:
        """Whether there is a key store; see `KeyShelf.exists`."""
        return self.path.exists()

    @contextmanager
    def read(self) -> Iterator[Keys | None]:
        """The keys at one moment; see `KeyShelf.read`."""
        if not self.exists():
            yield None
            return
        with speaking(self.path):
            factory = ConnectionFactory(self.path, readonly=True)
            factory.settle_access()
            connection = factory.reader()
        try:
            with speaking(self.path):
                check_format(connection, self.path)
                connection.execute("BEGIN")
                heading = Heading(*connection.execute(_HEADING).get)
            yield Keys(heading, self._rows(connection))
        finally:
            connection.close()

    def _rows(self, connection: apsw.Connection) -> Iterator[KeyRow]:
        with speaking(self.path):
            for row in connection.execute(_ROWS):
                yield KeyRow(*row)

    def put(self, keys: Keys, source: str) -> int:
        """Add keys; see `KeyShelf.put`."""
        heading = keys.heading
        KeyStore.create(
            self.path,
            wrapping_key_id=heading.wrapping_key,
            pseudonym_key=heading.pseudonym_key,
            created_at=heading.created_at,
        ).close()
        with speaking(self.path):
            connection = ConnectionFactory(self.path).writer()
        try:
            with speaking(self.path):
                connection.pragma("secure_delete", True)
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute(_HEADING).get != heading:
                    raise OtherKeys(self.shown, source)
                given = sum(self._add(connection, row, source) for row in keys.rows)
                connection.execute(_SETTLE)
                connection.execute("COMMIT")
        finally:
            connection.close()
        return given

    def _add(self, connection: apsw.Connection, row: KeyRow, source: str) -> int:
        connection.execute(_ADD, row)
        if connection.changes() == 0:
            found = connection.execute(_FIND, row[:2]).get
            if must_destroy(row, cast("bytes | None", found), self.shown, source):
                connection.execute(_DESTROY, (row.destroyed_at, *row[:2]))
        return 1
