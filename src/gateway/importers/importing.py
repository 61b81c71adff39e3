"""Bringing a file into a book: read, sort, tell, record."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from gateway.importers.account import Account, Problem
from gateway.importers.anonymous_bank import TIMEZONE as BANK_TIMEZONE
from gateway.importers.anonymous_bank import AnonymousBank
from gateway.importers.queue_log import TIMEZONE as QUEUE_LOG_TIMEZONE
from gateway.importers.queue_log import QueueLog
from gateway.importers.recording import Recording
from gateway.importers.sorting import sorted_outside
from gateway.importers.source import STDIN, ImportFault, Line, Source
from ledger.book import Book, Facts
from ledger.kernel.clock import monotonic
from ledger.kernel.words import Words
from ledger.vault import Vault

_LINES_BETWEEN_PROGRESS = 2_000
_ALLOCATIONS_BETWEEN_SEARCHES = 50_000
_LONGEST_SOURCE_NAME = 64


class Importer(Protocol):
    """What brings in files of one kind."""

    def read(self, lines: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
        """The records, as tuples of plain values that begin with what they are sorted by."""

    def tell(self, records: Iterable[Any]) -> Iterator[Facts]:
        """The events that sorted records tell of, in order of time."""


class _Kind(NamedTuple):
    make: Callable[[Vault, ZoneInfo, str, Account], Importer]
    timezone: str


_KINDS = {
    "queue-log": _Kind(QueueLog, QUEUE_LOG_TIMEZONE),
    "anonymous-bank": _Kind(AnonymousBank, BANK_TIMEZONE),
}

IMPORTERS = {name: kind.timezone for name, kind in _KINDS.items()}
"""The importers by name, with the time zone their sources are read in unless another is named."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come; ``bytes_total`` is None for the standard input."""

    phase: Literal["reading", "recording"]
    bytes_read: int
    bytes_total: int | None
    events: int = 0
    at: datetime | None = None
    """When the newest recorded event happened."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import came to. ``records`` is the sum of the four kinds of end below it."""

    source: str
    records: int
    imported: int
    ignored: int
    """Records that tell of nothing that happened, such as phantom calls."""
    noted: int
    """Records without a place in the registers, kept as sealed notes."""
    left_out: int
    notices: int
    """Records that are in the book although something about them is odd."""
    events: int
    """Events that were added."""
    duplicates: int
    """Events that the book held already, from an earlier import of the same records."""
    finished: bool
    """False when a paced replay was ended before its time."""
    problems: list[Problem] = field(default_factory=list)
    """The first few records left out or noticed."""
    rejects: Path | None = None
    """Where all of them stand, if there are any. The file may hold personal data."""


def import_file(
    book: Book,
    importer: str,
    path: str | Path,
    *,
    rejects: Path,
    speed: float | None = None,
    strict: bool = False,
    timezone: str | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    elapsed: Callable[[], float] = monotonic,
    wait: Callable[[float], object] = time.sleep,
) -> Report:
    """Record in a book what a file says happened.

    ``importer`` is one of :data:`IMPORTERS`; ``path`` may be compressed, or ``-`` for the standard
    input. With a ``speed`` the events are recorded at so many times life, by ``elapsed`` and
    ``wait`` (see :mod:`gateway.pace`); they keep the instants at which they happened. Records that
    cannot be read, or cannot have happened, go to the ``rejects`` file and the rest is imported;
    a ``strict`` import stops at the first of them, before anything is recorded if its line alone
    shows that it cannot be read.

    :raises KeyError: when there is no such importer.
    :raises SourceUnreadable: when the file cannot be opened or read.
    :raises ImportStopped: in a strict import.
    :raises ImportFault: when the rejects file or temporary files cannot be written.
    :raises VaultMissing: when the book has no keys at hand.
    :raises StoreError: when the ledger cannot be written; what was recorded before stays, and
        the import can be run again.
    """
    kind = _KINDS[importer]
    source = Source(path)
    try:
        _require_another_file(source, rejects)
        with Account(source.name, rejects, strict=strict) as account:
            first = list(islice(lines := source.lines(), 2))
            source_id = _source_id(book.vault, source.name, first)
            zone = ZoneInfo(timezone or kind.timezone)
            made = kind.make(book.vault, zone, source_id, account)
            recording = Recording(book, f"program:import-{importer}")
            records = made.read(_counted(chain(first, lines), source, progress))
            facts = made.tell(sorted_outside(records))
            commits = (
                recording.at_once(facts)
                if speed is None
                else recording.paced(facts, speed, elapsed, wait)
            )
            with _few_searches_for_cycles():
                for _ in commits:
                    progress(_recorded(source, recording))
            if recording.finished:
                recording.finish(importer, source_id, account)
            return _report(account, recording)
    except OSError as fault:
        raise _system_fault(fault) from fault
    finally:
        source.close()


@contextmanager
def _few_searches_for_cycles() -> Iterator[None]:
    """Let Python look for cyclic garbage seldom.

    Importing makes objects by the hundred thousand and no cycles among them; searching them all
    takes a tenth of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS_BETWEEN_SEARCHES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _require_another_file(source: Source, rejects: Path) -> None:
    """Refuse to overwrite the source with its own rejects."""
    if source.path != STDIN and rejects.exists() and rejects.samefile(source.path):
        raise ImportFault(
            Words(
                f"{rejects} 是要导入的文件本身；请为未导入的记录另指定一个文件。",
                f"{rejects} is the file to import; name another file for its rejects.",
            )
        )


def _system_fault(fault: OSError) -> ImportFault:
    """What the rejects file or the temporary folder refused."""
    place, reason = fault.filename or tempfile.gettempdir(), fault.strerror or "I/O"
    return ImportFault(
        Words(
            f"导入中断：无法写入 {place}（{reason}）；腾出空间或检查权限后重新导入即可。",
            f"The import stopped because {place} cannot be written ({reason}); make room or check"
            " its permissions, and import again.",
        )
    )


def _source_id(vault: Vault, name: str, first: list[Line]) -> str:
    """The source's name with a reference to how it begins.

    A file that has grown keeps it; another file that took its name, as rotated logs do, has
    another.
    """
    shown = "".join(filter(str.isprintable, name))[:_LONGEST_SOURCE_NAME].strip() or "source"
    begins = b"\n".join(line.raw for line in first).decode("latin-1")
    return f"{shown}:{vault.pseudonym('source', begins)}"


def _counted(
    lines: Iterable[Line], source: Source, progress: Callable[[Progress], None]
) -> Iterator[Line]:
    for count, line in enumerate(lines):
        if count % _LINES_BETWEEN_PROGRESS == 0:
            progress(Progress("reading", source.position, source.size))
        yield line


def _recorded(source: Source, recording: Recording) -> Progress:
    return Progress("recording", source.position, source.size, recording.events, recording.newest)


def _report(account: Account, recording: Recording) -> Report:
    return Report(
        source=account.source,
        records=account.records,
        imported=account.imported,
        ignored=account.ignored,
        noted=account.noted,
        left_out=account.left_out,
        notices=account.notices,
        events=recording.events,
        duplicates=recording.duplicates,
        finished=recording.finished,
        problems=account.problems,
        rejects=account.rejects if account.left_out or account.notices else None,
    )
