"""Where everything on the floor stands, for a size of the terminal."""

from __future__ import annotations

from typing import NamedTuple

_WIDE = 120
_TALL = 32
_LEAST_PEOPLE = 12
_MOST_EVENTS = 16


class Plan(NamedTuple):
    """The height of each panel, titles included; with ``side``, the waiting calls' width."""

    strip: int
    queues: int
    agents: int
    waiting: int
    ticker: int
    side: int
    titled: bool
    """Whether there is room for a title of its own over the queues and over the ticker."""


def plan(width: int, height: int, queues: int, people: int) -> Plan:
    """Give each panel its lines: queues what they need, people what is left.

    Wide terminals have the waiting calls beside the people, narrow ones below them. Where the
    people need less than is left, the latest events have it.
    """
    titled = height >= _TALL
    heads = 2 if titled else 1
    strip = 1 if width >= 150 else 2
    table = heads + min(max(queues, 1), max(3, height // 4))
    ticker = 1 + min(8, max(2, height // 8))
    rest = height - 2 - strip - table - ticker
    if width >= _WIDE:
        spare = min(_MOST_EVENTS - ticker, rest - max(_LEAST_PEOPLE, 2 + -(-people // 2)))
        ticker, rest = (ticker + spare, rest - spare) if spare > 0 else (ticker, rest)
        beside = max(3, rest)
        return Plan(strip, table, beside, beside, ticker, min(64, width * 35 // 100), titled)
    waiting = min(5, max(2, rest // 2)) if not titled else max(5, rest // 4)
    return Plan(strip, table, max(2, rest - waiting), waiting, ticker, 0, titled)
