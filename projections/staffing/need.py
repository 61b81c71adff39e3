"""How many agents each half hour needs, from the calls of the same weekday of past weeks.

The calls are the ledger's own: what arrived, how long it took, and how long callers waited before
they gave up. Patience is estimated as if it were exponential, with the waits of those who were
answered counted as cut short: all waiting divided by how many gave up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ledger.kernel.event import instant
from ledger.kernel.projection import Micros
from projections.floor import Floor, IntervalRow
from projections.staffing.erlang import Queueing, agents_needed, erlang_a, erlang_c, rostered

_SECOND = 1_000_000
_WEEK = timedelta(days=7)


class Aim(NamedTuple):
    """The service level to be reached, and from how much of the past need is told."""

    within: float
    """Seconds within which a call is to be answered."""
    goal: float
    """The share that is to be, between 0 and 1."""
    weeks: int = 4
    shrinkage: float = 0.0
    """The share of rostered time that people are away, between 0 and 1."""


class Demand(NamedTuple):
    """What the calls of one interval are like, on average over the weeks looked at."""

    starts: Micros
    ends: Micros
    arrivals: float
    """Calls in the interval."""
    handling: float
    """Seconds of talk, hold and after-call work of one call; 0 where nothing is known."""
    patience: float | None
    """The mean patience in seconds; None where nobody gave up, so that it is beyond telling."""
    weeks: int
    """How many of the weeks looked at had any calls on that day."""

    @property
    def seconds(self) -> float:
        """How long the interval is."""
        return (self.ends - self.starts) / _SECOND

    def with_agents(self, agents: int, within: float) -> Queueing | None:
        """What the interval is like with so many agents; None where no calls are expected."""
        if not self.arrivals or not self.handling:
            return None
        rate = self.arrivals / self.seconds
        if self.patience is None:
            return erlang_c(agents, rate, self.handling, within)
        return erlang_a(agents, rate, self.handling, within, self.patience)


class Need(NamedTuple):
    """How many agents an interval needs."""

    demand: Demand
    base: int
    """By Erlang C, in which nobody gives up: on the safe side."""
    patient: int | None
    """By Erlang A, where the callers' patience is known."""
    agents: int
    """How many to put on the roster: the base, and those who will be away."""


class Effect(NamedTuple):
    """What a change of the roster does to one interval."""

    demand: Demand
    before: int
    after: int
    served_before: float | None
    """The share answered in time with the agents of before; None where no calls are expected."""
    served_after: float | None


class _Sum:
    """The intervals of the past weeks that lie at the same time of day, added up."""

    def __init__(self) -> None:
        self.arrived = self.handled = self.given_up = 0
        self.handling = self.waited = 0

    def add(self, row: IntervalRow) -> None:
        # Whoever was sent on to another queue, or found it closed, is no work for this one.
        self.arrived += row.answered + row.abandoned
        self.handled += row.handled
        self.handling += row.talk + row.hold + row.after_call
        self.given_up += row.abandoned
        self.waited += row.wait_answered + row.wait_abandoned


def demands(floor: Floor, day: date, weeks: int, queue: str | None = None) -> list[Demand]:
    """What each interval of a day is expected to be like, of one queue or of all together.

    Only weeks whose day had any calls count, so that a new centre is not told half its need.
    Handling time and patience are those of the whole day: half hours have too few calls to tell.
    """
    sums: dict[str, _Sum] = {}
    whole, counted = _Sum(), 0
    for number in range(1, weeks + 1):
        rows = list(_rows(floor, day - number * _WEEK, queue))
        counted += bool(rows)
        for row in rows:
            sums.setdefault(_clock(floor, row.start), _Sum()).add(row)
            whole.add(row)
    handling = whole.handling / whole.handled / _SECOND if whole.handled else 0.0
    patience = whole.waited / whole.given_up / _SECOND if whole.given_up else None
    found = []
    for starts, ends in intervals(floor, day):
        here = sums.get(_clock(floor, starts))
        arrivals = here.arrived / counted if here is not None else 0.0
        found.append(Demand(starts, ends, arrivals, handling, patience or None, counted))
    return found


def needs(floor: Floor, day: date, aim: Aim, queue: str | None = None) -> list[Need]:
    """How many agents each interval of a day needs."""
    return [need_of(demand, aim) for demand in demands(floor, day, aim.weeks, queue)]


def need_of(demand: Demand, aim: Aim) -> Need:
    """How many agents an interval needs to reach the aim."""
    if not demand.arrivals or not demand.handling:
        return Need(demand, 0, None, 0)
    rate = demand.arrivals / demand.seconds
    base = agents_needed(rate, demand.handling, aim.within, aim.goal)
    patient = None
    if demand.patience is not None:
        patient = agents_needed(
            rate, demand.handling, aim.within, aim.goal, patience=demand.patience
        )
    return Need(demand, base, patient, rostered(base, aim.shrinkage))


def effects(
    expected: Iterable[Demand],
    before: Iterable[int],
    after: Iterable[int],
    within: float,
) -> Iterator[Effect]:
    """What a change of the roster does to the intervals whose number of agents it changes."""
    for demand, was, becomes in zip(expected, before, after, strict=True):
        if was != becomes:
            yield Effect(
                demand,
                was,
                becomes,
                *(_served(demand, agents, within) for agents in (was, becomes)),
            )


def intervals(floor: Floor, day: date) -> Iterator[tuple[Micros, Micros]]:
    """The intervals of a business day, as long or short as the clock makes them."""
    at = floor.periods.begins(day)
    end = floor.periods.begins(day + timedelta(days=1))
    while at < end:
        found = floor.periods.interval(at)
        yield at, min(found.end, end)
        at = found.end


def _served(demand: Demand, agents: int, within: float) -> float | None:
    found = demand.with_agents(agents, within)
    return None if found is None else found.service_level


def _rows(floor: Floor, day: date, queue: str | None) -> Iterator[IntervalRow]:
    begins = floor.periods.begins(day)
    ends = floor.periods.begins(day + timedelta(days=1))
    for row in floor.intervals.between(begins, ends):
        if queue in (None, row.queue):
            yield row


def _clock(floor: Floor, at: Micros) -> str:
    """The time of day an interval begins at; the hour that comes twice counts together."""
    local: datetime = instant(at).astimezone(floor.periods.zone)
    return f"{local:%H:%M}"
