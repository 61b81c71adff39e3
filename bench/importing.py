"""Importing a month of a bank's call records, with and without sealing, and a year's in memory."""

from __future__ import annotations

import gzip
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

from bench.figures import Row, a_second, median
from bench.start import command
from bench.workshop import REPOSITORY, Workshop
from gateway.importers import import_file
from ledger.book import Book, Site
from ledger.opening import create_book
from ledger.vault import Vault

RECORDS = REPOSITORY.parent / "shared" / "data" / "anonymous-bank" / "january.txt.gz"
_AT_LEAST = 30_000
_MOST_SEALING_PERCENT = 20
_MOST_MEMORY_MB = 250
_BANK = Site("Anonymous Bank", "Asia/Jerusalem")
_EVENTS_A_RECORD = 2.86


class OpenVault(Vault):
    """A vault that leaves personal fields as they are, to tell what sealing them costs."""

    def __init__(self, inner: Vault) -> None:
        """References to people still come from the inner vault."""
        self._inner = inner

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """The value itself."""
        return clear

    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        """The value itself."""
        return sealed

    def pseudonym(self, kind: str, value: str) -> str:
        """The inner vault's reference."""
        return self._inner.pseudonym(kind, value)

    def settle(self) -> None:
        """Nothing was sealed."""

    def close(self) -> None:
        """Close the inner vault."""
        self._inner.close()


def month(shop: Workshop) -> list[Row]:
    """Events a second of a whole month, and what sealing adds, by imports in turn."""
    if not RECORDS.is_file():
        absent = "the records are not here: put the folder shared/data beside the repository"
        return [Row(figure="import of a month of bank records", measured="-", beside=absent)]
    source = _cut(shop)
    sealed: list[float] = []
    clear: list[float] = []
    events = 0
    processor = time.process_time()
    for turn in range(shop.sizes.import_rounds):
        shop.say(f"importing the month, sealed and not, round {turn + 1}")
        for times, sealing in ((sealed, True), (clear, False)):
            events, seconds = _timed(shop, source, sealing)
            times.append(seconds)
    processor = (time.process_time() - processor) / (2 * shop.sizes.import_rounds)
    rate = events / median(sealed)
    cost = (median(sealed) / median(clear) - 1) * 100
    return [
        Row(
            figure="import of a month of bank records",
            measured=a_second(rate),
            target=f">= {a_second(_AT_LEAST)}",
            met=rate >= _AT_LEAST,
            beside=(
                f"{events:,} events in {median(sealed):.1f} s,"
                f" of which the processor worked {processor:.1f} s"
            ),
            values={"events_per_second": rate, "cpu_s": processor},
        ),
        Row(
            figure="the same, cost of sealing personal fields",
            measured=f"{cost:.0f} %",
            target=f"<= {_MOST_SEALING_PERCENT} %",
            met=cost <= _MOST_SEALING_PERCENT,
            beside=f"without sealing {a_second(events / median(clear))}",
            values={"percent": cost},
        ),
    ]


def memory(shop: Workshop) -> list[Row]:
    """The peak memory of a whole ``dutybook import`` of a generated file, and its rate."""
    source = shop.folder / "generated.txt"
    with source.open("w") as out:
        out.writelines(_generated(round(shop.sizes.imported / _EVENTS_A_RECORD)))
    ledger = shop.folder / "generated-ledger"
    began = time.perf_counter()
    arguments = ["import", "anonymous-bank", str(source), "--into", str(ledger), "--speed", "max"]
    shop.say(f"importing about {shop.sizes.imported:,} events by the command")
    process = subprocess.Popen([*command(), *arguments], stdout=subprocess.DEVNULL)
    peak = _peak_of(process)
    seconds = time.perf_counter() - began
    book = shop.open(ledger)
    events = book.recorder.head()
    book.close()
    shop.discard(ledger)
    return [
        Row(
            figure=f"peak memory of importing {events:,} events",
            measured=f"{peak:.0f} MB",
            target=f"<= {_MOST_MEMORY_MB} MB",
            met=peak <= _MOST_MEMORY_MB and process.returncode == 0,
            beside=f"{a_second(events / seconds)} in all, exit status {process.returncode}",
            values={"peak_mb": peak, "events_per_second": events / seconds},
        )
    ]


def _peak_of(process: subprocess.Popen[bytes]) -> float:
    """The most memory a process has held by its end, in MB.

    What ``wait4`` tells is no use: it begins with the memory of the process that started it.
    """
    peak = 0
    while process.poll() is None:
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            peak = int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
        time.sleep(0.02)
    return peak * 1024 / 1e6


def _timed(shop: Workshop, source: Path, sealing: bool) -> tuple[int, float]:
    path = shop.folder / "month"
    vault = Vault.open(path, create=True)
    book = create_book(str(path), _BANK, vault=vault if sealing else OpenVault(vault))
    began = time.perf_counter()
    report = _import(book, source, shop.folder / "rejects")
    seconds = time.perf_counter() - began
    book.close()
    shop.discard(path)
    return report, seconds


def _import(book: Book, source: Path, rejects: Path) -> int:
    return import_file(book, "anonymous-bank", source, rejects=rejects).events


def _cut(shop: Workshop) -> Path:
    """The month's file, or its first records where less is to be measured."""
    records = shop.sizes.records
    if records is None:
        return RECORDS
    target = shop.folder / "cut.txt"
    with gzip.open(RECORDS, "rb") as whole:
        target.write_bytes(b"".join(islice(whole, records + 1)))
    return target


_COLUMNS = (
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time"
    "\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver\n"
)
_LINES = 8
_DAYS = 360


def _generated(records: int) -> Iterator[str]:
    """A file as the bank's are: one line after the other, each in order of time."""
    yield _COLUMNS
    random = Random(7)
    a_day = -(-records // (_LINES * _DAYS))
    number = 0
    for line in range(_LINES):
        for day in range(_DAYS):
            date = f"99{day // 30 + 1:02d}{min(day % 30 + 1, 28):02d}"
            for turn in range(a_day):
                if number == records:
                    return
                number += 1
                second = 25_200 + turn * (57_600 // a_day)
                yield _record(random, f"AA{line + 1:04d}", number, date, second)


def _record(random: Random, line: str, number: int, date: str, entry: int) -> str:
    menu, wait, talk = random.randrange(3, 12), random.randrange(0, 90), random.randrange(10, 240)
    queued, left = entry + menu, entry + menu + wait
    customer = random.randrange(1, 60_000) if random.random() < 0.7 else 0
    kind = random.choice(("PS", "PS", "NE", "NW"))
    if random.random() < 0.14:
        answer = ("HANG", _clock(0), _clock(0), 0, "NO_SERVER")
    else:
        server = f"AGENT{random.randrange(15):02d}"
        answer = ("AGENT", _clock(left), _clock(left + talk), talk, server)
    outcome, begun, over, spoken, server = answer
    return (
        f"{line}\t{number}\t{customer}\t{random.randrange(3)}\t{kind}\t{date}"
        f"\t{_clock(entry)}\t{_clock(queued)}\t{menu}\t{_clock(queued)}\t{_clock(left)}\t{wait}"
        f"\t{outcome}\t{begun}\t{over}\t{spoken}\t{server}\n"
    )


def _clock(second: int) -> str:
    return f"{second // 3600}:{second // 60 % 60:02d}:{second % 60:02d}"
