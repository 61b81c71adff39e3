"""Who calls and when, how long they wait, and how long they talk.

The demand of a day has two humps and a thin night. Its height follows from the staff: the busy
hour brings the load that so many agents can carry and no more, by the square-root rule of
staffing (agents = load + safety times the root of the load), read backwards.
"""

from __future__ import annotations

from math import log, sqrt
from random import Random
from typing import NamedTuple

from gateway.simulator.centre import Queue
from gateway.simulator.shifts import planned_at
from ledger.kernel.projection import Micros

_HOURLY = (
    *(0.09, 0.06, 0.045, 0.04, 0.04, 0.05, 0.07, 0.25, 0.50, 0.86, 1.0, 0.92),
    *(0.72, 0.72, 0.88, 1.0, 0.98, 0.72, 0.50, 0.50, 0.52, 0.48, 0.38, 0.15),
)
"""Demand on each full hour of the day, as a share of the busiest; between them it is linear."""

_BUSY_HOUR = 10.5
_ON_BREAK = 0.10
_SAFETY = 0.6
_AFTER_CALL = 30.0
_BETWEEN_CALLS = 9.0
"""Seconds of ringing, and of holds spread over all calls."""

_TALK_SPREAD = 0.55
_AFTER_CALL_SPREAD = 0.6
_PATIENCE = 190.0
_NUMBERS = 1_000_000
_REGULARS = 4_000
_PREFERRED_EVERY = 16


class Caller(NamedTuple):
    """Somebody who calls: from which number, and whether they come before others."""

    number: str
    priority: int


def calls_in_busy_hour(queues: tuple[Queue, ...], shifts: tuple[int, ...]) -> float:
    """How many calls an hour the agents of the busiest hour can just carry."""
    there = max(planned_at(_BUSY_HOUR, shifts), 1) * (1 - _ON_BREAK)
    load = max(there - _SAFETY * sqrt(there), 0.45 * there)
    talk = sum(queue.share * queue.talk_seconds for queue in queues)
    return load * 3600 / (talk + _AFTER_CALL + _BETWEEN_CALLS)


def demand(second_of_day: float) -> float:
    """The demand at a time of day, as a share of the busiest."""
    hour, rest = divmod(second_of_day / 3600, 1)
    here, there = _HOURLY[int(hour) % 24], _HOURLY[(int(hour) + 1) % 24]
    return here + (there - here) * rest


def caller(random: Random) -> Caller:
    """Somebody calls: two in five are regulars.

    The numbers begin with 01955, an area code that no place in China has.
    """
    among = _REGULARS if random.random() < 0.4 else _NUMBERS
    number = int(random.random() * among)
    return Caller(f"01955{number:06d}", 1 if number % _PREFERRED_EVERY == 0 else 0)


def patience(random: Random) -> Micros:
    """How long a caller waits before giving up."""
    return _micros(1 + random.expovariate(1 / _PATIENCE))


def talk(queue: Queue, random: Random) -> Micros:
    """How long a conversation lasts."""
    return _micros(4 + _log_normal(queue.talk_seconds - 4, _TALK_SPREAD, random))


def after_call(random: Random) -> Micros:
    """How long the work after a conversation lasts."""
    return _micros(3 + _log_normal(_AFTER_CALL - 3, _AFTER_CALL_SPREAD, random))


def ring(random: Random) -> Micros:
    """How long it rings before an agent answers."""
    return _micros(1.2 + _log_normal(3.0, 0.5, random))


def _log_normal(mean: float, spread: float, random: Random) -> float:
    return random.lognormvariate(log(mean) - spread * spread / 2, spread)


def _micros(seconds: float) -> Micros:
    return int(seconds * 1000) * 1000
