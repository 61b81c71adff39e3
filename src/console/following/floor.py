"""Following the ledger for the floor, on a thread of its own that never touches a widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import apsw
from textual.message import Message

from console.following.duties import Duties
from console.following.thread import FoldingBegun, Following
from console.pace import Pace
from console.presenters.board import NO_BOARD, Board
from console.presenters.names import Names
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.codec import Recorded
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros
from ledger.store.errors import StoreError
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews
from projections.floor import Floor
from projections.frame import Frame, frame

_WAIT_SECONDS = 0.5
_SHORT_WAIT = 0.01
_SECONDS_BETWEEN_FRAMES = 0.06
_SECONDS_WITHOUT_NEWS = 5.0
_LATEST = 60
_PIECE = 50_000


class Picture(NamedTuple):
    """What the floor shows: the frame, people's names, and the latest events, newest first.

    ``duties`` are the obligations as they stood a moment ago.
    """

    frame: Frame
    names: Mapping[str, str]
    latest: tuple[Recorded, ...]
    call_at: Micros
    """When the newest event of a call happened, as far as it is known."""
    seat_at: Micros
    duties: Board = NO_BOARD


class FloorFolded(Message):
    """The follower has carried the floor on."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture


class Follower(Following):
    """Carries the floor along the ledger and posts what it looks like, some ten times a second.

    It waits until the last picture was taken before it posts another, so that a slow terminal is
    shown fewer pictures and never older ones. When the ledger cannot be reached it keeps what it
    has folded, tries again at growing intervals, and goes on where it was.
    """

    def __init__(
        self,
        book: Book,
        post: Callable[[Message], object],
        *,
        pace: Pace,
        views: Path | str | None = None,
        measure: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(book, post)
        self._pace = pace
        self._views = views
        self._measure = measure
        self._runner: Runner[Floor] | None = None
        self._tables: StoredViews | None = None
        self._duties: Duties | None = None
        self._names = Names(book)
        self._call_at: Micros = 0
        self._seat_at: Micros = 0
        self._seen = 0
        self._latest: tuple[Recorded, ...] = ()
        self.heard_at = measure()
        """When it last knew that the ledger held nothing newer."""
        self.heard_on: Micros = 0
        """The instant that was on show then; 0 before the first time."""

    def follow(self) -> None:
        runner = self._runner_at_hand()
        floor = runner.projection
        self._catch_up(runner)
        self._show(floor)
        self.back_off.reset()
        shown_at = self._measure()
        duties = self._duties_at_hand()
        while not self.stopping.is_set():
            news = runner.wait(_SHORT_WAIT if duties.behind else _WAIT_SECONDS)
            if news:
                runner.catch_up()
            elif not duties.behind:
                runner.save()
                duties.save()
            self._heard()
            news = duties.advance(floor.position, self._pace.now()) or news
            if not news and self.heard_at - shown_at < _SECONDS_WITHOUT_NEWS:
                continue
            self.shown.wait()
            self._show(floor)
            shown_at = self._measure()
            if self.stopping.wait(_SECONDS_BETWEEN_FRAMES):
                break

    def _runner_at_hand(self) -> Runner[Floor]:
        """The runner that was there before the ledger went away, or the first one."""
        if self._runner is None:
            floor = Floor(self.book.lawbook.on, self.book.site.zone)
            self._tables = self.stored_views(self._views)
            self._runner = Runner(self.book, floor, self._tables)
        elif not self._runner.resume():
            self._seen, self._latest = 0, ()
            self._call_at = self._seat_at = 0
        return self._runner

    def _duties_at_hand(self) -> Duties:
        """The obligations, which are read only once the floor can be seen."""
        if self._duties is None:
            self._duties = Duties(self.book, self._tables)
        else:
            self._duties.resume()
        return self._duties

    def save_at_last(self) -> None:
        """Store what was folded, where that is still possible; otherwise it is folded again."""
        if self._runner is not None:
            with suppress(StoreError, apsw.Error, OSError):
                self._runner.save()
                if self._duties is not None:
                    self._duties.save()

    def _heard(self) -> None:
        self.heard_at = self._measure()
        self.heard_on = self._pace.now()

    def _catch_up(self, runner: Runner[Floor]) -> None:
        """Fold what the stored views lack, telling how far it is where that takes long."""
        head = self.book.recorder.head()
        floor = runner.projection
        while floor.position < head and not self.stopping.is_set():
            if head - floor.position > _PIECE:
                self.post(FoldingBegun(floor.position, head))
            if not runner.catch_up(upto=min(head, floor.position + _PIECE)):
                break
        self._heard()

    def _show(self, floor: Floor) -> None:
        self._note_latest(floor.position)
        self._pace.heard(floor.latest_at)
        now = self._pace.now()
        shown = frame(floor, now)
        self.shown.clear()
        names, duties = self._names.of(shown), self._duties
        board = duties.board if duties is not None else NO_BOARD
        picture = Picture(shown, names, self._latest, self._call_at, self._seat_at, board)
        self.post(FloorFolded(picture))

    def _note_latest(self, position: int) -> None:
        """Keep the newest events, and when each family of them last said something."""
        if position == self._seen:
            return
        found = tuple(
            self.book.read(
                after=max(self._seen, position - _LATEST),
                before=position + 1,
                limit=_LATEST,
                backwards=True,
            )
        )
        self._seen = position
        self._latest = (found + self._latest)[:_LATEST]
        for each in found:
            at = micros(each.envelope.at)
            if each.type_name.startswith("call."):
                self._call_at = max(self._call_at, at)
            elif each.type_name.startswith("seat."):
                self._seat_at = max(self._seat_at, at)
