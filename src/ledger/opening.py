"""Opening a ledger by the path or URL that a person names."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ledger.book import Book, Site
from ledger.kernel.clock import Clock, Ids
from ledger.store.recorder import LedgerRecorder, StoreUnavailable
from ledger.vault import Vault


class UnknownTimeZone(ValueError):
    """The name is no time zone of the IANA database."""


def open_book(target: str, *, readonly: bool = False, clock: Clock | None = None) -> Book:
    """The book at a path or URL.

    :raises StoreError: when there is no ledger, or it cannot be read or written.
    :raises NoSite: when the ledger holds no book.
    """
    path = ledger_path(target)
    recorder = _recorder(path, create=False, readonly=readonly)
    try:
        return Book(recorder, vault=Vault.open(path), clock=clock)
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
    """A new book at a path, with its key store beside it.

    :raises UnknownTimeZone: when the site's time zone does not exist.
    :raises FileExistsError: when something stands at the path already.
    :raises StoreError: when the ledger cannot be written there.
    """
    path = ledger_path(target)
    _require_zone(site.timezone)
    if path.exists():
        raise FileExistsError(path)
    sealing = vault or Vault.open(path, create=True)
    recorder = _recorder(path, create=True, readonly=False)
    return Book.found(recorder, site, vault=sealing, clock=clock, ids=ids)


def ledger_path(target: str) -> Path:
    """The file a target names.

    :raises StoreUnavailable: for the URL of a server this program cannot speak to yet.
    """
    scheme, separator, rest = target.partition("://")
    if not separator:
        return Path(target)
    if scheme in ("file", "sqlite"):
        return Path(rest)
    raise StoreUnavailable(
        target,
        f"this program opens no ledger at {scheme}://",
        f"本程序不能打开 {scheme}:// 的账本",
    )


def _recorder(path: Path, *, create: bool, readonly: bool) -> LedgerRecorder:
    from ledger.store.sqlite import SQLiteRecorder

    return SQLiteRecorder(path, create=create, readonly=readonly)


def _require_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownTimeZone(
            f"there is no time zone {name!r}; use an IANA name such as Asia/Shanghai"
        ) from fault
