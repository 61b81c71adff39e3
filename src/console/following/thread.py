"""Following a ledger on a thread of its own that never touches a widget, whatever goes wrong."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

import apsw
from textual.message import Message

from console.following.reconnecting import BackOff, brief, sentence
from ledger.book import Book
from ledger.kernel.projection import ProjectionFailed
from ledger.kernel.words import Words
from ledger.store.errors import StoreError
from ledger.store.patience import patience
from ledger.vault import VaultError
from ledger.views.storing import StoredViews, stored_views

_SILENT_SECONDS = 15.0
"""How long a server may be silent; whatever a follower asks is answered in parts of a second."""

_STOPPED = Words(
    "看板停在事件 #{position}：{reason}", "the floor stopped at event #{position}: {reason}"
)
_BROKEN = Words("跟随账本时出错：{reason}", "following the ledger failed: {reason}")


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


class Following:
    """Base of what follows a ledger: it goes on after every fault that may pass.

    A subclass carries its views along in :meth:`follow`, and waits for :attr:`shown` before it
    posts another picture, so that a slow terminal is shown fewer pictures and never older ones.
    """

    def __init__(self, book: Book, post: Callable[[Message], object]) -> None:
        self.book = book
        self.post = post
        self.stopping = threading.Event()
        self.shown = threading.Event()
        self.shown.set()
        self.back_off = BackOff()
        self._opened: list[StoredViews] = []

    @abstractmethod
    def follow(self) -> None:
        """Follow until stopped, or until the ledger cannot be reached."""

    @abstractmethod
    def save_at_last(self) -> None:
        """Store what was folded, where that is still possible; otherwise it is folded again."""

    def stop(self) -> None:
        """End the following soon."""
        self.stopping.set()
        self.shown.set()

    def stored_views(self, place: Path | str | None) -> StoredViews | None:
        """The stored views of a ledger, which are let go of when the following ends."""
        tables = stored_views(place) if place is not None else None
        if tables is not None:
            self._opened.append(tables)
        return tables

    def taken(self) -> None:
        """The last picture was shown; another may come."""
        self.shown.set()

    def run(self) -> None:
        """Follow until stopped. Faults of the store are told and tried again."""
        with patience(_SILENT_SECONDS, self.stopping.is_set):
            self._run()

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.follow()
            except ProjectionFailed as fault:
                told = _told(_STOPPED, fault, position=fault.position)
                self.post(FollowingFailed(told, final=True))
                break
            except StoreError as fault:
                self.post(FollowingFailed(sentence(fault), brief(fault)))
            except VaultError as fault:
                self.post(FollowingFailed(Words(fault.zh, str(fault))))
            except (apsw.Error, OSError, ValueError) as fault:
                self.post(FollowingFailed(_told(_BROKEN, fault)))
            self.stopping.wait(self.back_off.seconds())
        self.save_at_last()
        for tables in self._opened:
            tables.close()


def _told(words: Words, fault: Exception, **values: object) -> Words:
    reason = str(fault)
    return Words(words.zh.format(reason=reason, **values), words.en.format(reason=reason, **values))
