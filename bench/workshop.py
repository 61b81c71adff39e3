"""Where a run works: a temporary folder, the sizes, and ledgers built once for several figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from bench.centre import fill
from ledger.book import Book, Site
from ledger.opening import create_book, open_book

REPOSITORY = Path(__file__).resolve().parent.parent
SITE = Site("Benchmark", "Asia/Shanghai")

T = TypeVar("T")


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
    compared: tuple[int, ...]
    """Of the ledgers that our stores and the peers are compared on."""
    beyond: tuple[int, ...]
    """Of larger ledgers, on which only our stores are measured."""
    peer_lives: int
    bulk: int
    terminal_seconds: float
    rebuilt: int
    heaviest: int
    """Of the ledger whose size on disk is weighed."""


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
    compared=(1_000, 100_000, 400_000),
    beyond=(1_000_000,),
    peer_lives=12,
    bulk=100_000,
    terminal_seconds=6.0,
    rebuilt=1_000_000,
    heaviest=1_000_000,
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
    compared=(1_000, 40_000),
    beyond=(100_000,),
    peer_lives=6,
    bulk=30_000,
    terminal_seconds=2.0,
    rebuilt=100_000,
    heaviest=100_000,
)
LARGE = replace(
    FULL,
    compared=(1_000, 100_000, 400_000, 1_000_000),
    beyond=(4_000_000, 10_000_000),
    heaviest=10_000_000,
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
    compared=(600,),
    beyond=(700,),
    peer_lives=2,
    bulk=600,
    terminal_seconds=0.3,
    rebuilt=600,
    heaviest=600,
)


@dataclass
class Workshop:
    """A temporary folder that is gone after the run, keys included."""

    sizes: Sizes
    quiet: bool = False
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dutybook-bench-")))

    def __post_init__(self) -> None:
        self._filled: dict[int, Path] = {}
        self._shared: dict[object, Any] = {}
        self._open = ExitStack()
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
        self._open.close()
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

    def shared(self, make: Callable[..., AbstractContextManager[T]], *of: int) -> T:
        """What ``make`` opens, opened once for all workloads and closed with the workshop."""
        if (make, of) not in self._shared:
            self._shared[make, of] = self._open.enter_context(make(self, *of))
        found: T = self._shared[make, of]
        return found

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
        """Start ``python`` with these arguments; it can be written to and read from."""
        command = [sys.executable, *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=REPOSITORY)


_KEY_FILE = "DUTYBOOK_WRAPPING_KEY_FILE"
