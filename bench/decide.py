"""Decide and append by one caller, in ledgers small and large."""

from __future__ import annotations

from bench.centre import work_calls
from bench.figures import Row, in_ms, median, quantile
from bench.workshop import Workshop

_ROUNDS = 6
_MOST_MS = 0.4
_MOST_GROWTH = 1.3


def decide(shop: Workshop) -> list[Row]:
    """The time of one action through the book, p50 and p99, at three sizes in turn."""
    sizes = (shop.sizes.small, shop.sizes.middle, shop.sizes.large)
    books = {size: shop.open(shop.filled(size)) for size in sizes}
    times: dict[int, dict[str, list[float]]] = {size: {} for size in sizes}
    shop.say("working calls in the three ledgers in turn")
    for book in books.values():
        work_calls(book, "warm", max(2, shop.sizes.lives // 10), {})
    for turn in range(_ROUNDS):
        for size, book in books.items():
            lives = max(1, shop.sizes.lives // _ROUNDS)
            work_calls(book, f"t{turn}-", lives, times[size])
    for book in books.values():
        book.close()
    all_times = {
        size: [each for step in found.values() for each in step] for size, found in times.items()
    }
    return [*(_row(size, all_times[size], times[size]) for size in sizes), _growth(all_times)]


def _row(size: int, all_times: list[float], steps: dict[str, list[float]]) -> Row:
    p50, p99 = median(all_times), quantile(all_times, 0.99)
    apart = ", ".join(f"{step} {in_ms(median(found))}" for step, found in steps.items())
    return Row(
        figure=f"decide and append, one caller, {size:,} events",
        measured=f"p50 {in_ms(p50)}, p99 {in_ms(p99)}",
        target=f"p50 <= {_MOST_MS} ms",
        met=p50 * 1e3 <= _MOST_MS,
        beside=apart,
        values={"p50_ms": p50 * 1e3, "p99_ms": p99 * 1e3},
    )


def _growth(times: dict[int, list[float]]) -> Row:
    smallest, largest = min(times), max(times)
    ratio = median(times[largest]) / median(times[smallest])
    return Row(
        figure=f"the same, p50({largest:,}) to p50({smallest:,})",
        measured=f"{ratio:.2f} x",
        target=f"<= {_MOST_GROWTH} x",
        met=ratio <= _MOST_GROWTH,
        values={"ratio": ratio},
    )
