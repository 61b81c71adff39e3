"""Where a run works: a temporary folder, the sizes, and ledgers built once for several figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.centre import fill
from ledger.book import Book, Site
from ledger.opening import create_book, open_book

REPOSITORY = Path(__file__).resolve().parent.parent
SITE = Site("Benchmark", "Asia/Shanghai")


@dataclass(frozen=True)
class Sizes:
    """How much is measured. Counts of events unless the name says otherwise."""

    small: int
    middle: int
    large: int
    library: int
    replayed: int
    imported: int
    lives: int
    """Whole calls worked for each figure of one caller."""
    library_lives: int
    caller_seconds: float
    import_rounds: int
    watch_seconds: float
    openings: int
    probes: int
    records: int | None
    """Of the bank's month; None for all."""


FULL = Sizes(
    small=1_000,
    middle=100_000,
    large=1_000_000,
    library=400_000,
    replayed=1_000_000,
    imported=1_000_000,
    lives=300,
    library_lives=8,
    caller_seconds=2.0,
    import_rounds=3,
    watch_seconds=20.0,
    openings=5,
    probes=60,
    records=None,
)
QUICK = Sizes(
    small=1_000,
    middle=10_000,
    large=100_000,
    library=40_000,
    replayed=100_000,
    imported=60_000,
    lives=60,
    library_lives=4,
    caller_seconds=0.7,
    import_rounds=1,
    watch_seconds=4.0,
    openings=3,
    probes=20,
    records=None,
)
TINY = Sizes(
    small=600,
    middle=700,
    large=800,
    library=600,
    replayed=600,
    imported=600,
    lives=2,
    library_lives=1,
    caller_seconds=0.05,
    import_rounds=1,
    watch_seconds=0.5,
    openings=1,
    probes=2,
    records=300,
)


@dataclass
class Workshop:
    """A temporary folder that is gone after the run, keys included."""

    sizes: Sizes
    quiet: bool = False
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dutybook-bench-")))

    def __post_init__(self) -> None:
        self._filled: dict[int, Path] = {}
        # Children read the same variables. PostgreSQL keeps its socket in the second folder.
        places = {_KEY_FILE: self.folder / "wrapping-key", "XDG_RUNTIME_DIR": self.folder}
        self._before = {name: os.environ.get(name) for name in places}
        os.environ.update({name: str(place) for name, place in places.items()})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name, value in self._before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        shutil.rmtree(self.folder, ignore_errors=True)

    def say(self, what: str) -> None:
        """Tell on standard error what is going on, unless quiet."""
        if not self.quiet:
            print(f"  {what}", file=sys.stderr, flush=True)

    def new_book(self, name: str) -> Book:
        """An empty book in a file of its own."""
        return create_book(str(self.folder / name), SITE)

    def filled(self, events: int) -> Path:
        """A ledger that holds about so many events of a centre with 50 agents; built once."""
        if events not in self._filled:
            path = self.folder / f"centre-{events}"
            self.say(f"filling a ledger with {events:,} events")
            book = create_book(str(path), SITE)
            fill(book, events)
            book.close()
            os.sync()
            self._filled[events] = path
        return self._filled[events]

    def open(self, path: Path) -> Book:
        """The book at a path."""
        return open_book(str(path))

    def discard(self, path: Path) -> None:
        """Delete a ledger with all that lies beside it."""
        for each in self.folder.glob(f"{path.name}*"):
            each.unlink()

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start ``python`` with these arguments; what it prints can be read."""
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY)


_KEY_FILE = "DUTYBOOK_WRAPPING_KEY_FILE"
