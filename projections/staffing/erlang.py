"""Queues by the book: Erlang C, in which callers wait for ever, and Erlang A, in which they do not.

Traffic is in erlangs (arrivals a second times seconds of handling), times are in seconds, shares
are between 0 and 1. Erlang C is pessimistic where callers give up; Erlang A needs to know their
patience. With no more agents than traffic, a queue in which nobody gives up grows without end:
everybody waits, nobody is answered in time, and the mean wait is infinite.
"""

from __future__ import annotations

import math
from typing import NamedTuple

_NEGLIGIBLE = 1e-15
_MOST_AGENTS = 10_000


class Queueing(NamedTuple):
    """What a queue with so many agents is like."""

    agents: int
    waits: float
    """The share of callers who wait at all."""
    service_level: float
    """The share answered within the target."""
    mean_wait: float
    """The mean wait of all callers, in seconds; infinite where the queue grows without end."""
    occupancy: float
    """The share of their time that agents are busy."""
    gives_up: float = 0.0
    """The share of callers who give up."""


def erlang_b(agents: int, traffic: float) -> float:
    """The share of callers who find all agents busy where nobody can wait."""
    blocked = 1.0
    for busy in range(1, agents + 1):
        blocked = traffic * blocked / (busy + traffic * blocked)
    return blocked


def erlang_c(agents: int, arrivals: float, handling: float, target: float) -> Queueing:
    """A queue in which nobody gives up.

    ``arrivals`` are calls a second, ``handling`` the mean handling time and ``target`` the wait
    that counts as in time, both in seconds.

    :raises ValueError: for a number that is negative, or no handling time.
    """
    traffic = _traffic(agents, arrivals, handling, target)
    if traffic == 0:
        return Queueing(agents, 0.0, 1.0, 0.0, 0.0)
    if agents <= traffic:
        return Queueing(agents, 1.0, 0.0, math.inf, 1.0)
    blocked = erlang_b(agents, traffic)
    waits = agents * blocked / (agents - traffic * (1 - blocked))
    spare = agents - traffic
    return Queueing(
        agents=agents,
        waits=waits,
        service_level=1 - waits * math.exp(-spare * target / handling),
        mean_wait=waits * handling / spare,
        occupancy=traffic / agents,
    )


def erlang_a(
    agents: int, arrivals: float, handling: float, target: float, patience: float
) -> Queueing:
    """A queue whose callers give up after an exponential patience of this mean, in seconds.

    The states (how many are in the system) are summed until what is left is negligible. In time
    counts who is answered within the target; who gives up before counts as not answered.

    :raises ValueError: for a number that is negative, no handling time or no patience.
    """
    traffic = _traffic(agents, arrivals, handling, target)
    if patience <= 0:
        raise ValueError("patience is a time above zero")
    if traffic == 0:
        return Queueing(agents, 0.0, 1.0, 0.0, 0.0)
    served, left = 1 / handling, 1 / patience
    weights = _weights(agents, arrivals, served, left)
    total = math.fsum(weights)
    queue = math.fsum((n - agents) * each for n, each in enumerate(weights) if n > agents) / total
    busy = math.fsum(min(n, agents) * each for n, each in enumerate(weights)) / total
    return Queueing(
        agents=agents,
        waits=math.fsum(weights[agents:]) / total,
        service_level=_answered_in_time(weights, total, agents, served, left, target),
        mean_wait=queue / arrivals,
        occupancy=busy / agents if agents else 1.0,
        gives_up=queue * left / arrivals,
    )


def agents_needed(
    arrivals: float,
    handling: float,
    target: float,
    goal: float,
    *,
    patience: float | None = None,
) -> int:
    """The fewest agents that answer the goal's share within the target; never rounded up to it.

    With ``patience`` callers give up, and fewer agents do.

    :raises ValueError: for a goal that no number of agents reaches, or a negative number.
    """
    if not 0 <= goal < 1:
        raise ValueError("a goal is a share of at least 0 and below 1")
    if arrivals == 0:
        return 0
    agents = 1
    while agents <= _MOST_AGENTS:
        found = (
            erlang_c(agents, arrivals, handling, target)
            if patience is None
            else erlang_a(agents, arrivals, handling, target, patience)
        )
        if found.service_level >= goal:
            return agents
        agents += 1
    raise ValueError(f"more than {_MOST_AGENTS} agents would be needed")


def rostered(agents: int, shrinkage: float) -> int:
    """How many to put on the roster so that so many are there, a share being away.

    :raises ValueError: for a share that is not at least 0 and below 1.
    """
    if not 0 <= shrinkage < 1:
        raise ValueError("shrinkage is a share of at least 0 and below 1")
    return math.ceil(agents / (1 - shrinkage) - 1e-9)


def _traffic(agents: int, arrivals: float, handling: float, target: float) -> float:
    if agents < 0 or arrivals < 0 or handling <= 0 or target < 0:
        raise ValueError("agents, arrivals and target are not negative, and handling takes time")
    return arrivals * handling


def _weights(agents: int, arrivals: float, served: float, left: float) -> list[float]:
    """The relative weight of each number of callers in the system, the largest of them 1."""
    logs = [0.0]
    n, peak = 0, 0.0
    while True:
        n += 1
        ending = min(n, agents) * served + max(0, n - agents) * left
        logs.append(logs[-1] + math.log(arrivals / ending))
        peak = max(peak, logs[-1])
        if n > agents and logs[-1] - peak < math.log(_NEGLIGIBLE):
            break
    return [math.exp(each - peak) for each in logs]


def _answered_in_time(
    weights: list[float], total: float, agents: int, served: float, left: float, target: float
) -> float:
    """The share answered within the target: at once, or before the target and their patience end.

    A caller who finds others waiting is answered once all of them have gone, by being answered or
    giving up. That is a chain of states with constant rates, followed by uniformisation: it jumps
    as a Poisson process, and the share answered after each number of jumps is weighed by how
    likely that number is.
    """
    if agents == 0:
        return 0.0
    at_once = math.fsum(weights[:agents]) / total
    reach = _reach(agents * served * target, left * target)
    waiting = [each / total for each in weights[agents : agents + reach]]
    rate = agents * served + len(waiting) * left
    answered, later, seen, jumps = 0.0, 0.0, 0.0, 0
    while seen < 1 - _NEGLIGIBLE * 1e3 and jumps < rate * target + _MOST_AGENTS:
        likely = _poisson(jumps, rate * target)
        later += likely * answered
        seen += likely
        answered += _jump(waiting, agents * served, left, rate)
        jumps += 1
    return at_once + later


def _reach(served: float, left: float) -> int:
    """From how far back in the queue a turn can come, for all that matters, within the target.

    ``served`` is how many are answered in that time on average, ``left`` the target in units of
    patience: whoever stands further back would need more to go before them than ever do.
    """
    return math.ceil((served + 10 * math.sqrt(served) + 30) * math.exp(left))


def _poisson(count: int, mean: float) -> float:
    """How likely a Poisson number with that mean is to be this one."""
    if mean == 0:
        return float(count == 0)
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def _jump(waiting: list[float], base: float, left: float, rate: float) -> float:
    """Let the chain jump once, the first place first; the share whose turn came."""
    answered = 0.0
    for place, share in enumerate(waiting):
        onward = share * (base + place * left) / rate
        waiting[place] = share - onward - share * left / rate
        if place == 0:
            answered = onward
        else:
            waiting[place - 1] += onward
    return answered
