"""Consoles over a week of a desk whose rulebook knows day, evening and night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.event import Event
from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallWrappedUp,
)
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.rulebook.loading import preset
from tests.console.floor.conftest import new_book, opened
from tests.console.floor.day import NOW, empty_book, record

__all__ = ["new_book", "opened", "week"]

PEOPLE = ("B001", "B002", "B003", "B004")
NAMES = ("李娜", "赵强", "孙丽", "周杰")
CYCLE = "DEN·"


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Book]:
    """Four people rostered from Saturday 21 to Friday 27 November but for one evening."""
    made = rostered(tmp_path)
    yield made
    made.close()


def rostered(folder: Path) -> Book:
    """A book with that week, and with last Saturday's calls."""
    book = empty_book(folder)
    today = NOW.astimezone(book.site.zone).date()
    for person, name in zip(PEOPLE, NAMES, strict=True):
        registered = PersonRegistered(person=person, name=name, roles=(Role.AGENT,))
        record(book, (registered, NOW))
        record(book, (PersonPlaced(person=person, post="agent", unit="desk"), NOW))
    chief = PersonRegistered(person="CHIEF", name="高飞", roles=(Role.ADMINISTRATOR,))
    record(book, (chief, NOW))
    texts = dict(preset("telecom-callcentre").texts)
    book.act(AdoptRulebook(effective=today, texts=texts, approved_by="CHIEF"), by="CHIEF")
    lines = [
        f"{person} {today + timedelta(days=day)} {code}"
        for day in range(7)
        for place, person in enumerate(PEOPLE)
        if (code := CYCLE[(day + place) % 4]) != "·" and (day, code) != (1, "E")
    ]
    last = today + timedelta(days=6)
    book.act(PublishRoster(roster="W47", first=today, last=last, lines=tuple(lines)), by="CHIEF")
    for number in range(30):
        for event, seconds in _call(number):
            record(book, (event, NOW - timedelta(days=7) + timedelta(seconds=seconds)))
    return book


def _call(number: int) -> list[tuple[Event, int]]:
    begin, call = number * 40, f"old-{number}"
    found: list[tuple[Event, int]] = [(CallOffered(call=call, queue="189"), begin)]
    if number % 10 == 9:
        return [*found, (CallAbandoned(call=call, queue="189"), begin + 60)]
    agent = f"B00{number % 4 + 1}"
    return [
        *found,
        (CallAccepted(call=call, queue="189", agent=agent), begin + 5),
        (CallEnded(call=call, queue="189", agent=agent), begin + 125),
        (CallWrappedUp(call=call, queue="189", agent=agent), begin + 155),
    ]
