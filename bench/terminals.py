"""Several processes at one ledger on a server: contending, and seeing what the others did."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from bench.centre import agents, opening, record_all
from bench.figures import Row, a_second, in_ms, median, quantile
from bench.postgres import postgres
from bench.workshop import Workshop
from ledger.book import Book
from ledger.registers.calls.events import CallAccepted, CallOffered

_PROCESSES, _CALLERS = 8, 4
_AT_LEAST = 1_200
_RATE = 200
_MOST_VISIBLE_MS = 150


def contending(shop: Workshop) -> list[Row]:
    """Decisions a second of 8 processes with 4 callers each, and whether all came out right."""
    with closing(shop.shared(postgres).new_book("contending")) as book:
        record_all(book, opening(agents(_PROCESSES * _CALLERS), datetime.now(UTC)))
        before = book.recorder.head()
        shop.say(f"{_PROCESSES} processes contend")
        carried_out, refused, seconds = _contend(shop)
        faults = list(_faults(book))
        events = book.recorder.head() - before
    rate = carried_out / seconds
    return [
        Row(
            figure=f"PostgreSQL, {_PROCESSES} processes of {_CALLERS} callers contending",
            measured=a_second(rate),
            target=f">= {a_second(_AT_LEAST)}, correct",
            met=rate >= _AT_LEAST and not faults,
            beside=f"{carried_out:,} carried out, {refused:,} refused, {events:,} events; "
            + ("; ".join(faults) or "no call taken twice, no gap"),
            values={"decisions_per_second": rate, "refused": refused, "faults": len(faults)},
        )
    ]


def _contend(shop: Workshop) -> tuple[int, int, float]:
    seconds = shop.sizes.terminal_seconds
    url = shop.shared(postgres).ledger("contending")
    rivals = [
        shop.start("-m", "bench.rival", url, str(number), str(_CALLERS), str(seconds))
        for number in range(_PROCESSES)
    ]
    for each in rivals:
        assert each.stdout is not None
        each.stdout.readline()
    for each in rivals:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    said = [each.communicate()[0].split() for each in rivals]
    carried_out, refused, began, ended = zip(*said, strict=True)
    seconds = max(map(float, ended)) - min(map(float, began))
    return sum(map(int, carried_out)), sum(map(int, refused)), seconds


def _faults(book: Book) -> Iterator[str]:
    """What is wrong with a ledger that rivals have worked on; nothing when all is right."""
    positions = [position for position, *_ in book.recorder.rows()]
    if positions != list(range(1, len(positions) + 1)):
        yield "the positions have gaps"
    waiting: dict[str, bool] = {}
    twice = 0
    for found in book.read():
        event = found.event
        if isinstance(event, CallOffered):
            waiting[event.call] = True
        elif isinstance(event, CallAccepted):
            twice += not waiting[event.call]
            waiting[event.call] = False
    if twice:
        yield f"calls were taken {twice} times from one who had them"
    if not any(call.startswith("race-") for call in waiting):
        yield "no call was raced for"


def visible_elsewhere(shop: Workshop) -> list[Row]:
    """From asking for an append in one process to its arrival at a follower in another."""
    with closing(shop.shared(postgres).new_book("visible")) as book:
        record_all(book, opening(agents(200), datetime.now(UTC)))
    url = shop.shared(postgres).ledger("visible")
    seconds = shop.sizes.watch_seconds
    follower = shop.start("-m", "bench.follower", url)
    assert follower.stdout is not None
    follower.stdout.readline()
    shop.say(f"following {_RATE} events a second from another process")
    # Unread, what it says would fill the pipe and stop it.
    with ThreadPoolExecutor(1) as listening:
        said = listening.submit(follower.stdout.read)
        appender = shop.start("-m", "bench.appender", url, "200", str(_RATE), str(seconds))
        asked = _stamps(appender.communicate()[0])
        time.sleep(1.0)
        follower.kill()
        arrived = _stamps(said.result())
    follower.communicate()
    delays = [arrived[position] - at for position, at in asked.items() if position in arrived]
    lost = len(asked) - len(delays)
    p99 = quantile(delays, 0.99)
    return [
        Row(
            figure=f"PostgreSQL, append to arrival in another process, {_RATE} events/s",
            measured=f"p50 {in_ms(median(delays))}, p99 {in_ms(p99)}",
            target=f"p99 <= {_MOST_VISIBLE_MS} ms",
            met=p99 * 1e3 <= _MOST_VISIBLE_MS and not lost,
            beside=f"{len(delays):,} events, worst {in_ms(max(delays))}, never seen {lost}",
            values={"p50_ms": median(delays) * 1e3, "p99_ms": p99 * 1e3},
        )
    ]


def _stamps(written: bytes) -> dict[int, float]:
    """Positions with instants, from a program that prints both on each line."""
    pairs = (line.split() for line in written.splitlines())
    return {int(position): float(at) for position, at in pairs}
