"""Carrying one view along the ledger for a list that shows it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import apsw
from textual.message import Message

from console.following.thread import FoldingBegun, Following
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Projection
from ledger.store.errors import StoreError
from ledger.views.runner import Runner

_WAIT_SECONDS = 0.5
_SECONDS_BETWEEN_LISTS = 0.25
_SECONDS_WITHOUT_NEWS = 5.0
_PIECE = 50_000

P = TypeVar("P", bound=Projection)


class ListMade(Message):
    """The follower has carried the view on, and this is what the list shows of it."""

    def __init__(self, shown: object) -> None:
        super().__init__()
        self.shown = shown


class ViewFollower(Following, Generic[P]):
    """Follows with one view, and posts what ``make`` makes of it, some four times a second.

    It makes it anew without news, too, because things fall due as time goes by.
    """

    def __init__(
        self,
        book: Book,
        post: Callable[[Message], object],
        view: Callable[[], P],
        make: Callable[[P], object],
        *,
        views: Path | str | None = None,
    ) -> None:
        super().__init__(book, post)
        self._view = view
        self._make = make
        self._views = views
        self._runner: Runner[P] | None = None
        self._asked = threading.Event()

    def ask(self) -> None:
        """Make it anew soon, because something else is wanted of the view."""
        self._asked.set()

    def follow(self) -> None:
        """Follow until stopped."""
        if self._runner is None:
            self._runner = Runner(self.book, self._view(), self.stored_views(self._views))
        else:
            self._runner.resume()
        runner = self._runner
        self._catch_up(runner)
        self._show(runner)
        self.back_off.reset()
        shown_at = monotonic()
        while not self.stopping.is_set():
            news = runner.wait(_WAIT_SECONDS)
            if news:
                runner.catch_up()
            else:
                runner.save()
            due = monotonic() - shown_at >= _SECONDS_WITHOUT_NEWS
            if not (news or due or self._asked.is_set()):
                continue
            self.shown.wait()
            self._asked.clear()
            self._show(runner)
            shown_at = monotonic()
            self.stopping.wait(_SECONDS_BETWEEN_LISTS)

    def save_at_last(self) -> None:
        """Store what was folded, where that is still possible; otherwise it is folded again."""
        if self._runner is not None:
            with suppress(StoreError, apsw.Error, OSError):
                self._runner.save()

    def _catch_up(self, runner: Runner[P]) -> None:
        head = self.book.recorder.head()
        view = runner.projection
        while view.position < head and not self.stopping.is_set():
            if head - view.position > _PIECE:
                self.post(FoldingBegun(view.position, head))
            if not runner.catch_up(upto=min(head, view.position + _PIECE)):
                break

    def _show(self, runner: Runner[P]) -> None:
        self.shown.clear()
        self.post(ListMade(self._make(runner.projection)))
