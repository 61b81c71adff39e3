"""Appends of one event under a condition, nothing read before: one caller, 8 and 64.

This is the peers' best discipline: their conditions are cheap when nothing came after. Beside them
stands a row inserted and committed in a plain table of the same databases.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from bench.callers import rate_of_threads
from bench.centre import agents, opening, record_all, work_calls
from bench.deciding import Port
from bench.figures import Row, a_second, median
from bench.library import library_port
from bench.postgres import Postgres, postgres
from bench.raw import raw_postgres, raw_sqlite
from bench.stores import LIBRARY, POSTGRES, SQLITE, UMADB
from bench.umadb_server import UmaPort, umadb_client
from bench.workshop import Workshop
from ledger.book import Book
from ledger.store.recorder import LedgerRecorder

CALLERS = (1, 8, 64)
_ROUNDS = 3
_AT_LEAST = 5_000
_SHARE_OF_RAW = 0.35
_RAW_SQLITE, _RAW_POSTGRES = "SQLite, plain INSERT", "PostgreSQL, plain INSERT"

Append = Callable[[int], None]
"""Appends the event of that number, durably; safe to call from the caller's own thread."""

Appending = list[Append]
"""One for each caller."""


def appends(shop: Workshop) -> list[Row]:
    """Appends a second of every store, by number of callers, in turn."""
    server = shop.shared(postgres)
    rates: dict[tuple[str, int], list[float]] = {}
    with ExitStack() as opened:
        ways = _ways(shop, server, opened)
        shop.say("appending to all stores in turn")
        for turn in range(_ROUNDS):
            for name, appending in ways.items():
                for callers in CALLERS:
                    if callers <= len(appending):
                        first = (turn * 100 + callers) * 1_000_000_000
                        found = _rate(appending[:callers], shop.sizes.caller_seconds / 2, first)
                        rates.setdefault((name, callers), []).append(found)
    return [_row(callers, rates) for callers in CALLERS]


def server_callers(shop: Workshop) -> list[Row]:
    """Decisions a second on PostgreSQL: one caller against a plain INSERT, and many callers."""
    server = shop.shared(postgres)
    staff = agents(max(CALLERS))
    seconds = shop.sizes.caller_seconds
    decided: dict[int, list[float]] = {}
    inserted: list[float] = []
    with ExitStack() as opened:
        book = opened.enter_context(closing(server.new_book("callers")))
        record_all(book, opening(staff, datetime.now(UTC)))
        plain = opened.enter_context(raw_postgres(server.new_database("raw_callers"), 1))
        work_calls(book, "warm", 5, {})
        shop.say("deciding and inserting on one server in turn")
        for turn in range(_ROUNDS):
            inserted.append(_rate([_inserting(each) for each in plain], seconds / 2, 0))
            for callers in CALLERS:
                found = rate_of_threads(book, staff[:callers], seconds, f"r{turn}-{callers}")
                decided.setdefault(callers, []).append(found)
    rates = {callers: median(found) for callers, found in decided.items()}
    return [_share_of_raw(rates[1], median(inserted)), _many(rates)]


def _ways(shop: Workshop, server: Postgres, opened: ExitStack) -> dict[str, Appending]:
    most = max(CALLERS)
    sqlite = opened.enter_context(closing(shop.new_book("appends")))
    served = opened.enter_context(closing(server.new_book("appends")))
    library = opened.enter_context(library_port(server, "library_appends"))
    client = opened.enter_context(umadb_client(shop, "appends"))
    plain_file = opened.enter_context(raw_sqlite(shop.folder / "raw"))
    plain = opened.enter_context(raw_postgres(server.new_database("raw_appends"), most))
    return {
        SQLITE: [_to_recorder(sqlite)] * most,
        POSTGRES: [_to_recorder(served)] * most,
        LIBRARY: [_to_port(library)] * most,
        UMADB: [_to_port(UmaPort(client))] * most,
        _RAW_SQLITE: [_inserting(plain_file)],
        _RAW_POSTGRES: [_inserting(each) for each in plain],
    }


def _to_recorder(book: Book) -> Append:
    recorder: LedgerRecorder = book.recorder
    head = recorder.head()

    def append(number: int) -> None:
        event, condition = _one(number, head)
        recorder.append([event], condition)

    return append


def _to_port(port: Port) -> Append:
    # The condition needs a head to start from.
    port.append([_one(0, None)[0]])

    def append(number: int) -> None:
        event, condition = _one(number, 1)
        port.append([event], condition)

    return append


def _inserting(insert: Callable[[bytes], None]) -> Append:
    return lambda number: insert(_one(number, None)[0].data)


def _one(number: int, after: int | None) -> tuple[DCBEvent, DCBAppendCondition]:
    """An event as large as the centre's, whose first tag no other event has or may have had."""
    tag = f"note:{number}"
    body = b'{"v":1,"by":"program:bench","note":"%s"}' % str(number).ljust(200, ".").encode()
    query = DCBQuery([DCBQueryItem([], [tag])])
    return DCBEvent("note.taken", body, [tag, "actor:bench"]), DCBAppendCondition(query, after)


def _rate(appending: Sequence[Append], seconds: float, first: int) -> float:
    """Appends a second when each caller appends in a thread of its own."""
    start = threading.Barrier(len(appending) + 1)
    over = threading.Event()

    def work(append: Append, number: int) -> int:
        start.wait()
        done = 0
        while not over.is_set():
            append(number + done)
            done += 1
        return done

    with ThreadPoolExecutor(len(appending)) as pool:
        working = [
            pool.submit(work, append, first + place * 1_000_000)
            for place, append in enumerate(appending)
        ]
        start.wait()
        began = time.perf_counter()
        over.wait(seconds)
        over.set()
        done = sum(each.result() for each in working)
        return done / (time.perf_counter() - began)


def _row(callers: int, rates: dict[tuple[str, int], list[float]]) -> Row:
    found = {name: median(each) for (name, count), each in rates.items() if count == callers}
    ours = found.pop(POSTGRES)
    apart = ", ".join(f"{name} {a_second(rate)}" for name, rate in found.items())
    people = "one caller" if callers == 1 else f"{callers} callers"
    return Row(
        figure=f"PostgreSQL, append of one event on a condition, {people}",
        measured=a_second(ours),
        beside=apart,
        values={f"{name} per second": rate for name, rate in {POSTGRES: ours, **found}.items()},
    )


def _share_of_raw(decided: float, inserted: float) -> Row:
    share = decided / inserted
    return Row(
        figure="PostgreSQL, one caller deciding, to plain INSERTs with commit",
        measured=f"{share:.2f} x",
        target=f">= {_SHARE_OF_RAW} x",
        met=share >= _SHARE_OF_RAW,
        beside=f"decisions {a_second(decided)}, plain INSERTs {a_second(inserted)}",
        values={"ratio": share, "decisions_per_second": decided, "inserts_per_second": inserted},
    )


def _many(rates: dict[int, float]) -> Row:
    most = max(rates)
    others = ", ".join(f"{count}: {a_second(rate)}" for count, rate in rates.items())
    return Row(
        figure=f"PostgreSQL, decide and append, {most} callers in one process",
        measured=a_second(rates[most]),
        target=f">= {a_second(_AT_LEAST)}",
        met=rates[most] >= _AT_LEAST,
        beside=f"by callers {others}",
        values={f"decisions_per_second_{count}": rate for count, rate in rates.items()},
    )
