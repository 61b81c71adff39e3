"""Writing simulated days into a ledger: at once, or at a multiple of life."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple

from gateway.pace import Pace, in_pace
from gateway.simulator.centre import centre_of
from gateway.simulator.run import steps
from gateway.simulator.settings import Settings, SimulationRefused
from ledger.book import Book, Facts
from ledger.kernel.event import Event, instant
from ledger.kernel.tags import actor
from ledger.registers.calls.events import CallOffered
from ledger.registers.org.events import (
    PersonRegistered,
    QueueOpened,
    SeatInstalled,
    TeamFormed,
)
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.store.recorder import DCBQuery, DCBQueryItem

ACTOR = "program:simulator"
"""Who is said to have done what the simulator records."""

_AT_ONCE = 4_000
_REGISTRATIONS: dict[type[Event], str] = {
    PersonRegistered: "person",
    TeamFormed: "team",
    QueueOpened: "queue",
    SeatInstalled: "seat",
}


class Progress(NamedTuple):
    """How far a simulation has come: events recorded, the instant reached, its share of all."""

    events: int
    at: datetime
    share: float


class Summary(NamedTuple):
    """What a simulation came to; ``added`` leaves out what stood there before."""

    events: int
    added: int
    calls: int
    since: datetime
    until: datetime


class DaysTaken(SimulationRefused):
    """The ledger holds another simulation of these days, which would contradict this one."""


def simulate(
    book: Book, settings: Settings, *, progress: Callable[[Progress], object] = lambda _: None
) -> Summary:
    """Simulate whole days into a book as fast as it goes; doing the same again adds nothing.

    :raises NotSensible: when the settings are not.
    :raises DaysTaken: when the ledger holds a simulation of these days with other settings.
    :raises StoreError: when the ledger cannot be written.
    """
    _require_days_free(book, settings)
    begins, ends = settings.midnight(0), settings.midnight(settings.days)
    events = added = calls = 0
    reached = instant(begins)
    facts = facts_of(book, settings)
    while batch := list(islice(facts, _AT_ONCE)):
        for span in book.record(batch, by=ACTOR):
            added += 0 if span.duplicate else span.last - span.first + 1
        events += sum(len(each.events) for each in batch)
        calls += sum(_begins_call(each) for each in batch)
        reached = batch[-1].events[-1][1]
        share = (reached - instant(begins)) / (instant(ends) - instant(begins))
        progress(Progress(events, reached, min(share, 1.0)))
    progress(Progress(events, reached, 1.0))
    return Summary(events, added, calls, instant(begins), reached)


def facts_of(book: Book, settings: Settings) -> Iterator[Facts]:
    """Everything the simulation brings about, in order of time, ready to be recorded in a book.

    People, teams, queues and seats that the book knows already are not registered again.
    """
    known = _known(book)

    def reference(number: str) -> str:
        return book.vault.pseudonym("number", number)

    for number, step in enumerate(steps(settings, reference)):
        if _registered(step.events[0]) not in known:
            at = instant(step.at)
            yield Facts(settings.command(number), [(event, at) for event in step.events])


def record_until(book: Book, facts: Iterable[Facts], until: datetime) -> Iterator[Facts]:
    """Record all facts of before an instant as fast as it goes; the rest is what comes back."""
    rest = iter(facts)
    batch: list[Facts] = []
    for each in rest:
        if _instant_of(each) >= until:
            rest = chain((each,), rest)
            break
        batch.append(each)
        if len(batch) == _AT_ONCE:
            book.record(batch, by=ACTOR)
            batch = []
    if batch:
        book.record(batch, by=ACTOR)
    return rest


def play(book: Book, facts: Iterable[Facts], pace: Pace, wait: Callable[[float], object]) -> int:
    """Record facts as the pace comes to them, until they end or ``wait`` says so; how many events.

    ``wait`` is called with seconds and answers with something true to end the play; see
    :func:`gateway.pace.in_pace`.
    """
    count = 0
    for due in in_pace(facts, _instant_of, pace, wait):
        book.record(due, by=ACTOR)
        count += sum(len(each.events) for each in due)
    return count


def _instant_of(facts: Facts) -> datetime:
    return facts.events[0][1]


def _begins_call(facts: Facts) -> bool:
    """Whether these are the facts of a caller's arrival, not of a transfer."""
    return isinstance(facts.events[0][0], CallOffered)


def _known(book: Book) -> set[tuple[str, str]]:
    """The people, teams, queues and seats that the book knows, each by kind and identifier."""
    types = [event_type.type_name for event_type in _REGISTRATIONS]
    query = DCBQuery([DCBQueryItem(types)])
    return {key for found in book.read(query) if (key := _registered(found.event)) is not None}


def _registered(event: Event | None) -> tuple[str, str] | None:
    kind = _REGISTRATIONS.get(type(event)) if event is not None else None
    return (kind, getattr(event, kind)) if kind is not None else None


def _require_days_free(book: Book, settings: Settings) -> None:
    """Refuse a second simulation of the same people in the same days, or right beside them.

    The last shift goes home some minutes after the last midnight, so the day after is taken too.
    """
    settings.require_sensible()
    first_of_life = settings.command(len(centre_of(settings).registrations))
    if book.recorder.find_command(first_of_life.bytes) is not None:
        return
    attendance = [SeatSignedIn.type_name, SeatSignedOut.type_name]
    query = DCBQuery([DCBQueryItem(attendance, [actor(ACTOR)])])
    since, until = instant(settings.midnight(0)), instant(settings.midnight(settings.days))
    if any(book.read(query, since=since, until=until + timedelta(hours=1), limit=1)):
        raise DaysTaken(
            "this ledger already holds a simulation of these days or of the days beside them;"
            " choose other days, or another ledger",
            zh="账本中已有这些日子或相邻日子的模拟；请改选日期或另用账本",
        )
