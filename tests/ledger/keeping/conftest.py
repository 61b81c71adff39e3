"""Ledgers with people, calls and keys, in files and on a server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ledger.book import Book, Facts, Site
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import Event
from ledger.opening import create_book, open_book
from ledger.registers.calls.events import CallEnded, CallOffered
from ledger.registers.org.events import PersonRegistered
from tests.postgres_server import TestServer

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
SITE = Site("城东客服中心", "Asia/Shanghai")

MakeLedger = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test away from the wrapping key of whoever runs it."""
    monkeypatch.delenv("DUTYBOOK_WRAPPING_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def fill(book: Book, calls: int, *, first: int = 0) -> None:
    """So many calls are offered and ended, each by a customer whose number is sealed."""
    facts = []
    for number in range(first, first + calls):
        at = NOON + timedelta(seconds=number)
        call = f"c{number}"
        offered: Event = CallOffered(
            call=call, queue="189", customer=f"K{number % 97}", number=f"138{number:08}"
        )
        ended = CallEnded(call=call, queue="189")
        facts.append(Facts(UUID(int=number + 1), [(offered, at), (ended, at)]))
    book.record(facts, by="program:test")


def register(book: Book, person: str, name: str) -> None:
    """Somebody is registered, their name sealed."""
    number = int.from_bytes(person.encode())
    event = PersonRegistered(person=person, name=name, roles=())
    book.record([Facts(UUID(int=number), [(event, NOON)])], by="program:test")


def make(target: str, calls: int = 20) -> str:
    """A ledger of a site with one person and some calls."""
    book = create_book(target, SITE, clock=FrozenClock(NOON))
    try:
        register(book, "A003", "李娜")
        fill(book, calls)
    finally:
        book.close()
    return target


def grow(target: str, calls: int, first: int) -> None:
    """More calls are entered in a ledger."""
    book = open_book(target, clock=FrozenClock(NOON))
    try:
        fill(book, calls, first=first)
    finally:
        book.close()


def name_in(target: str) -> str:
    """The name of A003 in clear."""
    book = open_book(target, readonly=True)
    try:
        registered = next(each for each in book.read() if each.type_name == "person.registered")
        return book.reveal(registered, "name")
    finally:
        book.close()


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger file with its keys: 42 events, one person."""
    return make(str(tmp_path / "floor.ledger"))


@pytest.fixture(params=["sqlite", "postgres"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger of each kind, with the same events."""
    if request.param == "sqlite":
        return make(str(tmp_path / "floor.ledger"))
    return make(request.getfixturevalue("new_url")())


@pytest.fixture
def new_url(postgres_server: TestServer) -> Callable[[], str]:
    """The address of an empty database, for the administrator, anew at each call."""
    return lambda: postgres_server.url(postgres_server.new_database())


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place of each kind that holds nothing yet."""
    if request.param == "sqlite":
        return str(tmp_path / "copy.ledger")
    url: str = request.getfixturevalue("new_url")()
    return url
