"""Connections to a ledger file: how they are opened, guarded, pooled, and how their faults read."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from ledger.store import schema
from ledger.store.errors import (
    Damaged,
    DiskFull,
    Locked,
    NotALedger,
    ReadOnly,
    StoreError,
    StoreUnavailable,
)

_READ_ONLY = apsw.SQLITE_OPEN_READONLY
_READ_WRITE = apsw.SQLITE_OPEN_READWRITE
_WRITER_CACHE_KIB = 32_768
_READER_CACHE_KIB = 4_096
_CHECKPOINT_PAGES = 4_000
_STATEMENTS_CACHED = 256
_LONGEST_PAUSE = 0.01
_UNREADABLE = (
    apsw.SQLITE_IOERR_SHORT_READ,
    apsw.SQLITE_IOERR_CORRUPTFS,
    apsw.SQLITE_IOERR_DATA,
)
FAULTS = (apsw.Error, UnicodeDecodeError)
"""What a database call may raise when the file is at fault."""


def as_store_error(fault: Exception, path: str) -> StoreError:
    """Say in one sentence what a fault of the database means for the ledger at `path`."""
    code = getattr(fault, "extendedresult", 0)
    # The system cuts a write short at a quota or a limit on file sizes, as at the end of the disk.
    if isinstance(fault, apsw.FullError) or code == apsw.SQLITE_IOERR_WRITE:
        return DiskFull(path)
    if isinstance(fault, apsw.BusyError | apsw.LockedError):
        return Locked(path)
    if isinstance(fault, apsw.ReadOnlyError):
        return ReadOnly(path)
    if isinstance(fault, apsw.NotADBError):
        return NotALedger(path)
    if isinstance(fault, apsw.CorruptError) or code in _UNREADABLE:
        return Damaged(path, "its pages contradict each other", "数据页互相矛盾")
    if isinstance(fault, UnicodeDecodeError):
        return Damaged(path, "it holds text that is not UTF-8", "含有非 UTF-8 文本")
    if isinstance(fault, apsw.ConnectionClosedError):
        return StoreUnavailable(path, "it has been closed", "已被关闭")
    if isinstance(fault, apsw.CantOpenError):
        return StoreUnavailable(path, "it cannot be opened", "无法打开")
    return StoreUnavailable(path, f"the database reports {fault}", f"数据库报告 {fault}")


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn the database's faults inside the block into store errors."""
    try:
        yield
    except FAULTS as fault:
        raise as_store_error(fault, path) from fault


class ConnectionFactory:
    """Opens the connections of one ledger, all with the same guards.

    `lock_timeout` is how many seconds to wait for another program's lock. `vfs` names a file layer
    of SQLite's other than the system's; such a layer shares no memory, so each connection through
    it keeps the file for itself.
    """

    def __init__(
        self,
        path: Path,
        *,
        readonly: bool = False,
        lock_timeout: float = 10.0,
        vfs: str | None = None,
    ) -> None:
        self.path = str(path)
        self.readonly = readonly
        self._lock_timeout = lock_timeout
        self._vfs = vfs
        self._immutable = False

    def reader(self) -> apsw.Connection:
        """Open a connection that only reads."""
        connection = self._open(_READ_ONLY, _READER_CACHE_KIB)
        connection.pragma("query_only", True)
        return connection

    def writer(self) -> apsw.Connection:
        """Open the connection that appends, its commits durable on return.

        Raises ReadOnly, or StoreUnavailable when the file system cannot promise durability.
        """
        connection = self._open(_READ_WRITE, _WRITER_CACHE_KIB)
        try:
            if connection.readonly("main"):
                raise ReadOnly(self.path)
            connection.pragma("synchronous", "extra")
            mode = connection.pragma("journal_mode", "wal")
            connection.pragma("synchronous", "full")
            if mode != "wal" or connection.pragma("synchronous") != 2:
                raise StoreUnavailable(
                    self.path,
                    "its file system does not support durable write-ahead logging",
                    "所在文件系统不支持持久的预写日志",
                )
        except BaseException:
            connection.close()
            raise
        connection.wal_autocheckpoint(_CHECKPOINT_PAGES)
        return connection

    def plain(self) -> apsw.Connection:
        """Open for writing without changing how the file keeps its journal.

        What is committed stays committed even when a power cut brings removed files back.
        """
        connection = self._open(_READ_WRITE, _WRITER_CACHE_KIB)
        connection.pragma("synchronous", "extra")
        return connection

    def settle_access(self) -> None:
        """Find out whether a read-only ledger can be read beside its log, or only as it lies.

        A ledger on a read-only medium has nowhere to put the log's index. When no log is left over
        the file alone is complete and nobody can change it, so reading it as it lies is safe.
        """
        try:
            self._probe()
        except (apsw.CantOpenError, apsw.ReadOnlyError):
            log = Path(self.path + "-wal")
            if log.exists() and log.stat().st_size > 0:
                raise
            self._immutable = True
            self._probe()

    def _probe(self) -> None:
        connection = self._open(_READ_ONLY, _READER_CACHE_KIB)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        finally:
            connection.close()

    def _open(self, flags: int, cache_kib: int) -> apsw.Connection:
        name = f"file:{quote(self.path)}"
        if self._immutable:
            name += "?immutable=1"
        connection = apsw.Connection(
            name,
            flags=flags | apsw.SQLITE_OPEN_URI,
            vfs=self._vfs,
            statementcachesize=_STATEMENTS_CACHED,
        )
        if self._vfs is not None:
            connection.pragma("locking_mode", "exclusive")
        connection.set_busy_handler(_patience(self._lock_timeout))
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.pragma("cell_size_check", True)
        connection.pragma("cache_size", -cache_kib)
        connection.pragma("temp_store", "memory")
        return connection


def _patience(seconds: float) -> Callable[[int], bool]:
    """Make a busy handler that retries at short random intervals.

    SQLite's own handler waits ever longer, so that under contention one process can go hungry
    while another appends at once, again and again.
    """
    deadline = 0.0

    def try_again(earlier_calls: int) -> bool:
        nonlocal deadline
        now = time.monotonic()
        if earlier_calls == 0:
            deadline = now + seconds
        if now >= deadline:
            return False
        longest = min(_LONGEST_PAUSE, 0.0005 * (earlier_calls + 1))
        time.sleep(random.uniform(0.0001, longest))
        return True

    return try_again


class ReaderPool:
    """Reading connections, each lent to one thread at a time and kept for the next."""

    def __init__(self, factory: ConnectionFactory) -> None:
        self._factory = factory
        self._idle: list[apsw.Connection] = []
        self._closed = False

    @property
    def path(self) -> str:
        """The ledger's path, for messages."""
        return self._factory.path

    def take(self) -> apsw.Connection:
        """Borrow a connection; give it back with `put`.

        Raises StoreUnavailable once the pool is closed.
        """
        if self._closed:
            raise StoreUnavailable(self.path, "it has been closed", "已被关闭")
        try:
            return self._idle.pop()
        except IndexError:
            return self._factory.reader()

    def put(self, connection: apsw.Connection) -> None:
        """Give back a borrowed connection, with no statement left running on it."""
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    @contextmanager
    def lent(self) -> Iterator[apsw.Connection]:
        """Borrow for the length of a block, with faults translated."""
        connection = self.take()
        try:
            yield connection
        except FAULTS as fault:
            raise as_store_error(fault, self.path) from fault
        finally:
            self.put(connection)

    def close(self) -> None:
        """Close every idle connection now, and the lent ones as they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()


def prepare_file(factory: ConnectionFactory, *, create: bool) -> None:
    """Make the ledger file when asked to and absent, then check that it is a ledger we can read.

    A new file is readable by its owner only. It is defined before its write-ahead log exists, so
    that its header alone says what it is. A file whose making was cut off is made anew.

    Raises NotALedger, NewerLedger, Damaged, Locked, ReadOnly or StoreUnavailable.
    """
    path = Path(factory.path)
    schema.check_library(factory.path)
    if not path.exists():
        if not create or factory.readonly:
            raise StoreUnavailable(factory.path, "there is no such file", "文件不存在")
        touch(path)
    if path.is_dir():
        raise NotALedger(factory.path)
    with translated(factory.path):
        if Path(factory.path + "-journal").exists():
            _undo_unfinished(factory)
        if create and not factory.readonly and path.stat().st_size == 0:
            define(factory)
        factory.settle_access()
        connection = factory.reader()
        try:
            schema.check_format(connection, factory.path)
        finally:
            connection.close()


def touch(path: Path) -> None:
    """Make an empty file that only its owner can read, unless something has that name.

    Raises ReadOnly or StoreUnavailable.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except FileNotFoundError:
        raise StoreUnavailable(str(path), "its folder does not exist", "目录不存在") from None
    except PermissionError:
        raise ReadOnly(str(path)) from None
    except OSError as fault:
        reason = fault.strerror or "it could not be created"
        raise StoreUnavailable(str(path), reason, reason) from None


def _undo_unfinished(factory: ConnectionFactory) -> None:
    """Take back what a program was in the middle of when it or the power went.

    Only while a ledger is being made is there anything of the kind. SQLite takes it back as soon
    as a connection is opened that may write.
    """
    try:
        connection = factory.reader() if factory.readonly else factory.plain()
        connection.close()
    except (apsw.ReadOnlyError, apsw.CantOpenError):
        raise StoreUnavailable(
            factory.path,
            "its making was cut off, and it must be opened for writing once",
            "建立过程曾中断，需以可写方式打开一次",
        ) from None


def define(factory: ConnectionFactory) -> None:
    """Make a ledger of an empty file, unless another program has just done so."""
    connection = factory.plain()
    try:
        connection.execute("BEGIN IMMEDIATE")
        if schema.is_empty(connection):
            schema.create_tables(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
