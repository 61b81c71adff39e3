"""What obligations cost: reacting to a recorded history, being on watch, and merely being open."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from random import Random

from bench import regulated
from bench.figures import Row, a_second, in_ms, median
from bench.machine import cpu_seconds
from bench.workshop import Workshop
from ledger.book import Facts
from ledger.kernel.clock import CountedIds
from ledger.kernel.event import micros
from ledger.obligations.governed import Governed
from ledger.obligations.reactions import Reactions
from ledger.obligations.tracker import Tracker
from ledger.registers.tasks.events import TaskAssigned
from projections.obligations import panel

_AT_LEAST = 20_000
_ROUNDS = 3
_PAGE = 20_000
_EVENTS_A_SECOND = 50
_MOST_PERCENT = 5.0
_OPEN = 10_000
_MOST_A_SECOND_OF_TICKING = 0.15


def reactions(shop: Workshop) -> list[Row]:
    """Events a second through the reactions, and through the obligations, of all presets."""
    book = shop.new_book("regulated")
    shop.say("recording the history of a regulated department")
    regulated.record(book, shop.sizes.rebuilt // 5)
    law, zone, head = regulated.whole_law(), book.site.zone, book.recorder.head()
    rows = []
    for name, made in (("reactions", Reactions), ("obligations", Tracker)):
        rates, kept = [], 0
        for _ in range(_ROUNDS):
            view: Governed[object] = made(zone, law)  # type: ignore[assignment]
            began = time.perf_counter()
            while view.position < head:
                view.apply(book.recorder.rows(after=view.position, upto=head, limit=_PAGE))
            rates.append(head / (time.perf_counter() - began))
            kept = sum(len(each) for each in view.tables().values())
        rate = median(rates)
        rows.append(
            Row(
                figure=f"{name} of all presets over a recorded history",
                measured=a_second(rate),
                target=f">= {a_second(_AT_LEAST)}",
                met=rate >= _AT_LEAST,
                beside=f"{head:,} events, {kept:,} rows, {len(regulated.presets())} presets",
                values={f"{name}_per_second": rate},
            )
        )
    book.close()
    return rows


def warden(shop: Workshop) -> list[Row]:
    """CPU of a warden on watch while so many events a second are written."""
    book = shop.new_book("watched")
    process = shop.start("-m", "bench.warden", str(shop.folder / "watched"))
    assert process.stdout is not None
    seconds = shop.sizes.watch_seconds
    try:
        if not process.stdout.readline():
            raise RuntimeError("the warden did not start")
        before, began = cpu_seconds(process.pid), time.perf_counter()
        ids = CountedIds()
        happenings = regulated.history(
            Random(1), int(seconds * _EVENTS_A_SECOND), begins=datetime.now(UTC)
        )
        for number, (event, _) in enumerate(happenings):
            now = datetime.now(UTC)
            book.record([Facts(ids.command(now), [(event, now)])], by=regulated.PROGRAM)
            time.sleep(max(0.0, began + number / _EVENTS_A_SECOND - time.perf_counter()))
        elapsed = time.perf_counter() - began
        share = (cpu_seconds(process.pid) - before) / elapsed * 100
    finally:
        process.kill()
        process.communicate()
        written = book.recorder.head()
        book.close()
    return [
        Row(
            figure=f"a warden at {_EVENTS_A_SECOND} events a second, CPU",
            measured=f"{share:.2f} % of a core",
            target=f"< {_MOST_PERCENT:.0f} %",
            met=share < _MOST_PERCENT,
            beside=f"over {elapsed:.0f} s; all presets; the ledger ends at event {written:,}",
            values={"percent": share},
        )
    ]


def ticking(shop: Workshop) -> list[Row]:
    """What a second of ten thousand open obligations costs: what is due, and what breaks next."""
    tracker = _with_open(shop)
    spent, found = [], 0
    for second in range(_ROUNDS * 3):
        now = micros(regulated.BEGINS + timedelta(minutes=1, seconds=second))
        began = time.perf_counter()
        found += len(tracker.due_firings(now))
        shown = panel(tracker, now)
        spent.append(time.perf_counter() - began)
    cost = median(spent)
    return [
        Row(
            figure=f"{_OPEN:,} open obligations, one look a second",
            measured=in_ms(cost),
            target=f"< {in_ms(_MOST_A_SECOND_OF_TICKING)}",
            met=cost < _MOST_A_SECOND_OF_TICKING,
            beside=f"{shown.counts.open:,} open on the panel, {found} due meanwhile",
            values={"seconds": cost},
        )
    ]


def _with_open(shop: Workshop) -> Tracker:
    """A tracker with so many tasks that are due tomorrow."""
    book = shop.new_book("open")
    at, ids = regulated.BEGINS, CountedIds()
    due = at + timedelta(days=1)
    facts = []
    for number in range(_OPEN):
        task = TaskAssigned(
            task=f"k{number}", giver="A000", doer=f"A{number % 60:03d}", content="x", due_at=due
        )
        facts.append(Facts(ids.command(at), [(task, at)]))
    book.record(facts, by=regulated.PROGRAM)
    tracker = Tracker(book.site.zone, regulated.whole_law())
    tracker.apply(book.recorder.rows())
    book.close()
    return tracker
