"""Decide and append against the ledger's size, on our stores and on the peers', in one run.

Every store holds the same events and is asked for the same decisions, in turn, so that a change of
the machine's mood strikes all alike. Hot tags are those of agents who appear in a large share of
all events; cold tags belong to agents and queues that have only just come.
"""

from __future__ import annotations

import time
from contextlib import ExitStack

from bench.centre import AGENTS, agents, life
from bench.figures import Row, in_ms, median, quantile
from bench.stores import (
    LIBRARY,
    POSTGRES,
    SQLITE,
    UMADB,
    UMADB_NEWEST,
    Decider,
    Stores,
    cold_agents,
    stores,
)
from bench.workshop import Workshop

_ROUNDS = 6
_WARM_LIVES = 5
_MOST_MS = {POSTGRES: 1.5, SQLITE: 0.5}
_MOST_GROWTH = 1.3
_AT_LEAST = 40
_PROMISED_AT = 400_000
_OURS = (SQLITE, POSTGRES)
SHORT = {
    SQLITE: "sqlite",
    POSTGRES: "postgres",
    LIBRARY: "library",
    UMADB: "umadb",
    UMADB_NEWEST: "umadb_newest_first",
}
"""The stores in the names of values."""

Times = dict[str, list[float]]
"""Seconds of each action, by store."""


def peers(shop: Workshop) -> list[Row]:
    """The time of one action by one caller, by store, size and tags."""
    sizes = shop.sizes
    lives = {name: sizes.lives if name in _OURS else sizes.peer_lives for name in SHORT}
    spare = max(1, sizes.lives // _ROUNDS) * _ROUNDS + _WARM_LIVES
    hot: dict[int, Times] = {}
    cold: dict[int, Times] = {}
    with ExitStack() as opened:
        ledgers = {
            size: opened.enter_context(
                stores(shop, size, colleagues=spare, peers=size in sizes.compared)
            )
            for size in (*sizes.compared, *sizes.beyond)
        }
        shop.say("working calls in all stores in turn")
        for turn in range(-1, _ROUNDS):
            for size, ledger in ledgers.items():
                into = (
                    ({}, {}) if turn < 0 else (hot.setdefault(size, {}), cold.setdefault(size, {}))
                )
                _one_round(ledger, turn, lives, *into)
    return [
        *(_latency(size, "hot", times) for size, times in hot.items()),
        _embedded(hot),
        *(_growth(name, hot) for name in _OURS),
        *_ratios(hot),
        *(_latency(size, "cold", times) for size, times in cold.items()),
    ]


def _one_round(ledger: Stores, turn: int, lives: dict[str, int], hot: Times, cold: Times) -> None:
    """Some calls on each store; those of turn -1 only warm it up."""
    staff, newcomers = agents(AGENTS), cold_agents(ledger.colleagues)
    for name, decider in ledger.deciders.items():
        share = _WARM_LIVES if turn < 0 else max(1, lives[name] // _ROUNDS)
        first = 0 if turn < 0 else _WARM_LIVES + turn * share
        for number in range(first, first + share):
            call = f"{SHORT[name]}-{number}"
            _work(decider, f"hot-{call}", staff[number % AGENTS], "189", hot.setdefault(name, []))
            agent, queue = newcomers[number]
            _work(decider, f"cold-{call}", agent, queue, cold.setdefault(name, []))


def _work(decider: Decider, call: str, agent: str, queue: str, times: list[float]) -> None:
    for _, action in life(call, agent, queue):
        began = time.perf_counter()
        decider.act(action, by=agent)
        times.append(time.perf_counter() - began)


def _latency(size: int, tags: str, times: Times) -> Row:
    p50 = {name: median(found) for name, found in times.items()}
    ours, promised = p50[POSTGRES], tags == "hot"
    apart = ", ".join(f"{name} {in_ms(p50[name])}" for name in times if name != POSTGRES)
    return Row(
        figure=f"PostgreSQL, decide and append, {tags} tags, {size:,} events",
        measured=f"p50 {in_ms(ours)}, p99 {in_ms(quantile(times[POSTGRES], 0.99))}",
        target=f"p50 <= {_MOST_MS[POSTGRES]} ms" if promised else "",
        met=ours * 1e3 <= _MOST_MS[POSTGRES] if promised else None,
        beside=f"p50 of {apart}",
        values={"events": size, "hot": float(promised)}
        | {f"{SHORT[name]}_p50_ms": found * 1e3 for name, found in p50.items()}
        | {f"{SHORT[name]}_p99_ms": quantile(found, 0.99) * 1e3 for name, found in times.items()},
    )


def _embedded(times: dict[int, Times]) -> Row:
    largest = max(times)
    p50, most = median(times[largest][SQLITE]), _MOST_MS[SQLITE]
    return Row(
        figure=f"SQLite, decide and append, hot tags, {largest:,} events",
        measured=f"p50 {in_ms(p50)}, p99 {in_ms(quantile(times[largest][SQLITE], 0.99))}",
        target=f"p50 <= {most} ms",
        met=p50 * 1e3 <= most,
        values={"p50_ms": p50 * 1e3},
    )


def _growth(name: str, times: dict[int, Times]) -> Row:
    smallest, largest = min(times), max(times)
    last = median(times[largest][name])
    ratio = last / median(times[smallest][name])
    return Row(
        figure=f"{name}, p50({largest:,}) to p50({smallest:,})",
        measured=f"{ratio:.2f} x",
        target=f"<= {_MOST_GROWTH} x",
        met=ratio <= _MOST_GROWTH,
        beside=f"p50({largest:,}) {in_ms(last)}",
        values={"ratio": ratio, "p50_ms": last * 1e3},
    )


def _ratios(times: dict[int, Times]) -> list[Row]:
    """Our PostgreSQL against each peer, at the largest size that peers were measured at."""
    compared = [size for size, found in times.items() if LIBRARY in found]
    if not compared:
        return []
    size = _PROMISED_AT if _PROMISED_AT in compared else max(compared)
    p50 = {name: median(found) for name, found in times[size].items()}
    best = min(UMADB, UMADB_NEWEST, key=p50.__getitem__)
    ways = ", ".join(f"{name} {in_ms(p50[name])}" for name in (UMADB, UMADB_NEWEST))
    return [
        _ratio(size, "the library's recorder", p50, LIBRARY, f"theirs {in_ms(p50[LIBRARY])}"),
        _ratio(size, "UmaDB at its best", p50, best, ways),
    ]


def _ratio(size: int, peer: str, p50: dict[str, float], name: str, beside: str) -> Row:
    ratio, embedded = p50[name] / p50[POSTGRES], p50[name] / p50[SQLITE]
    promised = size >= _PROMISED_AT
    return Row(
        figure=f"our PostgreSQL against {peer}, {size:,} events, hot tags",
        measured=f"{ratio:,.0f} x faster",
        target=f">= {_AT_LEAST} x" if promised else "",
        met=ratio >= _AT_LEAST if promised else None,
        beside=f"p50 ours {in_ms(p50[POSTGRES])}, {beside}; our SQLite {embedded:,.0f} x faster",
        values={"ratio": ratio, "sqlite_ratio": embedded},
    )
