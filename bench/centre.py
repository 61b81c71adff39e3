"""A call centre with hot tags: its agents appear in a large share of all events.

The history is made by rule and not by chance of the machine, ends now, and leaves every call over
and every agent signed in and free, so that the measured calls can go on from it.
"""

from __future__ import annotations

import heapq
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from random import Random

from ledger.book import Book, Facts
from ledger.kernel.action import Action, Role
from ledger.kernel.clock import CountedIds
from ledger.kernel.event import Event
from ledger.registers.calls.accept_call import AcceptCall
from ledger.registers.calls.end_call import EndCall
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRang,
    CallResumed,
    CallWrappedUp,
)
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.calls.wrap_up_call import WrapUpCall
from ledger.registers.org.events import PersonRegistered, QueueOpened
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut

AGENTS = 50
QUEUES = ("189", "180", "96123", "10000")
PROGRAM = "program:bench"
BATCH = 2_000
_CUSTOMERS = 2_000
_EVENTS_A_CALL = 5.7
_CALL_EVERY = timedelta(seconds=15)
_SEED = 7
_NO_MATTER_WHEN = datetime(2026, 1, 1, tzinfo=UTC)

Happening = tuple[Event, datetime]


def agents(count_of_agents: int) -> list[str]:
    """The employee numbers of so many agents."""
    return [f"A{number:04d}" for number in range(1, count_of_agents + 1)]


def opening(staff: Iterable[str], at: datetime) -> Iterator[Happening]:
    """The queues are opened; the agents are registered and sign in."""
    for queue in QUEUES:
        yield QueueOpened(queue=queue, title=f"Queue {queue}"), at
    for agent in staff:
        person = PersonRegistered(person=agent, name=f"Agent {agent}", roles=(Role.AGENT,))
        yield person, at
        yield SeatSignedIn(agent=agent, queues=QUEUES), at


def history(book: Book, events: int, until: datetime) -> Iterator[Happening]:
    """About so many events in order of time, ending at an instant."""
    calls = max(1, round((events - 2 * AGENTS - len(QUEUES)) / _EVENTS_A_CALL))
    began = until - _CALL_EVERY * (calls + 2 * AGENTS)
    staff = agents(AGENTS)
    yield from opening(staff, began)
    customers = [book.vault.pseudonym("customer", str(number)) for number in range(_CUSTOMERS)]
    random = Random(_SEED)
    order = count()
    pending: list[tuple[datetime, int, Event]] = []
    for number in range(calls):
        arrives = began + _CALL_EVERY * (number + 1)
        agent = staff[number % AGENTS]
        for event, at in _one_call(random, f"c{number:07d}", agent, customers, arrives):
            heapq.heappush(pending, (at, next(order), event))
        while pending and pending[0][0] <= arrives:
            at, _, event = heapq.heappop(pending)
            yield event, at
    while pending:
        at, _, event = heapq.heappop(pending)
        yield event, at


def _one_call(
    random: Random, call: str, agent: str, customers: Sequence[str] | None, at: datetime
) -> Iterator[Happening]:
    queue = random.choice(QUEUES)
    customer = random.choice(customers) if customers else None
    yield CallOffered(call=call, queue=queue, customer=customer, customer_number=customer), at
    at += timedelta(seconds=random.uniform(1, 40))
    if random.random() < 0.06:
        yield CallAbandoned(call=call, queue=queue), at
        return
    yield CallRang(call=call, queue=queue, agent=agent), at
    at += timedelta(seconds=random.uniform(1, 6))
    yield CallAccepted(call=call, queue=queue, agent=agent), at
    at += timedelta(seconds=random.uniform(20, 120))
    if random.random() < 0.05:
        yield CallHeld(call=call, queue=queue, agent=agent), at
        at += timedelta(seconds=random.uniform(5, 60))
        yield CallResumed(call=call, queue=queue, agent=agent), at
    at += timedelta(seconds=random.uniform(20, 120))
    yield CallEnded(call=call, queue=queue, agent=agent, by="caller"), at
    yield AfterCallWorkBegan(agent=agent, call=call), at
    at += timedelta(seconds=random.uniform(5, 60))
    yield CallWrappedUp(agent=agent, call=call), at
    yield from _between_calls(random, agent, at)


def _between_calls(random: Random, agent: str, at: datetime) -> Iterator[Happening]:
    chance = random.random()
    if chance < 0.05:
        yield SeatPaused(agent=agent, reason="rest"), at + timedelta(seconds=5)
        yield SeatReady(agent=agent), at + timedelta(seconds=65)
    elif chance < 0.08:
        yield SeatSignedOut(agent=agent), at + timedelta(seconds=5)
        yield SeatSignedIn(agent=agent, queues=QUEUES), at + timedelta(seconds=65)


def fill(book: Book, events: int) -> None:
    """Write a history that ends now, a command for each event as if each had been an action."""
    record_all(book, history(book, events, datetime.now(UTC)))


def record_all(book: Book, happenings: Iterator[Happening]) -> None:
    """Write happenings in large commits."""
    ids = CountedIds()
    while batch := list(islice(happenings, BATCH)):
        book.record([Facts(ids.command(at), [(event, at)]) for event, at in batch], by=PROGRAM)


def under_way(staff: Sequence[str], prefix: str) -> Iterator[Event]:
    """The endless work of agents who are signed in, about two thirds of them busy at a time."""
    random = Random(_SEED)
    free = deque(staff)
    working: list[tuple[str, Iterator[Happening]]] = []
    for number in count():
        if free and random.random() < 0.5 * len(free) / len(staff):
            agent = free.popleft()
            steps = _one_call(random, f"{prefix}-{number}", agent, None, _NO_MATTER_WHEN)
            working.append((agent, steps))
        if not working:
            continue
        place = random.randrange(len(working))
        agent, steps = working[place]
        step = next(steps, None)
        if step is None:
            free.append(agent)
            del working[place]
        else:
            yield step[0]


def life(call: str, agent: str, queue: str = QUEUES[0]) -> tuple[tuple[str, Action], ...]:
    """The actions of one call from its offer to the end of the work after it."""
    return (
        ("offer", OfferCall(call=call, queue=queue)),
        ("accept", AcceptCall(call=call, agent=agent)),
        ("end", EndCall(call=call)),
        ("wrap up", WrapUpCall(agent=agent)),
    )


def work_calls(book: Book, prefix: str, lives: int, times: dict[str, list[float]]) -> None:
    """Work whole calls one after another, adding the seconds each action took."""
    staff = agents(AGENTS)
    for number in range(lives):
        agent = staff[number % AGENTS]
        for step, action in life(f"{prefix}{number}", agent):
            began = time.perf_counter()
            book.act(action, by=agent)
            times.setdefault(step, []).append(time.perf_counter() - began)
