"""The stored views of a server's ledger: one program keeps them, and another when it is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import psycopg
import pytest

from ledger.book import Book
from ledger.registers.calls.events import CallOffered
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.floor import Floor
from tests.conftest import REPOSITORY
from tests.console.floor.day import NOW, record


class Keeper:
    """A program that keeps the views."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.console.network.keeper", url],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self) -> None:
        """Have it fold what is new and store it; it need not have got to it yet."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self) -> int:
        """Wait until it has done so; the position it has folded."""
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@pytest.fixture
def new_keeper(url: str) -> Iterator[Callable[[], Keeper]]:
    """Starts keepers, and ends them after the test."""
    made: list[Keeper] = []

    def start() -> Keeper:
        made.append(Keeper(url))
        return made[-1]

    yield start
    for each in made:
        each.process.kill()
        each.process.communicate()


def stored(url: str) -> int:
    """The position that the floor's rows are stored for."""
    with psycopg.connect(url) as connection:
        ((position,),) = connection.execute("SELECT position FROM views.view").fetchall()
    return int(position)


def lapse(url: str) -> None:
    """Let time pass until the lease has lapsed."""
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE views.lease SET until = 0")


def offer(book: Book, call: str) -> int:
    """Have a call offered; the ledger's head."""
    record(book, (CallOffered(call=call, queue="189"), NOW))
    return book.recorder.head()


def test_one_keeps_the_views_and_the_others_read_them(
    book: Book, url: str, new_keeper: Callable[[], Keeper]
) -> None:
    """A second program finds everything folded, and leaves the storing to the first."""
    keeper = new_keeper()
    keeper.ask()
    head = keeper.answer()
    other = Runner(book, Floor(book.lawbook.on, book.site.zone), stored_views(url))
    assert other.projection.position == head == book.recorder.head()
    offer(book, "09100")
    other.catch_up()
    other.save()
    assert stored(url) == head
    keeper.ask()
    assert keeper.answer() == stored(url) == head + 1


def test_another_takes_over_from_a_keeper_that_was_killed(
    book: Book, url: str, new_keeper: Callable[[], Keeper]
) -> None:
    """It waits for the lease to lapse, and then stores all that was folded meanwhile."""
    first, second = new_keeper(), new_keeper()
    for keeper in (first, second):
        keeper.ask()
        keeper.answer()
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    before = stored(url)
    offer(book, "09100")
    second.ask()
    head = second.answer()
    assert stored(url) == before
    lapse(url)
    offer(book, "09101")
    second.ask()
    assert second.answer() == stored(url) == head + 1


def test_a_keeper_that_hung_is_fenced_off(
    book: Book, url: str, new_keeper: Callable[[], Keeper]
) -> None:
    """It wakes up with its connection whole and rows to store, and may not."""
    first, second = new_keeper(), new_keeper()
    for keeper in (first, second):
        keeper.ask()
        keeper.answer()
    first.process.send_signal(signal.SIGSTOP)
    lapse(url)
    offer(book, "09100")
    second.ask()
    head = second.answer()
    assert stored(url) == head
    offer(book, "09101")
    first.ask()
    first.process.send_signal(signal.SIGCONT)
    assert first.answer() == head + 1
    assert stored(url) == head
    second.ask()
    assert second.answer() == stored(url) == head + 1
