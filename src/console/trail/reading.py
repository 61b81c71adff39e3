"""Reading the trail on worker threads: they post what they read and never touch a widget."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import msgspec
from textual.message import Message

from console.following.reconnecting import BackOff, brief, may_pass
from console.presenters.event_story import Story, story_of
from console.trail.pages import Page, Trail, open_trail
from console.trail.query import BadQuery
from ledger.book import Book
from ledger.explaining.trace import NothingThere, Why
from ledger.explaining.why import why as explained
from ledger.kernel.words import Language, Words
from ledger.store.recorder import StoreError
from ledger.vault import VaultError, VaultUnavailable

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


class WhyRead(Message):
    """Why an event stands in the ledger; None when there is no such event."""

    def __init__(self, position: int, why: Why | None) -> None:
        super().__init__()
        self.position = position
        self.why = why


class ReadingFailed(Message):
    """The store or the query is at fault; the sentence says how.

    ``passing`` says that reading again may succeed soon.
    """

    def __init__(self, sentence: Words, *, passing: bool = False) -> None:
        super().__init__()
        self.sentence = sentence
        self.passing = passing


class FollowingHeard(Message):
    """At an instant the follower knew of everything in the ledger; it says so twice a second.

    ``whole`` says that the ledger has all it had; a replica or a backup in its place may have less.
    """

    def __init__(self, trail: Trail, at: datetime, *, whole: bool) -> None:
        super().__init__()
        self.trail = trail
        self.at = at
        self.whole = whole


class FollowingLost(Message):
    """Since an instant nobody knows what has happened; the follower tries on."""

    def __init__(self, trail: Trail, since: datetime, reason: Words) -> None:
        super().__init__()
        self.trail = trail
        self.since = since
        self.reason = reason


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


def why(book: Book, position: int, post: Post) -> None:
    """Read why an event stands in the ledger."""

    def read() -> None:
        try:
            found = explained(book, position)
        except NothingThere:
            found = None
        post(WhyRead(position, found))

    _guarded(read, post)


def follow(book: Book, trail: Trail, after: int, post: Post, stop: threading.Event) -> None:
    """Post what comes after a position, some times a second, until stopped."""

    _guarded(lambda: _Following(book, trail, after, post, stop).run(), post)


class _Following:
    """Follows a ledger that may go away and come back."""

    def __init__(
        self, book: Book, trail: Trail, after: int, post: Post, stop: threading.Event
    ) -> None:
        self._book = book
        self._trail = trail
        self._reached = after
        self._post = post
        self._stop = stop
        self._heard = book.clock.now()
        self._back_off = BackOff()

    def run(self) -> None:
        """Follow until stopped."""
        while not self._stop.is_set():
            try:
                self._step()
            except StoreError as fault:
                if not may_pass(fault):
                    raise
                self._post(FollowingLost(self._trail, self._heard, brief(fault)))
                self._stop.wait(self._back_off.seconds())

    def _step(self) -> None:
        head = self._book.recorder.wait(self._reached, _LOOK_AROUND_SECONDS)
        self._heard = self._book.clock.now()
        self._back_off.reset()
        self._post(FollowingHeard(self._trail, self._heard, whole=head >= self._reached))
        if head > self._reached:
            page = self._trail.newer(self._reached, _AT_ONCE)
            self._reached = max(page.reached, self._reached)
            self._post(EventsHappened(self._trail, page, head))
            self._stop.wait(_BETWEEN_SECONDS)


def _guarded(read: Callable[[], object], post: Post) -> None:
    try:
        read()
    except BadQuery as fault:
        post(ReadingFailed(fault.words))
    except StoreError as fault:
        post(ReadingFailed(brief(fault), passing=may_pass(fault)))
    except VaultError as fault:
        passing = isinstance(fault, VaultUnavailable)
        post(ReadingFailed(Words(fault.zh, str(fault)), passing=passing))
    except msgspec.MsgspecError as fault:
        post(ReadingFailed(Words(f"有事件无法读出：{fault}", f"an event cannot be read: {fault}")))
