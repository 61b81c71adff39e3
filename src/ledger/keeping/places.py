"""Where a ledger may be kept: a file with its keys beside it, or the database of a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.keeping.faults import LeftOver
from ledger.keeping.key_file import KeyFile
from ledger.keeping.keys import KeyShelf
from ledger.keeping.view_file import ViewFile
from ledger.keeping.views import ViewShelf
from ledger.opening import ledger_name, ledger_place
from ledger.store.recorder import NotALedger
from ledger.store.sqlite import SQLiteRecorder
from ledger.vault import Vault

if TYPE_CHECKING:
    from ledger.store.postgres import PostgresRecorder

    Kept = SQLiteRecorder | PostgresRecorder
    """A recorder that can also look at all that is stored."""

_JOURNALS = ("-wal", "-journal")


class Place(ABC):
    """A place for one ledger; `shown` is how a person knows it, without secrets."""

    shown: str

    @abstractmethod
    def open(self) -> Kept:
        """The ledger, to be read. Raises StoreError when there is none."""

    @abstractmethod
    def make(self) -> Kept:
        """The ledger, to be copied to; an empty one where there is nothing.

        Its clock stamps nothing, since what is copied brings its times. Raises StoreError, or
        LeftOver.
        """

    @abstractmethod
    def keys(self) -> KeyShelf:
        """The ledger's keys."""

    @abstractmethod
    def vault(self) -> Vault:
        """The ledger's vault; see `Vault.open`."""

    @abstractmethod
    def view_shelf(self) -> ViewShelf:
        """The ledger's stored views."""


class FilePlace(Place):
    """A ledger file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shown = str(path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FilePlace) and self.path.resolve() == other.path.resolve()

    __hash__ = None  # type: ignore[assignment]

    def open(self) -> SQLiteRecorder:
        """The ledger, to be read; see `Place.open`."""
        return SQLiteRecorder(self.path, create=False, readonly=True)

    def make(self) -> SQLiteRecorder:
        """The ledger, to be copied to; see `Place.make`."""
        if not self.path.exists():
            self.require_no_journal()
        return SQLiteRecorder(self.path, clock=_no_time)

    def keys(self) -> KeyFile:
        """The key store beside the file."""
        return KeyFile(self.path)

    def vault(self) -> Vault:
        """The vault over the key store beside the file."""
        return Vault.open(self.path)

    def view_shelf(self) -> ViewFile:
        """The views in a file beside it."""
        return ViewFile(self.path)

    def require_no_journal(self) -> None:
        """Refuse a place where the journal of a file that is gone would be taken for a new one's.

        Raises LeftOver.
        """
        for suffix in _JOURNALS:
            journal = self.path.with_name(self.path.name + suffix)
            if journal.exists() and journal.stat().st_size:
                raise LeftOver(str(journal))


class ServerPlace(Place):
    """A ledger in a PostgreSQL database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.shown = ledger_name(url)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ServerPlace) and self.url == other.url

    __hash__ = None  # type: ignore[assignment]

    def open(self) -> PostgresRecorder:
        """The ledger, to be read; see `Place.open`."""
        from ledger.store.postgres import PostgresRecorder

        return PostgresRecorder(self.url, readonly=True)

    def make(self) -> PostgresRecorder:
        """The ledger, to be copied to; see `Place.make`."""
        from ledger.store.postgres import PostgresRecorder, initialise

        try:
            return PostgresRecorder(self.url, clock=_no_time)
        except NotALedger:
            initialise(self.url)
        return PostgresRecorder(self.url, clock=_no_time)

    def keys(self) -> KeyShelf:
        """The key store in the database."""
        from ledger.keeping.postgres_keys import ServerKeys

        return ServerKeys(self.url)

    def vault(self) -> Vault:
        """The vault over the key store in the database."""
        return Vault.open(self.url)

    def view_shelf(self) -> ViewShelf:
        """The views in the database."""
        from ledger.keeping.postgres_views import ServerViews

        return ServerViews(self.url)


def place_of(target: str) -> Place:
    """The place that a path or URL names.

    Raises StoreUnavailable for a URL of a kind that is not known.
    """
    place = ledger_place(target)
    return FilePlace(place) if isinstance(place, Path) else ServerPlace(place)


def _no_time() -> int:
    return 0
