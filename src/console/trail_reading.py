"""Reading the trail on worker threads: they post what they read and never touch a widget."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec
from textual.message import Message

from console.event_story import Story, story_of
from console.trail_pages import Page, Trail, open_trail
from console.trail_query import BadQuery
from ledger.book import Book
from ledger.kernel.words import Language, Words
from ledger.store.recorder import StoreError

_LOOK_AROUND_SECONDS = 0.5
_BETWEEN_SECONDS = 0.15
_AT_ONCE = 200


class TrailOpened(Message):
    """A query was understood, and this is its first page."""

    def __init__(self, trail: Trail, page: Page, head: int, highest: int, at_end: bool) -> None:
        super().__init__()
        self.trail = trail
        self.page = page
        self.head = head
        self.highest = highest
        self.at_end = at_end


class OlderRead(Message):
    """The next older page."""

    def __init__(self, trail: Trail, page: Page) -> None:
        super().__init__()
        self.trail = trail
        self.page = page


class NewerRead(Message):
    """The next newer page, which was asked for."""

    def __init__(self, trail: Trail, page: Page) -> None:
        super().__init__()
        self.trail = trail
        self.page = page


class EventsHappened(Message):
    """Events that have come since; ``head`` is the newest position of the ledger."""

    def __init__(self, trail: Trail, page: Page, head: int) -> None:
        super().__init__()
        self.trail = trail
        self.page = page
        self.head = head


class StoryRead(Message):
    """All about one event; None when there is no such event."""

    def __init__(self, position: int, story: Story | None) -> None:
        super().__init__()
        self.position = position
        self.story = story


class ReadingFailed(Message):
    """The store or the query is at fault; the sentence says how."""

    def __init__(self, sentence: Words) -> None:
        super().__init__()
        self.sentence = sentence


Post = Callable[[Message], object]


def opening(book: Book, text: str, language: Language, post: Post, *, at_end: bool = False) -> None:
    """Understand a query and read its first page, or its last one."""

    def read() -> None:
        head = book.recorder.head()
        trail = open_trail(book, text, language)
        if at_end:
            page = trail.newer(0)
            highest, ended = page.reached, page.ended
            post(
                TrailOpened(
                    trail, Page(page.events, 0, True), head, head if ended else highest, True
                )
            )
            return
        jump = trail.query.jump
        upper = head if jump is None else min(jump, head)
        post(TrailOpened(trail, trail.older(upper + 1), head, upper, False))

    _guarded(read, post)


def older(trail: Trail, before: int, post: Post) -> None:
    """Read the page below a position."""
    _guarded(lambda: post(OlderRead(trail, trail.older(before))), post)


def newer(trail: Trail, after: int, post: Post) -> None:
    """Read the page above a position."""
    _guarded(lambda: post(NewerRead(trail, trail.newer(after))), post)


def story(book: Book, position: int, post: Post) -> None:
    """Read all about one event."""
    _guarded(lambda: post(StoryRead(position, story_of(book, position))), post)


def follow(book: Book, trail: Trail, after: int, post: Post, stop: threading.Event) -> None:
    """Post what comes after a position, some times a second, until stopped."""

    def read() -> None:
        reached = after
        while not stop.is_set():
            head = book.recorder.wait(reached, _LOOK_AROUND_SECONDS)
            if head <= reached:
                continue
            page = trail.newer(reached, _AT_ONCE)
            reached = max(page.reached, reached)
            post(EventsHappened(trail, page, head))
            stop.wait(_BETWEEN_SECONDS)

    _guarded(read, post)


def _guarded(read: Callable[[], object], post: Post) -> None:
    try:
        read()
    except BadQuery as fault:
        post(ReadingFailed(fault.words))
    except StoreError as fault:
        post(ReadingFailed(Words(fault.zh, str(fault))))
    except msgspec.MsgspecError as fault:
        post(ReadingFailed(Words(f"有事件无法读出：{fault}", f"an event cannot be read: {fault}")))
