"""The key store of a ledger on a server: the schema `vault` of its database, with its own rights.

The keys in it are wrapped by a key that never comes to the server.

A new key is committed on its own before any value is sealed under it, without waiting for the
disk: the event that holds the value is committed later, to the same log of the server, and waits
for the disk up to its own place there. So an event that is safe has a key that is safe, and
settling has nothing to do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, Self, TypeVar

import psycopg

from ledger.store.errors import StoreError
from ledger.store.postgres.server import Connection, Server, is_lost
from ledger.vault.errors import VaultError, VaultMissing, VaultUnavailable
from ledger.vault.keystore import FORMAT, StoredKey

_FIND = "SELECT wrapped FROM vault.subject_key WHERE subject = %s AND purpose = %s"
_ADD = """
INSERT INTO vault.subject_key (subject, purpose, format, wrapping_key, wrapped, created_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (subject, purpose) DO NOTHING
"""
_CREATE = """
INSERT INTO vault.key_store (created_at, wrapping_key, pseudonym_key) VALUES (%s, %s, %s)
ON CONFLICT (one) DO NOTHING
"""
_OPEN = "SELECT wrapping_key, pseudonym_key FROM vault.key_store"

T = TypeVar("T")


class PostgresKeyStore:
    """One connection to a key store; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """Open the key store of the ledger at a URL.

        Raises VaultMissing when there is none yet or the role may not read it, VaultUnavailable
        when the server cannot be reached.
        """
        self._server: Final = Server(url)
        self.path: Final = self._server.shown
        self._lock: Final = threading.Lock()
        self._db = self._connect()
        try:
            found = self._done(lambda db: db.execute(_OPEN).fetchone())
            if found is None:
                raise _absent(self.path)
        except BaseException:
            self._db.close()
            raise
        self.wrapping_key_id: Final[str] = found[0]
        self.pseudonym_key: Final[bytes] = found[1]

    @classmethod
    def create(
        cls, url: str, *, wrapping_key_id: str, pseudonym_key: bytes, created_at: int
    ) -> Self:
        """Make a key store unless there is one already, and open it; see `KeyStore.create`."""
        server = Server(url)
        try:
            with server.connect() as db:
                db.execute(_CREATE, (created_at, wrapping_key_id, pseudonym_key))
        except psycopg.Error as fault:
            raise _explained(server, fault) from None
        except StoreError as fault:
            raise _unavailable(fault) from None
        return cls(url)

    def find(self, subject: str, purpose: str) -> StoredKey | None:
        """Return the key of a data subject for a purpose, or None when there is none yet."""
        row = self._done(lambda db: db.execute(_FIND, (subject, purpose), prepare=True).fetchone())
        return None if row is None else StoredKey(row[0])

    def add(
        self, subject: str, purpose: str, wrapped: bytes, *, wrapping_key_id: str, created_at: int
    ) -> bool:
        """Commit a new key and say whether it is now the key: False when another came first.

        When the connection breaks meanwhile the answer may be False for the key itself, which
        is then found under its name.
        """
        row = (subject, purpose, FORMAT, wrapping_key_id, wrapped, created_at)
        return self._done(lambda db: db.execute(_ADD, row, prepare=True).rowcount == 1)

    def settle(self) -> None:
        """Return at once: the commit of the event that needs a key takes the key to disk."""

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        with self._lock:
            self._db.close()

    def _connect(self) -> Connection:
        try:
            db = self._server.connect()
            db.execute("SET synchronous_commit = off")
        except psycopg.Error as fault:
            raise _explained(self._server, fault) from None
        except StoreError as fault:
            raise _unavailable(fault) from None
        return db

    def _done(self, work: Callable[[Connection], T]) -> T:
        """Work on the connection, and once more on a new one when it turns out to be gone."""
        with self._lock:
            try:
                return work(self._db)
            except psycopg.Error as fault:
                if not is_lost(self._db, fault):
                    raise _explained(self._server, fault) from None
            self._db.close()
            self._db = self._connect()
            try:
                return work(self._db)
            except psycopg.Error as fault:
                raise _explained(self._server, fault) from None


def _explained(server: Server, fault: psycopg.Error) -> VaultError:
    shown = server.shown
    if fault.sqlstate == "42501":
        return VaultMissing(
            f"The role {server.address.role} may not read the key store of {shown}, so personal"
            " fields stay sealed; grant it dutybook_app.",
            zh=f"角色 {server.address.role} 无权读取 {shown} 的密钥库，个人信息字段保持封存；"
            "请授予 dutybook_app。",
        )
    if fault.sqlstate in ("42P01", "3F000"):
        return _absent(shown)
    told = server.as_store_error(fault)
    if isinstance(told, StoreError):
        return _unavailable(told)
    return VaultUnavailable(
        f"The key store of {shown} cannot be used ({fault.sqlstate}).",
        zh=f"{shown} 的密钥库无法使用（{fault.sqlstate}）。",
    )


def _absent(shown: str) -> VaultMissing:
    return VaultMissing(
        f"The key store of {shown} is absent, so personal fields stay sealed;"
        " restore it from its backup.",
        zh=f"缺少 {shown} 的密钥库，个人信息字段保持封存；请从备份恢复。",
    )


def _unavailable(fault: StoreError) -> VaultUnavailable:
    return VaultUnavailable(str(fault), zh=fault.zh)
