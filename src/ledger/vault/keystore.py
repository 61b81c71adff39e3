"""The key store: the SQLite file that keeps every wrapped key, and when a key counts as safe.

Several processes, and threads in each, may seal for the same new data subject at once, and a
key must be on disk before an event that needs it. Both hold by this rule:

* A new key is committed on its own, at once, before any value is sealed under it. Whoever
  commits first wins; the others find the row and use that key. So no value is ever sealed under
  a key that lost a race, and no lock outlives a call. This commit does not wait for the disk
  (`synchronous=NORMAL`), which makes it some fifteen microseconds.
* `settle` is one commit with `synchronous=FULL`. It waits until the write-ahead log is on disk,
  and with it every key committed before, by this process or another. It records the highest key
  so covered. A process that meets a key above that mark, whoever made it, knows that it has to
  settle; one that meets only keys below has nothing to do.
* The first `settle` after opening always commits, because a process killed while it settled may
  have left a mark that is visible and not yet on disk.

A key made for an event that is then never appended stays in the store and does no harm.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, Self

from ledger.vault.errors import VaultError, VaultUnavailable
from ledger.vault.publish import publish

if TYPE_CHECKING:
    import apsw

APPLICATION_ID: Final = 0x44754B79  # "DuKy" in the SQLite header
FORMAT: Final = 1
BUSY_MILLISECONDS: Final = 10_000

_SCHEMA: Final = """
CREATE TABLE key_store (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    created_at    INTEGER NOT NULL,            -- microseconds since the Unix epoch, as below
    wrapping_key  TEXT NOT NULL,               -- id of the key that wraps what is stored here
    pseudonym_key BLOB NOT NULL,
    settled       INTEGER NOT NULL DEFAULT 0,  -- every subject_key up to this id is on disk
    settlements   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE subject_key (
    id            INTEGER PRIMARY KEY,
    subject       TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    format        INTEGER NOT NULL,
    wrapping_key  TEXT NOT NULL,
    wrapped       BLOB,                        -- NULL once the key is destroyed
    created_at    INTEGER NOT NULL,
    destroyed_at  INTEGER,
    UNIQUE (subject, purpose),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
) STRICT;
"""
_FIND: Final = """
SELECT id, wrapped, id > (SELECT settled FROM key_store)
FROM subject_key WHERE subject = ? AND purpose = ?
"""
_ADD: Final = """
INSERT INTO subject_key (subject, purpose, format, wrapping_key, wrapped, created_at)
VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (subject, purpose) DO NOTHING
"""
# The counter changes at every settlement: SQLite writes nothing for a row that stays the same,
# and a commit that writes nothing waits for no disk.
_SETTLE: Final = """
UPDATE key_store SET settlements = settlements + 1,
    settled = max(settled, (SELECT coalesce(max(id), 0) FROM subject_key))
"""


class StoredKey(NamedTuple):
    """A key as the store keeps it; `wrapped` is None once the key has been destroyed."""

    wrapped: bytes | None


class KeyKeeping(Protocol):
    """A key store as a vault uses it, wherever it is kept; safe to share between threads.

    Every method may raise a VaultError.
    """

    @property
    def path(self) -> Path | str:
        """Where it is kept, for messages."""

    @property
    def wrapping_key_id(self) -> str:
        """Which key wraps what is stored here."""

    @property
    def pseudonym_key(self) -> bytes:
        """The key of references, wrapped."""

    def find(self, subject: str, purpose: str) -> StoredKey | None:
        """Return the key of a data subject for a purpose, or None when there is none yet."""

    def add(
        self, subject: str, purpose: str, wrapped: bytes, *, wrapping_key_id: str, created_at: int
    ) -> bool:
        """Commit a new key and say whether it is now the key: False when another came first."""

    def settle(self) -> None:
        """Return once every key handed out or taken in is as safe as an event that needs it."""

    def close(self) -> None:
        """Release it; closing twice is allowed."""


class KeyStore:
    """One connection to a key store; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open an existing key store.

        Raises VaultUnavailable when the file is no key store, is newer than the program, is
        damaged, or cannot be opened.
        """
        self.path: Final = path
        self._lock: Final = threading.Lock()
        self._unsettled = True
        with speaking(path):
            self._db: Final = _connect(path)
            try:
                check_format(self._db, path)
                _harden(self._db, path)
                row = self._db.execute("SELECT wrapping_key, pseudonym_key FROM key_store").get
            except BaseException:
                self._db.close()
                raise
        self.wrapping_key_id: Final[str] = row[0]
        self.pseudonym_key: Final[bytes] = row[1]

    @classmethod
    def create(
        cls, path: Path, *, wrapping_key_id: str, pseudonym_key: bytes, created_at: int
    ) -> Self:
        """Make a key store (mode 0600) unless one is there already, and open it.

        `pseudonym_key` comes wrapped; `created_at` is in microseconds since the Unix epoch.
        Raises VaultUnavailable as opening does, and when the file cannot be made.
        """

        def write(draft: Path) -> None:
            with speaking(path):
                _make(draft, (created_at, wrapping_key_id, pseudonym_key))

        publish(path, write)
        return cls(path)

    def find(self, subject: str, purpose: str) -> StoredKey | None:
        """Return the key of a data subject for a purpose, or None when there is none yet."""
        with self._lock, speaking(self.path):
            row = self._db.execute(_FIND, (subject, purpose)).get
            if row is None:
                return None
            _, wrapped, unsettled = row
            if unsettled:
                self._unsettled = True
            return StoredKey(wrapped)

    def add(
        self, subject: str, purpose: str, wrapped: bytes, *, wrapping_key_id: str, created_at: int
    ) -> bool:
        """Commit a new key and say whether it is now the key: False when another came first."""
        row = (subject, purpose, FORMAT, wrapping_key_id, wrapped, created_at)
        with self._lock, speaking(self.path):
            self._db.execute(_ADD, row)
            if self._db.changes() == 0:
                return False
            self._unsettled = True
            return True

    def settle(self) -> None:
        """Return once every key that this object has handed out or taken in is on disk."""
        if self._unsettled:
            self._wait_for_the_disk()

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        with self._lock:
            self._db.close()

    def _wait_for_the_disk(self) -> None:
        with self._lock, speaking(self.path):
            # Another thread may have settled while this one waited for the lock.
            if not self._unsettled:
                return
            self._db.pragma("synchronous", "FULL")
            try:
                self._db.execute(_SETTLE)
            finally:
                self._db.pragma("synchronous", "NORMAL")
            self._unsettled = False


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into one sentence about the key store at `path`."""
    import apsw

    try:
        yield
    except apsw.Error as error:
        raise _explained(error, path) from None


def _explained(error: "apsw.Error", path: Path) -> VaultError:
    import apsw

    match error:
        case apsw.BusyError() | apsw.LockedError():
            en, zh = "is locked by another program; try again", "被其他程序锁定；请重试"
        case apsw.FullError():
            en, zh = "is on a full disk; free some space", "所在磁盘已满；请腾出空间"
        case apsw.ReadOnlyError() | apsw.PermissionsError() | apsw.CantOpenError():
            en, zh = "cannot be written; correct its permissions", "无法写入；请更正其权限"
        case apsw.NotADBError() | apsw.CorruptError() | apsw.SQLError():
            en, zh = "is damaged; restore it from its backup", "已损坏；请从备份恢复"
        case apsw.ConnectionClosedError():
            en, zh = "has been closed", "已关闭"
        case _:
            en, zh = f"cannot be used ({error})", f"无法使用（{error}）"
    return VaultUnavailable(f"The key store {path} {en}.", zh=f"密钥库 {path} {zh}。")


def _connect(path: Path) -> "apsw.Connection":
    import apsw

    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    db.set_busy_timeout(BUSY_MILLISECONDS)
    return db


def _make(draft: Path, row: tuple[int, str, bytes]) -> None:
    db = _connect(draft)
    try:
        # The write-ahead log is a lasting property of the file, set before anyone shares it.
        db.pragma("journal_mode", "wal")
        db.pragma("synchronous", "FULL")
        with db:
            db.execute(_SCHEMA)
            db.execute(
                "INSERT INTO key_store (one, created_at, wrapping_key, pseudonym_key)"
                " VALUES (1, ?, ?, ?)",
                row,
            )
            db.pragma("application_id", APPLICATION_ID)
            db.pragma("user_version", FORMAT)
    finally:
        db.close()


def check_format(db: "apsw.Connection", path: Path) -> None:
    """Refuse a file that is no key store, or a newer one; raises VaultUnavailable."""
    if db.pragma("application_id") != APPLICATION_ID:
        raise VaultUnavailable(
            f"The file {path} is not a key store; move it away and restore the key store there.",
            zh=f"文件 {path} 不是密钥库；请将其移走，并把密钥库恢复到该处。",
        )
    version = db.pragma("user_version")
    if version > FORMAT:
        raise VaultUnavailable(
            f"The key store {path} has format {version}, newer than this program's {FORMAT};"
            " update Dutybook.",
            zh=f"密钥库 {path} 的格式为 {version}，高于本程序的 {FORMAT}；请更新 Dutybook。",
        )


def _harden(db: "apsw.Connection", path: Path) -> None:
    import apsw

    if db.pragma("journal_mode", "wal") != "wal":
        raise VaultUnavailable(
            f"The key store {path} cannot keep a write-ahead log; move it to a local disk.",
            zh=f"密钥库 {path} 无法使用预写日志；请移到本地磁盘。",
        )
    db.pragma("synchronous", "NORMAL")
    db.pragma("trusted_schema", False)
    db.pragma("cell_size_check", True)
    db.pragma("secure_delete", True)
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
