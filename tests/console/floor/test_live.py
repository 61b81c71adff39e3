"""The follower: what it brings, and what it does when the ledger fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.message import Message

from console.following.floor import FloorFolded, Follower
from console.following.thread import FollowingFailed
from console.pace import WallPace
from ledger.book import Book
from ledger.registers.calls.events import CallOffered
from ledger.store.errors import StoreUnavailable
from tests.console.floor.conftest import Opening
from tests.console.floor.day import NOW, record

_LONG = 30.0


class Inbox:
    """Messages as a screen would get them."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._arrived = threading.Condition()

    def __call__(self, message: Message) -> None:
        with self._arrived:
            self._messages.append(message)
            self._arrived.notify_all()

    def next(self, kind: type[Message]) -> Message:
        """Wait for the next message of a kind."""

        def there() -> bool:
            return any(isinstance(each, kind) for each in self._messages)

        with self._arrived:
            assert self._arrived.wait_for(there, _LONG)
            found = next(each for each in self._messages if isinstance(each, kind))
            self._messages.remove(found)
            return found


@pytest.fixture
def inbox() -> Inbox:
    """An empty inbox."""
    return Inbox()


def following(book: Book, inbox: Inbox, views: Path | None = None) -> Iterator[Follower]:
    """A follower at work on a thread, ended afterwards."""
    follower = Follower(book, inbox, pace=WallPace(book.clock), views=views)
    thread = threading.Thread(target=follower.run)
    thread.start()
    yield follower
    follower.stop()
    thread.join(_LONG)
    assert not thread.is_alive()


@pytest.fixture
def follower(book: Book, inbox: Inbox) -> Iterator[Follower]:
    """A follower of the morning's book, without stored views."""
    yield from following(book, inbox)


def folded(inbox: Inbox) -> FloorFolded:
    """The next picture."""
    message = inbox.next(FloorFolded)
    assert isinstance(message, FloorFolded)
    return message


def test_the_first_picture_is_of_the_whole_ledger(
    book: Book, inbox: Inbox, follower: Follower
) -> None:
    """What is there when following begins is folded before anything is shown."""
    picture = folded(inbox).picture
    assert picture.frame.position == book.recorder.head()
    assert picture.latest[0].position == book.recorder.head()
    assert picture.names["A003"] == "李娜"


def test_no_picture_comes_before_the_last_was_taken(
    book: Book, inbox: Inbox, follower: Follower
) -> None:
    """A screen that is slow gets fewer pictures, and the next one holds everything."""
    folded(inbox)
    for number in range(3):
        record(book, (CallOffered(call=f"0910{number}", queue="189"), NOW))
    follower.taken()
    position = folded(inbox).picture.frame.position
    if position < book.recorder.head():
        follower.taken()
        position = folded(inbox).picture.frame.position
    assert position == book.recorder.head()


def test_stored_views_are_saved_for_the_next_time(book: Book, inbox: Inbox, tmp_path: Path) -> None:
    """Ending the following writes the views beside the ledger."""
    ledger = tmp_path / "book.ledger"
    for _ in following(book, inbox, ledger):
        folded(inbox)
    assert ledger.with_name(ledger.name + ".views.sqlite").exists()


def test_a_ledger_that_fails_is_told_and_tried_again(
    book: Book, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store's own sentence is passed on in both languages."""

    def fail() -> int:
        raise StoreUnavailable("book.ledger")

    monkeypatch.setattr(book.recorder, "head", fail)
    for _ in following(book, inbox):
        message = inbox.next(FollowingFailed)
    assert isinstance(message, FollowingFailed)
    assert "账本 book.ledger 不可用" in message.sentence.zh
    assert "book.ledger is not available" in message.sentence.en


async def test_a_fault_is_a_banner_and_never_a_crash(book: Book, opened: Opening) -> None:
    """The floor keeps its last picture under a line that says since when, and what is wrong."""
    async with opened(book) as console:
        fault = StoreUnavailable("book.ledger")
        from ledger.kernel.words import Words

        console.app.screen.post_message(FollowingFailed(Words(fault.zh, str(fault))))
        await console.until_text(
            "!! 自 10:42:07 起未更新 · 0.0 秒 · 重连中 · 账本 book.ledger 不可用"
        )
        assert "排队 4" in console.text
