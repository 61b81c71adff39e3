"""What a handover is composed from, and the head of the ledger that it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from console.presenters.handing_over import HandingOver, head_of, scope_of
from ledger.book import Book
from ledger.keeping.digest import digest_of
from ledger.kernel.action import Role
from ledger.kernel.event import micros
from ledger.registers.bulletins.events import BulletinPosted
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.registers.org.events import PersonRegistered, RolesAssigned
from ledger.store.recorder import Recorded
from tests.console.floor.day import LEADER, NOW, empty_book, record


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with its leader and one agent."""
    made = empty_book(tmp_path)
    agent = PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,))
    record(made, (agent, NOW - timedelta(hours=2)))
    yield made
    made.close()


def test_the_head_is_a_position_and_what_stands_there(book: Book) -> None:
    """Eight groups of the newest event's digest, which anybody can make again."""
    found = head_of(book)
    newest = cast("Recorded", next(iter(book.recorder.read(limit=1, backwards=True))))
    assert found.position == book.recorder.head()
    assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", found.root)
    assert digest_of([newest]).hexdigest().startswith(found.root.replace(" ", ""))
    assert head_of(book) == found
    record(book, (BulletinPosted(bulletin="B-1", title="一"), NOW))
    later = head_of(book)
    assert later.position == found.position + 1
    assert later.root != found.root


def test_a_leader_hands_over_everything_and_an_agent_their_own(book: Book) -> None:
    """The newest roles count."""
    assert scope_of(book, LEADER) is None
    assert scope_of(book, "A003") == "A003"
    record(book, (RolesAssigned(person="A003", roles=(Role.TEAM_LEADER,)), NOW))
    assert scope_of(book, "A003") is None


def test_new_since_midnight_is_of_the_sites_day(book: Book) -> None:
    """What was posted yesterday evening in Shanghai is not new this morning."""
    evening = NOW.replace(day=20, hour=23)
    record(
        book,
        (BulletinPosted(bulletin="B-1", title="一"), evening),
        (BulletinPosted(bulletin="B-2", title="二"), NOW.replace(hour=0, minute=1)),
    )
    handing = HandingOver(book)
    handing.catch_up()
    assert [item.reference for item in handing.page(micros(NOW))] == ["bulletin:B-2"]
    assert handing.position == book.recorder.head()


def test_views_are_stored_and_gone_on_with(book: Book, tmp_path: Path) -> None:
    """What one process has folded another starts from, and adds what came since."""
    place = tmp_path / "book.ledger"
    ticket = TicketOpened(ticket="T-1", owner="A003", kind=TicketKind.QUERY)
    record(book, (ticket, NOW))
    first = HandingOver(book, place)
    first.catch_up()
    first.save()
    second = HandingOver(book, place)
    assert second.position == book.recorder.head()
    again = TicketOpened(ticket="T-2", owner="A003", kind=TicketKind.QUERY)
    record(book, (again, NOW))
    second.catch_up()
    told = [item.reference for item in second.page(micros(NOW), of="A003")]
    assert told == ["ticket:T-1", "ticket:T-2"]
