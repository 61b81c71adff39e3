"""Small histories under a small law: what the tests of obligations are written in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from ledger.kernel.event import Event, micros
from ledger.kernel.projection import Micros
from ledger.kernel.tags import PersonId, TicketId
from ledger.obligations.firing import Firing
from ledger.obligations.rows import ObligationRow
from ledger.obligations.tracker import Tracker
from ledger.registers.obligations.events import (
    BreachOvertaken,
    ObligationBreached,
    ObligationEscalated,
    ObligationWarned,
)
from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.loading import built_in, parse
from ledger.rulebook.lookup import Edition, Lawbook

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
"""A Monday."""


class MatterOpened(Event, type="test.opened", version=1):
    """A matter has been opened."""

    ticket: TicketId
    owner: PersonId
    kind: str = "query"
    due_at: datetime | None = None
    people: tuple[str, ...] = ()


class MatterSaid(Event, type="test.said", version=1):
    """Somebody has said something about a matter."""

    ticket: TicketId
    by: str
    channel: str = "phone"
    public: bool = True


class MatterWaiting(Event, type="test.waiting", version=1):
    """A matter waits."""

    ticket: TicketId
    cause: str = "customer"


class MatterResumed(Event, type="test.resumed", version=1):
    """A matter goes on."""

    ticket: TicketId


class MatterMoved(Event, type="test.moved", version=1):
    """A matter has another owner."""

    ticket: TicketId
    owner: PersonId


class MatterRenewed(Event, type="test.renewed", version=1):
    """A matter has another due time."""

    ticket: TicketId
    due_at: datetime | None = None


class MatterDone(Event, type="test.done", version=1):
    """A matter is done."""

    ticket: TicketId
    person: PersonId | None = None


class MatterDropped(Event, type="test.dropped", version=1):
    """A matter has lapsed."""

    ticket: TicketId


class RoundMade(Event, type="test.round", version=1):
    """A periodic round was made."""

    person: PersonId
    code: str = "round"


ANSWER = """
name = "answers"
[[clause]]
id = "answer"
kind = "deadline"
title = { zh = "答复", en = "Answer" }
source = ["S2.6-07"]
in_force = [{ from = 2026-01-01, values = { %s } }]
"""

STANDARD = """
starts = [{ event = "test.opened" }], about = "ticket", ends = [{ event = "test.done" }],
due = { within = "PT1H" }, debtor = { field = "owner" }
"""

_OPEN = "[{ opens = 08:00:00, closes = 12:00:00 }, { opens = 13:00:00, closes = 17:00:00 }]"
_WEEK = ", ".join(f"{day} = {_OPEN}" for day in ("mon", "tue", "wed", "thu", "fri"))
HOURS = f"""
[[clause]]
id = "office"
kind = "hours"
title = {{ zh = "工作时间", en = "Office hours" }}
source = ["S4.8-01"]
in_force = [{{ from = 2026-01-01, values = {{ week = {{ {_WEEK} }} }} }}]
"""
"""Monday to Friday, 8 to 12 and 13 to 17."""


def answer(terms: str = STANDARD, more: str = "", *, hours: bool = False) -> Lawbook:
    """A law with one deadline, as these terms say, perhaps counted in office hours."""
    parts = [terms, more, 'hours = "office"' if hours else ""]
    said = ", ".join(" ".join(part.split()).rstrip(",") for part in parts if part.strip())
    return law(ANSWER % said + (HOURS if hours else ""))


def law(*texts: str) -> Lawbook:
    """A law of these rulebooks, the later ones in force from their first version on."""
    books = [parse(text, "test.toml") for text in texts]
    return Lawbook(built_in(), [Edition(_first(book), book) for book in books])


def local(text: str, day: date = DAY) -> datetime:
    """An instant from a time of the day in Shanghai, ``+1 09:30`` on the day after."""
    plus, _, clock = text.rpartition(" ")
    read = datetime.strptime(clock, "%H:%M:%S" if clock.count(":") == 2 else "%H:%M")
    on = day + timedelta(days=int(plus or 0))
    return datetime.combine(on, read.time(), SHANGHAI).astimezone(UTC)


def at(text: str, day: date = DAY) -> Micros:
    """The same in microseconds."""
    return micros(local(text, day))


class History:
    """Events folded by a tracker as they come, with a warden's part played by hand."""

    def __init__(self, lawbook: Lawbook) -> None:
        self.tracker = Tracker(SHANGHAI, lawbook)
        self.events: list[tuple[int, str, Micros, bytes]] = []

    def add(self, event: Event, when: str) -> int:
        """An event happens, and is folded; its position."""
        position = len(self.events) + 1
        row = (position, event.type_name, at(when), body(event))
        self.events.append(row)
        self.tracker.apply([row])
        return position

    def warden(self, when: str) -> list[Firing]:
        """What is due is recorded, as a warden would; what was."""
        firings = self.tracker.due_firings(at(when))
        for firing in firings:
            self.add(recorded(firing), _clock(firing.at))
        return firings

    def row(self, number: int = 1, clause: str = "answer") -> ObligationRow:
        """The obligation that the event with a number started."""
        return self.tracker.obligations[f"{clause}#{number}"]

    def kinds(self, when: str) -> list[tuple[str, int]]:
        """What is due, by kind and step."""
        return [(each.kind, each.step) for each in self.tracker.due_firings(at(when))]


def body(event: Event) -> bytes:
    """An event as a fold reads it."""
    return msgspec.json.encode({"v": type(event).version, "body": event})


def recorded(firing: Firing) -> Event:
    """What a warden records of something that has fallen due."""
    due = datetime.fromtimestamp(firing.due_at / 1_000_000, UTC)
    known: dict[str, Any] = {
        "obligation": firing.obligation,
        "clause": firing.clause,
        "round": firing.round,
    }
    if firing.kind == "warning":
        return ObligationWarned(**known, step=firing.step, due_at=due)
    if firing.kind == "escalation":
        return ObligationEscalated(**known, step=firing.step, due_at=due, to=firing.to or "")
    if firing.kind == "breach":
        return ObligationBreached(**known, due_at=due, breach=firing.offence)
    return BreachOvertaken(**known, due_at=due, fact=str(firing.breach))


def _first(book: Rulebook) -> date:
    return min(clause.in_force[0].since for clause in book.clauses.values())


def _clock(instant: Micros) -> str:
    moment = datetime.fromtimestamp(instant / 1_000_000, SHANGHAI)
    return f"{(moment.date() - DAY).days} {moment:%H:%M:%S}"
