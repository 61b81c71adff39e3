"""Where everything on the floor stands, for a size of the terminal."""

from __future__ import annotations

from typing import NamedTuple

_WIDE = 120
_TALL = 32
_LEAST_PEOPLE = 12
_MOST_EVENTS = 16


class Plan(NamedTuple):
    """The height of each panel, titles included; with ``side``, the width of what stands beside.

    Without obligations there is no panel of them, and ``duties`` is 0.
    """

    strip: int
    queues: int
    agents: int
    waiting: int
    ticker: int
    side: int
    titled: bool
    """Whether there is room for a title of its own over the queues and over the ticker."""
    duties: int = 0


def plan(width: int, height: int, queues: int, people: int, *, governed: bool = False) -> Plan:
    """Give each panel its lines: queues what they need, people what is left.

    Wide terminals have the waiting calls and the obligations beside the people, narrow ones below
    them. Where the people need less than is left, the latest events have it. A floor that no
    rulebook governs has no obligations.
    """
    titled = height >= _TALL
    heads = 2 if titled else 1
    strip = 1 if width >= 150 else 2
    table = heads + min(max(queues, 1), max(3, height // 4))
    tight = governed and not titled and width < _WIDE
    ticker = 1 + (2 if tight else min(8, max(2, height // 8)))
    rest = height - 2 - strip - table - ticker
    if width >= _WIDE:
        spare = min(_MOST_EVENTS - ticker, rest - max(_LEAST_PEOPLE, 2 + -(-people // 2)))
        ticker, rest = (ticker + spare, rest - spare) if spare > 0 else (ticker, rest)
        beside = max(3, rest)
        duties = beside * 2 // 3 if governed else 0
        side = min(64, width * 35 // 100)
        return Plan(strip, table, beside, beside - duties, ticker, side, titled, duties)
    duties = (5 if not titled else max(5, rest // 3)) if governed else 0
    rest -= duties
    waiting = min(5, max(2, rest // 2)) if not titled else max(5, rest // 4)
    if governed:
        waiting = min(waiting, max(2, rest // 3))
    return Plan(strip, table, max(2, rest - waiting), waiting, ticker, 0, titled, duties)
