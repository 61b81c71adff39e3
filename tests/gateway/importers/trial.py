"""A book to try importers on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gateway.importers import Report, import_file
from ledger.book import Book, Site
from ledger.kernel.clock import FrozenClock
from ledger.kernel.codec import Recorded
from ledger.kernel.event import Event
from ledger.opening import create_book
from ledger.vault import Vault, WrappingKey
from ledger.views.runner import Runner
from projections.floor import Floor

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


class Import:
    """A book, and what was brought into it."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book = book
        self.folder = folder
        self.rejects = folder / "rejects.tsv"

    def source(self, lines: list[str] | bytes, name: str = "source.log") -> Path:
        """A file of these lines."""
        path = self.folder / name
        path.write_bytes(
            lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines).encode()
        )
        return path

    def bring_in(self, importer: str, source: Path | list[str] | bytes, **options: Any) -> Report:
        """Import a file, or one of these lines."""
        path = source if isinstance(source, Path) else self.source(source)
        return import_file(self.book, importer, path, rejects=self.rejects, **options)

    def recorded(self) -> list[Recorded]:
        """All that stands in the book, but for its own opening and the end of imports."""
        return [
            each
            for each in self.book.read()
            if each.type_name not in ("site.opened", "import.finished")
        ]

    def events(self) -> list[Event]:
        """The events of that."""
        return [each.event for each in self.recorded() if each.event is not None]

    def contents(self) -> list[tuple[str, datetime, str]]:
        """Type, instant and command of everything, in order."""
        return [
            (each.type_name, each.envelope.at, each.envelope.command) for each in self.recorded()
        ]

    def floor(self) -> Floor:
        """The floor after everything."""
        floor = Floor(self.book.lawbook.on, self.book.site.zone)
        Runner(self.book, floor).catch_up()
        return floor

    def rejected(self) -> list[list[str]]:
        """The rows of the rejects file below its heading."""
        rows = self.rejects.read_text(encoding="utf-8").splitlines()
        return [row.split("\t") for row in rows[1:]]


def new(folder: Path, timezone: str) -> Import:
    """An empty book of a site that keeps the time of a zone."""
    path = folder / "book.ledger"
    vault = Vault.open(path, create=True, wrapping_key=WrappingKey.generate())
    site = Site("城东", timezone)
    return Import(create_book(str(path), site, clock=FrozenClock(NOON), vault=vault), folder)
