"""Appending very much at once: in small commits and in large ones, and as the peers do.

Our PostgreSQL takes large commits as arrays in a pipeline. Copying the events into a table first,
from which the append function took them, was half as fast, so COPY is not used any more.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice

from bench.figures import Row, a_second, median
from bench.library import LibraryPort, library_port
from bench.postgres import batches_of, postgres
from bench.stores import LIBRARY, SQLITE, UMADB
from bench.umadb_server import UmaPort, uma_events, umadb_client
from bench.workshop import Workshop
from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import Batch, LedgerRecorder
from ledger.store.sqlite import SQLiteRecorder

_SMALL, _LARGE = "PostgreSQL, in small commits", "PostgreSQL, in large commits"
_PORTION = {_SMALL: 255, _LARGE: 10_000, SQLITE: 10_000}
_LIBRARY_PORTION, _UMA_PORTION = 5_000, 2_000
_AT_LEAST = {_SMALL: 25_000, _LARGE: 60_000}


def bulk(shop: Workshop) -> list[Row]:
    """Events a second of one importer with its events ready, by every way in turn."""
    with closing(shop.open(shop.filled(shop.sizes.large))) as book:
        batches = list(islice(batches_of(book.recorder), shop.sizes.bulk))
    # An importer would not hold all of them, nor have them looked through for garbage again and
    # again.
    gc.collect()
    gc.freeze()
    try:
        rates = _rates(shop, batches)
    finally:
        gc.unfreeze()
    found = {name: median(each) for name, each in rates.items()}
    apart = ", ".join(f"{name} {a_second(found[name])}" for name in (SQLITE, LIBRARY, UMADB))
    return [
        Row(
            figure=f"bulk append: {name}",
            measured=a_second(found[name]),
            target=f">= {a_second(least)}",
            met=found[name] >= least,
            beside=f"events, {_PORTION[name]:,} a commit" + (f"; {apart}" if large else ""),
            values={f"{each} per second": rate for each, rate in found.items()} if large else {},
        )
        for large, (name, least) in enumerate(_AT_LEAST.items())
    ]


def _rates(shop: Workshop, batches: Sequence[Batch]) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {}
    for turn in range(shop.sizes.import_rounds):
        shop.say(f"appending {len(batches):,} events by every way, round {turn + 1}")
        for name, seconds in _round(shop, turn, batches):
            rates.setdefault(name, []).append(len(batches) / seconds)
    return rates


def _round(shop: Workshop, turn: int, batches: Sequence[Batch]) -> Iterator[tuple[str, float]]:
    server = shop.shared(postgres)
    for place, name in enumerate(_AT_LEAST):
        with PostgresRecorder(server.new_ledger(f"bulk_{place}_{turn}")) as recorder:
            yield name, _seconds(_commit, recorder, batches, _PORTION[name])
    with SQLiteRecorder(shop.folder / f"bulk-{turn}") as embedded:
        yield SQLITE, _seconds(_commit, embedded, batches, _PORTION[SQLITE])
    shop.discard(embedded.path)
    with library_port(server, f"bulk_library_{turn}") as library:
        yield LIBRARY, _seconds(_append_to_library, library, batches)
    with umadb_client(shop, f"bulk-{turn}") as client:
        yield UMADB, _seconds(_append_to_umadb, UmaPort(client), batches)


def _commit(recorder: LedgerRecorder, batches: Sequence[Batch], portion: int) -> None:
    for start in range(0, len(batches), portion):
        recorder.commit_many(batches[start : start + portion])


def _append_to_library(port: LibraryPort, batches: Sequence[Batch]) -> None:
    events = [event for batch in batches for event in batch.events]
    for start in range(0, len(events), _LIBRARY_PORTION):
        port.append(events[start : start + _LIBRARY_PORTION])


def _append_to_umadb(port: UmaPort, batches: Sequence[Batch]) -> None:
    events = [event for batch in batches for event in batch.events]
    for start in range(0, len(events), _UMA_PORTION):
        port.client.append(uma_events(events[start : start + _UMA_PORTION]))


def _seconds(work: Callable[..., None], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began
