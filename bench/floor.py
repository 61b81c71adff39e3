"""The floor as a person sees it, on a terminal: opening it, its appetite, and its freshness."""

from __future__ import annotations

import re
import subprocess
import time
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from bench.centre import agents, opening, record_all
from bench.figures import Row, in_ms, median, quantile
from bench.machine import cpu_seconds
from bench.postgres import postgres
from bench.start import command
from bench.terminal import Terminal
from bench.workshop import Workshop
from ledger.views.runner import Runner
from ledger.views.tables import ViewTables
from projections.floor import Floor

_MOST_OPENING_SECONDS = 1.5
_MOST_CPU = {(200, 50): 15, (1_000, 500): 35}
_MOST_VISIBLE_MS = 150
_VISIBLE_RATE = 200
_WARM_SECONDS = 3.0
_FIRST_AGENT = agents(1)[0].encode()


def open_floor(shop: Workshop) -> list[Row]:
    """From starting the command to the first frame with agents on it, views already built."""
    path = shop.filled(shop.sizes.large)
    _build_views(shop, path)
    shop.say("opening the floor")
    times = []
    for _ in range(shop.sizes.openings + 1):
        with _floor(str(path)) as terminal:
            times.append(terminal.wait_for(_FIRST_AGENT) - terminal.began)
    middle = median(times[1:])
    return [
        Row(
            figure=f"opening a ledger of {shop.sizes.large:,} events, first frame",
            measured=f"{middle:.2f} s",
            target=f"<= {_MOST_OPENING_SECONDS} s",
            met=middle <= _MOST_OPENING_SECONDS,
            beside=f"slowest {max(times[1:]):.2f} s; the very first {times[0]:.2f} s",
            values={"median_s": middle},
        )
    ]


def floor_cpu(shop: Workshop) -> list[Row]:
    """CPU of the console's process while another appends, in percent of a core."""
    return [_cpu_row(shop, staff, rate, most) for (staff, rate), most in _MOST_CPU.items()]


def visible(shop: Workshop) -> list[Row]:
    """From asking for an append in one process to its position on a floor of another.

    The ticker shows the newest events with their positions. An event is visible with the first
    output that shows its own position or a later one: a picture shows everything before it.
    """
    return [_visible_row(shop, str(_staffed(shop, 200)), "append to visible on a floor")]


def visible_from_server(shop: Workshop) -> list[Row]:
    """The same, when both processes reach the ledger on a PostgreSQL server."""
    server = shop.shared(postgres)
    book = server.new_book("floor")
    record_all(book, opening(agents(200), datetime.now(UTC)))
    book.close()
    return [_visible_row(shop, server.ledger("floor"), "PostgreSQL, append to visible on a floor")]


def _visible_row(shop: Workshop, ledger: str, figure: str) -> Row:
    seconds = shop.sizes.watch_seconds
    shop.say(f"watching {_VISIBLE_RATE} events a second appear")
    with _floor(ledger) as terminal:
        terminal.wait_for(_FIRST_AGENT)
        _append(shop, ledger, 200, _VISIBLE_RATE, min(_WARM_SECONDS, seconds))
        stamps = _append(shop, ledger, 200, _VISIBLE_RATE, seconds)
        time.sleep(min(1.0, seconds))
        shown = positions_shown(terminal.chunks)
    delays, lost = delays_of(stamps, shown)
    p99 = quantile(delays, 0.99)
    return Row(
        figure=f"{figure}, {_VISIBLE_RATE} events/s",
        measured=f"p50 {in_ms(median(delays))}, p99 {in_ms(p99)}",
        target=f"p99 <= {_MOST_VISIBLE_MS} ms",
        met=p99 * 1e3 <= _MOST_VISIBLE_MS and not lost,
        beside=f"{len(delays):,} events, worst {in_ms(max(delays))}, never shown {lost}",
        values={"p50_ms": median(delays) * 1e3, "p99_ms": p99 * 1e3},
    )


def _cpu_row(shop: Workshop, staff: int, rate: int, most: int) -> Row:
    path = _staffed(shop, staff)
    seconds = shop.sizes.watch_seconds
    warm = min(_WARM_SECONDS, seconds)
    shop.say(f"watching a floor of {staff} agents at {rate} events a second")
    with _floor(str(path)) as terminal:
        terminal.wait_for(_FIRST_AGENT)
        appender = _start_appender(shop, str(path), staff, rate, seconds + 2 * warm)
        time.sleep(2 * warm)
        before, began = cpu_seconds(terminal.pid), time.monotonic()
        time.sleep(seconds)
        used = cpu_seconds(terminal.pid) - before
        share = used / (time.monotonic() - began) * 100
        appended = len(appender.communicate()[0].splitlines())
        written = sum(len(piece) for _, piece in terminal.chunks)
    return Row(
        figure=f"floor at 160x48, {staff:,} agents, {rate} events/s, CPU",
        measured=f"{share:.1f} % of a core",
        target=f"<= {most} %",
        met=share <= most,
        beside=f"{appended:,} commits appended meanwhile, {written / 1e6:.1f} MB written",
        values={"percent": share},
    )


@contextmanager
def _floor(ledger: str) -> Iterator[Terminal]:
    with Terminal([*command(), "--lang", "en", "floor", ledger]) as terminal:
        yield terminal


def _staffed(shop: Workshop, staff: int) -> Path:
    """A new ledger in which so many agents have just signed in."""
    name = f"floor-{staff}-{time.monotonic_ns()}"
    book = shop.new_book(name)
    record_all(book, opening(agents(staff), datetime.now(UTC)))
    book.close()
    return shop.folder / name


def _build_views(shop: Workshop, path: Path) -> None:
    book = shop.open(path)
    shop.say("building the views of the ledger to be opened")
    tables = ViewTables.beside(path)
    runner = Runner(book, Floor(book.lawbook.on, book.site.zone), tables)
    runner.catch_up()
    runner.save()
    tables.close()
    book.close()


def _append(
    shop: Workshop, ledger: str, staff: int, rate: int, seconds: float
) -> list[tuple[int, float]]:
    """What another process appended, as positions with the instants they were asked for."""
    written, _ = _start_appender(shop, ledger, staff, rate, seconds).communicate()
    pairs = (line.split() for line in written.splitlines())
    return [(int(position), float(asked)) for position, asked in pairs]


def _start_appender(
    shop: Workshop, ledger: str, staff: int, rate: int, seconds: float
) -> subprocess.Popen[bytes]:
    return shop.start("-m", "bench.appender", ledger, str(staff), str(rate), str(seconds))


_POSITION = re.compile(rb"#(\d{1,3}(?: \d{3})*)")


def positions_shown(chunks: list[tuple[float, bytes]]) -> list[tuple[int, float]]:
    """The newest position on show and since when, rising."""
    whole = b"".join(piece for _, piece in chunks)
    ends = list(accumulate(len(piece) for _, piece in chunks))
    shown: list[tuple[int, float]] = []
    for found in _POSITION.finditer(whole):
        position = int(found[1].replace(b" ", b""))
        if not shown or position > shown[-1][0]:
            shown.append((position, chunks[bisect_right(ends, found.end() - 1)][0]))
    return shown


def delays_of(
    stamps: list[tuple[int, float]], shown: list[tuple[int, float]]
) -> tuple[list[float], int]:
    """Seconds from asking to showing, and how many were never shown."""
    delays, lost, place = [], 0, 0
    for position, asked in stamps:
        while place < len(shown) and shown[place][0] < position:
            place += 1
        if place == len(shown):
            lost += 1
        else:
            delays.append(shown[place][1] - asked)
    return delays, lost
