"""Books for the tests of the ledger, on every kind of store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from eventsourcing.dcb.popo import InMemoryDCBRecorder

from ledger.book import Book, Site
from ledger.kernel.action import Role
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.registers.org.register_person import RegisterPerson
from ledger.store.adapted import AdaptedRecorder
from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import LedgerRecorder
from ledger.store.sqlite import SQLiteRecorder
from ledger.vault import Vault, WrappingKey

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
"""Noon in Shanghai."""


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at noon."""
    return FrozenClock(NOON)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A vault with keys of its own."""
    with Vault.open(tmp_path / "book", wrapping_key=WrappingKey.generate(), create=True) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres", "library"])
def recorder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LedgerRecorder]:
    """Each store of our own, and one of the library behind our port."""
    if request.param == "sqlite":
        with SQLiteRecorder(tmp_path / "book") as made:
            yield made
    elif request.param == "postgres":
        with PostgresRecorder(request.getfixturevalue("postgres_url")) as shared:
            yield shared
    else:
        yield AdaptedRecorder(InMemoryDCBRecorder())


@pytest.fixture
def book(recorder: LedgerRecorder, vault: Vault, clock: FrozenClock) -> Book:
    """A new book of a site in Shanghai that knows nobody."""
    site = Site("城东客服中心", "Asia/Shanghai")
    return Book.found(recorder, site, vault=vault, clock=clock, ids=CountedIds())


@pytest.fixture
def staffed(book: Book) -> Book:
    """The book with a duty leader A017 and an agent A003."""
    leader = RegisterPerson(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))
    book.act(leader, by="A017")
    book.act(RegisterPerson(person="A003", name="李娜"), by="A017")
    return book
