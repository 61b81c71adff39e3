"""Looking something up in a large ledger: the trail's first page under one filter, and jumps."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from typing import TypeVar

from bench.centre import AGENTS, PROGRAM, QUEUES, agents
from bench.figures import Row, in_ms, median, quantile
from bench.workshop import Workshop
from console.trail.pages import Page, open_trail
from ledger.book import Book

A = TypeVar("A")

_MOST_FILTER_MS = 150
_MOST_JUMP_MS = 80
_PROBES_A_FILTER = 6


def trail(shop: Workshop) -> list[Row]:
    """Median and worst time of a first page, filter by filter, and of jumps to any position."""
    book = shop.open(shop.filled(shop.sizes.large))
    shop.say("asking the trail")
    head = book.recorder.head()
    random = Random(7)
    by_filter = {
        name: [_timed(_first_page, book, text) for text in texts]
        for name, texts in _filters(book).items()
    }
    places = [random.randrange(1, head + 1) for _ in range(shop.sizes.probes)]
    jumps = [_timed(_jump, book, place) for place in places]
    unfound = _timed(_first_page, book, "nowhere-in-the-ledger")
    book.close()
    return [_pages(head, by_filter, unfound), _jumps(head, jumps)]


def _pages(head: int, by_filter: dict[str, list[float]], unfound: float) -> Row:
    every = [each for times in by_filter.values() for each in times]
    worst = max(every)
    apart = ", ".join(f"{name} {in_ms(max(times))}" for name, times in by_filter.items())
    return Row(
        figure=f"trail of {head:,} events, first page under one filter",
        measured=f"p50 {in_ms(median(every))}, worst {in_ms(worst)}",
        target=f"worst <= {_MOST_FILTER_MS} ms",
        met=worst * 1e3 <= _MOST_FILTER_MS,
        beside=f"worst: {apart}; a text found nowhere gives up after {in_ms(unfound)}",
        values={"p50_ms": median(every) * 1e3, "worst_ms": worst * 1e3},
    )


def _jumps(head: int, jumps: list[float]) -> Row:
    return Row(
        figure=f"trail of {head:,} events, jump to any position",
        measured=f"p50 {in_ms(median(jumps))}, worst {in_ms(max(jumps))}",
        target=f"worst <= {_MOST_JUMP_MS} ms",
        met=max(jumps) * 1e3 <= _MOST_JUMP_MS,
        beside=f"p99 {in_ms(quantile(jumps, 0.99))}",
        values={"p50_ms": median(jumps) * 1e3, "worst_ms": max(jumps) * 1e3},
    )


def _filters(book: Book) -> dict[str, list[str]]:
    """Each filter with values common and rare, new and old."""
    first, newest = book.at(1), next(book.read(limit=1, backwards=True))
    assert first is not None
    zone = book.site.zone
    days = [each.envelope.at.astimezone(zone).date() for each in (first, newest)]
    some = agents(AGENTS)[:: AGENTS // _PROBES_A_FILTER]
    return {
        "type": ["type:call.*", "type:call.offered", "type:person.registered", "type:seat.paused"],
        "about": [f"about:{agent}" for agent in some] + ["about:c0000001"],
        "queue": [f"queue:{queue}" for queue in QUEUES],
        "actor": [f"actor:{PROGRAM}", "actor:A0001", "actor:nobody"],
        "since": ["since:00:00", f"since:{days[0]}", f"since:{days[1]}", f"until:{days[0]}"],
        "text": ["A0001", "caller", "c00"],
        "without": ["-type:call.*", "-queue:189"],
    }


def _first_page(book: Book, text: str) -> Page:
    return open_trail(book, text).older()


def _jump(book: Book, place: int) -> Page:
    """The page that has the position at its top."""
    page = open_trail(book, "").older(before=place + 1)
    assert page.events[0].position == place
    return page


def _timed(find: Callable[[Book, A], object], book: Book, wanted: A) -> float:
    began = time.perf_counter()
    find(book, wanted)
    return time.perf_counter() - began
