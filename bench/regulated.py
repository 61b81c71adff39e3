"""A regulated department: a recorded history in which every clause of every preset may apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from random import Random

from bench.centre import Happening
from ledger.book import Book, Facts
from ledger.kernel.clock import CountedIds
from ledger.kernel.event import Event
from ledger.kernel.tags import person_day, person_month, person_year
from ledger.registers.attendance.events import ArrivalRecorded, LatenessRecorded, Occasion
from ledger.registers.calls.events import CallAccepted, CallEnded, CallOffered
from ledger.registers.chats.events import ChatAsked, ChatOpened, ChatReplied
from ledger.registers.desk.events import (
    TicketDispatched,
    TicketKind,
    TicketOpened,
    TicketReplied,
    TicketResolved,
)
from ledger.registers.org.events import PersonPlaced
from ledger.registers.tasks.events import TaskAssigned, TaskReportedBack, TaskState
from ledger.rulebook.clauses import Clause, Rulebook
from ledger.rulebook.loading import as_adopted, built_in, preset_texts
from ledger.rulebook.lookup import Edition, Lawbook

PROGRAM = "program:bench"
BEGINS = datetime(2026, 11, 23, 0, tzinfo=UTC)
_BATCH = 2_000
_SEED = 7
_PEOPLE = 60
_FILL = {"four-hour-chain": {"delay_fine_per_hour": "50.00 CNY"}}
"""What a preset leaves to the department."""


def whole_law() -> Lawbook:
    """The clauses of all presets in force at once, which no department would adopt."""
    clauses: dict[str, Clause] = {}
    for name in presets():
        clauses |= as_adopted(preset_texts(name, _FILL.get(name, {}))).clauses
    book = Rulebook("all", "0" * 64, clauses)
    return Lawbook(built_in(), [Edition(date(2000, 1, 1), book)])


def presets() -> list[str]:
    """The presets there are."""
    folder = resources.files("ledger.rulebook") / "presets"
    return sorted(each.name for each in folder.iterdir() if each.is_dir())


def record(book: Book, events: int) -> None:
    """Record so many events of the department, some twenty a second."""
    ids, random = CountedIds(), Random(_SEED)
    batch: list[Facts] = []
    for event, at in history(random, events):
        batch.append(Facts(ids.command(at), [(event, at)]))
        if len(batch) == _BATCH:
            book.record(batch, by=PROGRAM)
            batch = []
    book.record(batch, by=PROGRAM)


def history(random: Random, events: int, begins: datetime = BEGINS) -> Iterator[Happening]:
    """Happenings in order of time: calls, chats, tickets, tasks, arrivals and lateness."""
    staff = [f"A{number:03d}" for number in range(_PEOPLE)]
    for person in staff:
        yield PersonPlaced(person=person, post="agent"), begins
    at, number = begins, 0
    for count in range(events):
        if not count % 7:
            number += 1
        at += timedelta(milliseconds=random.randrange(20, 80))
        yield _happening(random, f"{number}", random.choice(staff), count % 7, at), at


def _happening(random: Random, case: str, person: str, step: int, at: datetime) -> Event:
    kind = int(case) % 10
    if kind < 5:
        return _call(case, person, step)
    if kind < 7:
        return _ticket(random, case, person, step)
    if kind < 8:
        return _chat(case, person, step)
    return _attendance(person, step, at) if kind < 9 else _task(case, person, step, at)


def _call(case: str, person: str, step: int) -> Event:
    call = f"c{case}-{step // 3}"
    match step % 3:
        case 0:
            return CallOffered(call=call, queue="189")
        case 1:
            return CallAccepted(call=call, queue="189", agent=person)
    return CallEnded(call=call, queue="189", agent=person)


def _ticket(random: Random, case: str, person: str, step: int) -> Event:
    match step % 4:
        case 0:
            kind = random.choice(list(TicketKind))
            return TicketOpened(ticket=f"t{case}-{step}", owner=person, kind=kind, answerable=False)
        case 1:
            return TicketReplied(ticket=f"t{case}-{step - 1}", person=person)
        case 2:
            return TicketDispatched(ticket=f"t{case}-{step - 2}", department="network")
    return TicketResolved(ticket=f"t{case}-{step - 3}", person=person)


def _chat(case: str, person: str, step: int) -> Event:
    if step == 0:
        return ChatOpened(chat=f"h{case}", person=person)
    kind = ChatAsked if step % 2 else ChatReplied
    return kind(chat=f"h{case}", person=person)


def _attendance(person: str, step: int, at: datetime) -> Event:
    day = at.date()
    if step % 3:
        return ArrivalRecorded(person=person, day=person_day(person, day))
    return LatenessRecorded(
        person=person,
        day=person_day(person, day),
        month=person_month(person, day),
        year=person_year(person, day),
        minutes=5 * step + 5,
        occasion=list(Occasion)[step // 3],
    )


def _task(case: str, person: str, step: int, at: datetime) -> Event:
    task = f"k{case}-{step // 2}"
    if step % 2:
        return TaskReportedBack(task=task, state=TaskState.DONE)
    return TaskAssigned(
        task=task, giver="A000", doer=person, content="call back", due_at=at + timedelta(hours=6)
    )
