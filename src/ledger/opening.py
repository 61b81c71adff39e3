"""Opening a ledger by the path or URL that a person names."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ledger.book import Book, Site
from ledger.kernel.clock import Clock, Ids
from ledger.store.recorder import LedgerRecorder, NotALedger, StoreUnavailable
from ledger.vault import Vault


class UnknownTimeZone(ValueError):
    """The name is no time zone of the IANA database."""


def open_book(target: str, *, readonly: bool = False, clock: Clock | None = None) -> Book:
    """The book at a path or URL.

    :raises StoreError: when there is no ledger, or it cannot be read or written.
    :raises NoSite: when the ledger holds no book.
    """
    place = ledger_place(target)
    recorder = _recorder(place, create=False, readonly=readonly)
    try:
        vault = Vault.open(place)
        try:
            return Book(recorder, vault=vault, clock=clock)
        except BaseException:
            vault.close()
            raise
    except BaseException:
        recorder.close()
        raise


def create_book(
    target: str,
    site: Site,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    vault: Vault | None = None,
) -> Book:
    """A new book at a path with its key store beside it, or in a database with both in it.

    :raises UnknownTimeZone: when the site's time zone does not exist.
    :raises FileExistsError: when something stands at the path, or a book in the database, already.
    :raises StoreError: when the ledger cannot be written there.
    """
    place = ledger_place(target)
    _require_zone(site.timezone)
    if isinstance(place, Path) and place.exists():
        raise FileExistsError(place)
    sealing = vault
    if isinstance(place, Path):
        sealing = vault or Vault.open(place, create=True)
    recorder = _recorder(place, create=True, readonly=False)
    try:
        if recorder.head():
            raise FileExistsError(ledger_name(target))
        sealing = sealing or Vault.open(place, create=True)
        return Book.found(recorder, site, vault=sealing, clock=clock, ids=ids)
    except BaseException:
        recorder.close()
        if sealing is not None and sealing is not vault:
            sealing.close()
        raise


def ledger_place(target: str) -> Path | str:
    """Where the ledger is that a person names: the path of a file, or the URL of a database.

    :raises StoreUnavailable: for the URL of a server this program cannot speak to.
    """
    scheme, separator, rest = target.partition("://")
    if not separator:
        return Path(target)
    if scheme in ("file", "sqlite"):
        return Path(rest)
    if scheme in _SERVERS:
        return target
    raise StoreUnavailable(
        target,
        f"this program opens no ledger at {scheme}://",
        f"本程序不能打开 {scheme}:// 的账本",
    )


def ledger_path(target: str) -> Path:
    """The file a target names.

    :raises StoreUnavailable: for the URL of a server.
    """
    place = ledger_place(target)
    if isinstance(place, Path):
        return place
    raise StoreUnavailable(
        ledger_name(target),
        "it is in a database, and a file is needed",
        "它在数据库中，此处需要文件",
    )


def ledger_name(target: str) -> str:
    """A path or URL as it may be shown to anyone: without a password."""
    if isinstance(ledger_place(target), Path):
        return target
    shown: str = _server_part(target).Server(target).shown
    return shown


def holds_book(target: str) -> bool:
    """Whether there is a file at the path, or a book in the database, that a target names.

    :raises StoreError: when the server cannot be reached.
    """
    place = ledger_place(target)
    if isinstance(place, Path):
        return place.exists()
    try:
        with _recorder(place, create=False, readonly=True) as recorder:
            return recorder.head() > 0
    except NotALedger:
        return False


def migrate(target: str) -> tuple[int, int]:
    """Bring a ledger's tables to this program's format; the format before and after.

    :raises NewerLedger: when the ledger's format is newer than this program knows.
    :raises StoreError: when there is no ledger, or it cannot be written; nothing has changed.
    """
    place = ledger_place(target)
    if isinstance(place, str):
        formats: tuple[int, int] = _server_part(target).migrate(place)
        return formats
    from ledger.store.schema import FORMAT

    # The first format of files is the only one so far; opening has refused any other.
    _recorder(place, create=False, readonly=False).close()
    return FORMAT, FORMAT


_SERVERS = ("postgresql", "postgres")


def _recorder(place: Path | str, *, create: bool, readonly: bool) -> LedgerRecorder:
    if isinstance(place, str):
        postgres = _server_part(place)
        if create:
            postgres.initialise(place)
        recorder: LedgerRecorder = postgres.PostgresRecorder(place, readonly=readonly)
        return recorder
    from ledger.store.sqlite import SQLiteRecorder

    return SQLiteRecorder(place, create=create, readonly=readonly)


def _server_part(target: str) -> ModuleType:
    """The part of the program that speaks to servers, which not every installation has."""
    try:
        from ledger.store import postgres
    except ImportError as fault:
        scheme = target.partition("://")[0]
        raise StoreUnavailable(
            f"{scheme}://...",
            "this installation lacks the part for PostgreSQL, dutybook[postgres]",
            "本程序未安装 PostgreSQL 组件 dutybook[postgres]",
        ) from fault
    return postgres


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownTimeZone(
            f"there is no time zone {name!r}; use an IANA name such as Asia/Shanghai"
        ) from fault
