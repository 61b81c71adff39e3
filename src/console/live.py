"""Following the ledger for the floor, on a thread of its own that never touches a widget."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import apsw
from textual.message import Message

from console.names import Names
from console.pace import Pace
from console.reconnecting import BackOff, brief, sentence
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.codec import Recorded
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, ProjectionFailed
from ledger.kernel.words import Words
from ledger.store.errors import StoreError
from ledger.vault import VaultError
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews, stored_views
from projections.floor import Floor
from projections.frame import Frame, frame

_WAIT_SECONDS = 0.5
_SECONDS_BETWEEN_FRAMES = 0.06
_SECONDS_WITHOUT_NEWS = 5.0
_LATEST = 60
_PIECE = 50_000

_STOPPED = Words(
    "看板停在事件 #{position}：{reason}", "the floor stopped at event #{position}: {reason}"
)
_BROKEN = Words("跟随账本时出错：{reason}", "following the ledger failed: {reason}")


class Picture(NamedTuple):
    """What the floor shows: the frame, people's names, and the latest events, newest first."""

    frame: Frame
    names: Mapping[str, str]
    latest: tuple[Recorded, ...]
    call_at: Micros
    """When the newest event of a call happened, as far as it is known."""
    seat_at: Micros


class FloorFolded(Message):
    """The follower has carried the floor on."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture


class FoldingBegun(Message):
    """The follower has many events to fold before there is anything new to show."""

    def __init__(self, position: int, head: int) -> None:
        super().__init__()
        self.percent = position * 100 // head


class FollowingFailed(Message):
    """The follower cannot go on, or only later; the floor may be missing events.

    ``brief`` says it for a line that has little room; ``final`` that it will not try again.
    """

    def __init__(self, sentence: Words, brief: Words | None = None, *, final: bool = False) -> None:
        super().__init__()
        self.sentence = sentence
        self.brief = brief or sentence
        self.final = final


class Follower:
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
        self._book = book
        self._post = post
        self._pace = pace
        self._views = views
        self._measure = measure
        self._stopping = threading.Event()
        self._taken = threading.Event()
        self._taken.set()
        self._back_off = BackOff()
        self._runner: Runner[Floor] | None = None
        self._names = Names(book)
        self._call_at: Micros = 0
        self._seat_at: Micros = 0
        self._seen = 0
        self._latest: tuple[Recorded, ...] = ()
        self.heard_at = measure()
        """When it last knew that the ledger held nothing newer."""
        self.heard_on: Micros = 0
        """The instant that was on show then; 0 before the first time."""

    def stop(self) -> None:
        """End the following soon."""
        self._stopping.set()
        self._taken.set()

    def taken(self) -> None:
        """The last picture was shown; another may come."""
        self._taken.set()

    def run(self) -> None:
        """Follow until stopped. Faults of the store are told and tried again."""
        while not self._stopping.is_set():
            try:
                self._follow()
            except ProjectionFailed as fault:
                told = _told(_STOPPED, fault, position=fault.position)
                self._post(FollowingFailed(told, final=True))
                break
            except StoreError as fault:
                self._post(FollowingFailed(sentence(fault), brief(fault)))
            except VaultError as fault:
                self._post(FollowingFailed(Words(fault.zh, str(fault))))
            except (apsw.Error, OSError, ValueError) as fault:
                self._post(FollowingFailed(_told(_BROKEN, fault)))
            self._stopping.wait(self._back_off.seconds())
        self._save_at_last()

    def _follow(self) -> None:
        runner = self._runner_at_hand()
        floor = runner.projection
        self._catch_up(runner)
        self._show(floor)
        self._back_off.reset()
        shown_at = self._measure()
        while not self._stopping.is_set():
            news = runner.wait(_WAIT_SECONDS)
            if news:
                runner.catch_up()
            else:
                runner.save()
            self._heard()
            if not news and self.heard_at - shown_at < _SECONDS_WITHOUT_NEWS:
                continue
            self._taken.wait()
            self._show(floor)
            shown_at = self._measure()
            if self._stopping.wait(_SECONDS_BETWEEN_FRAMES):
                break

    def _runner_at_hand(self) -> Runner[Floor]:
        """The runner that was there before the ledger went away, or the first one."""
        if self._runner is None:
            floor = Floor(self._book.lawbook.on, self._book.site.zone)
            self._runner = Runner(self._book, floor, self._tables())
        elif not self._runner.resume():
            self._seen, self._latest = 0, ()
            self._call_at = self._seat_at = 0
        return self._runner

    def _save_at_last(self) -> None:
        """Store what was folded, where that is still possible; otherwise it is folded again."""
        if self._runner is not None:
            with suppress(StoreError, apsw.Error, OSError):
                self._runner.save()

    def _heard(self) -> None:
        self.heard_at = self._measure()
        self.heard_on = self._pace.now()

    def _catch_up(self, runner: Runner[Floor]) -> None:
        """Fold what the stored views lack, telling how far it is where that takes long."""
        head = self._book.recorder.head()
        floor = runner.projection
        while floor.position < head and not self._stopping.is_set():
            if head - floor.position > _PIECE:
                self._post(FoldingBegun(floor.position, head))
            if not runner.catch_up(upto=min(head, floor.position + _PIECE)):
                break
        self._heard()

    def _show(self, floor: Floor) -> None:
        self._note_latest(floor.position)
        self._pace.heard(floor.latest_at)
        now = self._pace.now()
        shown = frame(floor, now)
        self._taken.clear()
        self._post(
            FloorFolded(
                Picture(shown, self._names.of(shown), self._latest, self._call_at, self._seat_at)
            )
        )

    def _note_latest(self, position: int) -> None:
        """Keep the newest events, and when each family of them last said something."""
        if position == self._seen:
            return
        found = tuple(
            self._book.read(
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

    def _tables(self) -> StoredViews | None:
        """The stored views, unless nothing can be written where the ledger is."""
        if self._views is None:
            return None
        return stored_views(self._views)


def _told(words: Words, fault: Exception, **values: object) -> Words:
    reason = str(fault)
    return Words(words.zh.format(reason=reason, **values), words.en.format(reason=reason, **values))
