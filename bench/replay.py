"""Folding a stored ledger into the floor, from its first event."""

from __future__ import annotations

import time

from bench.figures import Row, a_second, median
from bench.workshop import Workshop
from projections.floor import Floor

_ROUNDS = 3
_AT_LEAST = 150_000
_PAGE = 20_000


def replay(shop: Workshop) -> list[Row]:
    """Events a second through decoding and fold; beside it the bare scan of the store."""
    book = shop.open(shop.filled(shop.sizes.replayed))
    shop.say("replaying the ledger through the floor")
    head = book.recorder.head()
    folded, scanned = [], []
    for _ in range(_ROUNDS):
        floor = Floor(book.lawbook.on, book.site.zone)
        began = time.perf_counter()
        while floor.position < head:
            floor.apply(book.recorder.rows(after=floor.position, upto=head, limit=_PAGE))
        folded.append(head / (time.perf_counter() - began))
        began = time.perf_counter()
        for _ in book.recorder.rows():
            pass
        scanned.append(head / (time.perf_counter() - began))
    book.close()
    rate = median(folded)
    return [
        Row(
            figure="typed replay through the floor projection",
            measured=a_second(rate),
            target=f">= {a_second(_AT_LEAST)}",
            met=rate >= _AT_LEAST,
            beside=f"{head:,} events; the store's scan alone {a_second(median(scanned))}",
            values={"events_per_second": rate, "scan_per_second": median(scanned)},
        )
    ]
