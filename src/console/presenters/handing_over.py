"""What a handover is composed from and kept in: its views, and the head of the ledger."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple, cast

from console.menu import roles_held
from ledger.book import Book
from ledger.keeping.digest import digest_of
from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.obligations.tracker import Tracker
from ledger.registers.entries import LEADERS
from ledger.registers.handover.events import HandedItem
from ledger.store.recorder import Recorded
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from projections.handover import HandoverBook, Running, Sources, compose
from projections.loans import Loans

_GROUPS, _GROUP = 8, 4


class Head(NamedTuple):
    """The newest event of a ledger: its position, and a short root to compare by.

    The root is the first 32 hexadecimal digits of that event's digest, in groups of four.
    """

    position: int
    root: str


def head_of(book: Book) -> Head:
    """The head of a book's ledger as it is now.

    :raises StoreError: when the ledger cannot be read.
    """
    newest = next(iter(book.recorder.read(limit=1, backwards=True)), None)
    if newest is None:
        return Head(0, "")
    digits = digest_of([cast("Recorded", newest)]).hexdigest()
    groups = [digits[begin * _GROUP : (begin + 1) * _GROUP] for begin in range(_GROUPS)]
    return Head(newest.position, " ".join(groups))


def scope_of(book: Book, outgoing: str) -> str | None:
    """Whose matters somebody hands over: a leader everybody's, anyone else their own.

    :raises StoreError: when the ledger cannot be read.
    """
    return None if roles_held(book, outgoing).intersection(LEADERS) else outgoing


class HandingOver:
    """The views of a handover, carried along together; used from one thread at a time."""

    def __init__(self, book: Book, views: Path | str | None = None) -> None:
        self._tables = tables = stored_views(views) if views is not None else None
        self._zone = book.site.zone
        self._book = book
        self._running = Runner(book, Running(), tables)
        self._loans = Runner(book, Loans(), tables)
        self._duties = Runner(book, Tracker(book.site.zone), tables)
        self._kept = Runner(book, HandoverBook(), tables)

    @property
    def position(self) -> int:
        """How many events the views hold."""
        return self._running.projection.position

    @property
    def kept(self) -> HandoverBook:
        """The handover book."""
        return self._kept.projection

    @property
    def running(self) -> Running:
        """What is open and new."""
        return self._running.projection

    def catch_up(self) -> None:
        """Fold everything up to the head as it is now, all views to the same event.

        :raises StoreError: when the ledger cannot be reached.
        """
        head = self._book.recorder.head()
        for runner in (self._running, self._loans, self._duties, self._kept):
            runner.catch_up(upto=head)

    def resume(self) -> None:
        """Go on with a ledger that could not be reached for a while.

        :raises StoreError: when it still cannot be reached.
        """
        for runner in (self._running, self._loans, self._duties, self._kept):
            runner.resume()

    def wait(self, timeout: float) -> bool:
        """Wait for news; whether there is any."""
        return self._running.wait(timeout)

    def save(self) -> None:
        """Store what was folded."""
        for runner in (self._running, self._loans, self._duties, self._kept):
            runner.save()

    def close(self) -> None:
        """Let go of the stored views."""
        if self._tables is not None:
            self._tables.close()

    def page(
        self, now: Micros, *, seat: str | None = None, of: str | None = None
    ) -> list[HandedItem]:
        """What there is to hand over at an instant, of one person or of everybody."""
        sources = Sources(self._running.projection, self._loans.projection, self._duties.projection)
        law = self._book.law_on(instant(now))
        within = law.read("handover.page", "due_within", timedelta) // timedelta(microseconds=1)
        began = self._midnight(now)
        return compose(sources, now, seat=seat, day_began=began, of=of, within=within)

    def _midnight(self, now: Micros) -> Micros:
        day = instant(now).astimezone(self._zone).date()
        return micros(datetime.combine(day, time(), self._zone))
