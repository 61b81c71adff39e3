"""A watch in the background: beside a console, and one of many on a server."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from console.following.watch import Heard, Watch, on_standby
from ledger.book import Book, Facts, Site
from ledger.kernel.action import Role
from ledger.opening import create_book, open_book
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.views.postgres_tables import PostgresTables
from tests.console.commands.test_warden import AT_ONCE, NAMED, TERMS


def ruled(target: str) -> Book:
    """A book whose rulebook wants an answer within a millisecond, and a ticket nobody answers."""
    book = create_book(target, Site("East", "Asia/Shanghai"))
    register = RegisterPerson(person="A001", name="王敏", roles=(Role.ADMINISTRATOR,))
    book.act(register, by="A001")
    texts = {"rulebook.toml": NAMED, "desk.toml": AT_ONCE % " ".join(TERMS.split())}
    today = book.clock.now().astimezone(book.site.zone).date()
    book.act(AdoptRulebook(texts=texts, effective=today, approved_by="A001"), by="A001")
    event = TicketOpened(ticket="T1", owner="A003", kind=TicketKind.QUERY)
    book.record([Facts(book.new_command(), [(event, book.clock.now())])], by="program:test")
    return book


def breaches(book: Book) -> int:
    """How many breaches are recorded."""
    return sum(each.type_name == "obligation.breached" for each in book.read())


def wait_for_breach(book: Book) -> None:
    """Wait until one is recorded."""
    while not breaches(book):
        book.recorder.wait(book.recorder.head(), 1.0)


def test_a_watch_goes_on_beside_something_else(tmp_path: Path) -> None:
    """While the block runs the breach is recorded by another thread; afterwards it has ended."""
    book = ruled(str(tmp_path / "book"))
    failed: list[Exception] = []
    with on_standby(book, tmp_path / "book", failed.append):
        wait_for_breach(book)

    assert failed == []
    assert not any(thread.name == "warden" for thread in threading.enumerate())
    book.close()


def test_one_of_many_on_a_server_watches(postgres_url: str) -> None:
    """Who does not hold the lease leaves it to the other, and takes it when that one ends."""
    one, other = PostgresTables(postgres_url), PostgresTables(postgres_url)

    assert one.leads("warden")
    assert not other.leads("warden")
    assert one.leads("warden")
    one.close()
    assert other.leads("warden")
    other.close()


def test_a_file_is_watched_by_whoever_has_it_open(tmp_path: Path) -> None:
    """Two at once record everything once."""
    book = ruled(str(tmp_path / "book"))
    again = open_book(str(tmp_path / "book"))
    done: list[Any] = []
    watches = [
        Watch(each, Heard(done.append, print, print), views=tmp_path / "book", standby=True)
        for each in (book, again)
    ]
    threads = [threading.Thread(target=watch.run) for watch in watches]
    for thread in threads:
        thread.start()
    wait_for_breach(book)
    for watch in watches:
        watch.stop()
    for thread in threads:
        thread.join()

    assert breaches(book) == 1
    assert sum(each.recorded for each in done) >= 1
    book.close()
    again.close()
