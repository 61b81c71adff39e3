"""Many callers in one process against one."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from bench.centre import agents, life, opening, record_all
from bench.figures import Row, a_second, median
from bench.workshop import Workshop
from ledger.book import Book

CALLERS = 64
_ROUNDS = 3
_AT_LEAST = 8_000
_TIMES_ONE = 2.5


def callers(shop: Workshop) -> list[Row]:
    """Decisions a second of one caller, of 64 threads and of 64 tasks, measured in turn."""
    staff = agents(CALLERS)
    book = shop.new_book("callers")
    record_all(book, opening(staff, datetime.now(UTC)))
    shop.say(f"one caller and {CALLERS} in turn")
    one, threads, tasks = [], [], []
    for turn in range(_ROUNDS):
        seconds = shop.sizes.caller_seconds
        one.append(rate_of_threads(book, staff[:1], seconds, f"one{turn}"))
        threads.append(rate_of_threads(book, staff, seconds, f"threads{turn}"))
        tasks.append(asyncio.run(_rate_of_tasks(book, staff, seconds, f"tasks{turn}")))
    book.close()
    alone = median(one)
    return [
        *_rows("threads", median(threads), alone),
        *_rows("tasks of an event loop", median(tasks), alone),
    ]


def _rows(kind: str, together: float, alone: float) -> list[Row]:
    ratio = together / alone
    return [
        Row(
            figure=f"decide and append, {CALLERS} {kind}",
            measured=a_second(together),
            target=f">= {a_second(_AT_LEAST)}",
            met=together >= _AT_LEAST,
            beside="decisions, each of which appends 1 or 2 events",
            values={"decisions_per_second": together},
        ),
        Row(
            figure=f"the same, {kind} to one caller",
            measured=f"{ratio:.2f} x",
            target=f">= {_TIMES_ONE} x",
            met=ratio >= _TIMES_ONE,
            beside=f"one caller: {a_second(alone)}",
            values={"ratio": ratio, "one_caller_per_second": alone},
        ),
    ]


def rate_of_threads(book: Book, staff: list[str], seconds: float, prefix: str) -> float:
    """Decisions a second when each agent works calls in a thread of its own."""
    start = threading.Barrier(len(staff) + 1)
    over = threading.Event()
    with ThreadPoolExecutor(len(staff)) as pool:
        working = [pool.submit(_work, book, agent, prefix, start, over) for agent in staff]
        start.wait()
        began = time.perf_counter()
        over.wait(seconds)
        over.set()
        decisions = sum(each.result() for each in working)
        return decisions / (time.perf_counter() - began)


def _work(
    book: Book, agent: str, prefix: str, start: threading.Barrier, over: threading.Event
) -> int:
    start.wait()
    decisions = 0
    while not over.is_set():
        for _, action in life(f"{prefix}-{agent}-{decisions}", agent):
            book.act(action, by=agent)
            decisions += 1
    return decisions


async def _rate_of_tasks(book: Book, staff: list[str], seconds: float, prefix: str) -> float:
    """Decisions a second when each agent works calls in a task of its own."""
    until = time.perf_counter() + seconds

    async def work(agent: str) -> int:
        decisions = 0
        while time.perf_counter() < until:
            for _, action in life(f"{prefix}-{agent}-{decisions}", agent):
                await book.act_async(action, by=agent)
                decisions += 1
        return decisions

    began = time.perf_counter()
    decisions = sum(await asyncio.gather(*map(work, staff)))
    return decisions / (time.perf_counter() - began)
