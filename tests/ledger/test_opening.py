"""Opening and making books by the path or URL that a person names."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Site
from ledger.kernel.clock import FrozenClock
from ledger.opening import (
    create_book,
    holds_book,
    ledger_name,
    ledger_path,
    ledger_place,
    migrate,
    open_book,
)
from ledger.registers.org.register_person import RegisterPerson
from ledger.store.recorder import NotALedger, StoreUnavailable
from tests.postgres_server import TestServer

SITE = Site("城东客服中心", "Asia/Shanghai")


@pytest.fixture(autouse=True)
def _own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the wrapping key in the test's own folder."""
    monkeypatch.delenv("DUTYBOOK_WRAPPING_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no book yet."""
    if request.param == "sqlite":
        return str(tmp_path / "book")
    server: TestServer = request.getfixturevalue("postgres_server")
    return server.url(server.new_database())


def test_a_book_is_made_and_opened_again(target: str, clock: FrozenClock) -> None:
    """The events and the keys of personal fields are there for the next to open it."""
    book = create_book(target, SITE, clock=clock)
    book.act(RegisterPerson(person="A001", name="王敏"), by="A001")
    book.close()

    again = open_book(target, clock=clock)
    assert again.site == SITE
    registered = again.at(2)
    assert registered is not None
    assert again.reveal(registered, "name") == "王敏"
    again.close()


def test_a_book_is_not_made_twice(target: str, clock: FrozenClock) -> None:
    """What stands is left as it is."""
    assert not holds_book(target)
    create_book(target, SITE, clock=clock).close()
    assert holds_book(target)
    with pytest.raises(FileExistsError):
        create_book(target, SITE, clock=clock)
    book = open_book(target)
    assert book.recorder.head() == 1
    book.close()


def test_a_ledger_up_to_date_is_migrated_to_where_it_is(target: str, clock: FrozenClock) -> None:
    """The formats before and after are answered."""
    create_book(target, SITE, clock=clock).close()
    before, after = migrate(target)
    assert before == after


def test_a_database_without_a_ledger_is_not_migrated(postgres_server: TestServer) -> None:
    """There is nothing to bring up to date."""
    with pytest.raises(NotALedger):
        migrate(postgres_server.url(postgres_server.new_database()))


def test_a_target_is_a_path_or_a_url() -> None:
    """A scheme of ours says which; a name shown to people has no password."""
    url = "postgresql://leader:s3cret@db.example:5433/floor"
    assert ledger_place("book") == ledger_place("file://book") == Path("book")
    assert ledger_place(url) == url
    assert ledger_name(url) == "postgresql://leader@db.example:5433/floor"
    assert ledger_name("book") == "book"
    with pytest.raises(StoreUnavailable) as fault:
        ledger_path(url)
    assert "s3cret" not in str(fault.value)
    with pytest.raises(StoreUnavailable, match="mysql"):
        ledger_place("mysql://h/d")
