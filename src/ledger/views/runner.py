"""Carrying a projection along the ledger: catching up, following, and saving what it folded."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Generic, TypeVar

from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Micros, Overtaken, Projection
from ledger.views.storing import StoredViews
from ledger.views.tables import ViewsUnavailable

_PAGE = 20_000
_SAVE_EVERY_SECONDS = 2.0
_MOST_RESTARTS = 5

P = TypeVar("P", bound=Projection)

_Event = tuple[int, str, Micros, bytes]
_NOWHERE: _Event = (0, "", 0, b"")
"""Before the first event, and where a ledger has none."""


class Runner(Generic[P]):
    """One projection at one ledger, used from one thread at a time.

    With tables, it starts from the stored rows and saves new ones at most every two seconds;
    without, the view lives in memory alone.
    """

    def __init__(self, book: Book, projection: P, tables: StoredViews | None = None) -> None:
        self._book = book
        self._tables = tables
        self.projection = projection
        self._saved = 0
        self._saved_at = monotonic()
        self._end = _NOWHERE
        self._load()

    def resume(self) -> bool:
        """Go on with a ledger that could not be reached for a while; whether it is the same.

        A server may come back with less than it had, or with something else, when a replica or
        a backup takes its place. The view is then begun again from what is stored.

        :raises StoreError: when it still cannot be reached.
        """
        end = self._end
        if end[0] == self.projection.position and end == self._event_at(end[0]):
            return True
        self._restart()
        return False

    def catch_up(self, *, upto: int | None = None) -> int:
        """Fold everything up to a position, or to the head as it is now; how many events.

        :raises ProjectionFailed: at an event that cannot be folded, and from then on.
        """
        target = self._book.recorder.head() if upto is None else upto
        folded = 0
        for attempt in range(_MOST_RESTARTS):
            try:
                return folded + self._fold(target)
            except Overtaken:
                folded += self._restart(without_tables=attempt == _MOST_RESTARTS - 2)
        return folded

    def wait(self, timeout: float) -> bool:
        """Wait for events beyond those folded; whether there are any."""
        position = self.projection.position
        return self._book.recorder.wait(position, timeout) > position

    def save(self) -> None:
        """Write what was folded since the last time, unless another process is further."""
        self._saved_at = monotonic()
        projection = self.projection
        if projection.failed is not None or projection.position == self._saved:
            return
        if self._tables is None:
            _forget_touched(projection)
            return
        try:
            mark = self._end_mark()
            if self._tables.save(projection, since=self._saved, mark=mark):
                self._saved = projection.position
                projection.put_away()
        except Overtaken:
            self._restart()

    def _fold(self, target: int) -> int:
        recorder, projection = self._book.recorder, self.projection
        folded = 0
        while projection.position < target:
            rows = recorder.rows(after=projection.position, upto=target, limit=_PAGE)
            count = projection.apply(self._noting(rows))
            if not count:
                break
            folded += count
            if monotonic() - self._saved_at >= _SAVE_EVERY_SECONDS:
                self.save()
        return folded

    def _noting(self, rows: Iterator[_Event]) -> Iterator[_Event]:
        """The rows, the last of them remembered as where the view ends."""
        for row in rows:
            self._end = row
            yield row

    def _load(self) -> None:
        self._end = _NOWHERE
        if self._tables is None:
            return
        try:
            try:
                self._saved = self._tables.load(self.projection, self._mark_at)
            except Overtaken:
                self._saved = self._tables.load(self.projection, self._mark_at)
        except (Overtaken, ViewsUnavailable):
            self._tables, self._saved = None, 0
            self.projection.clear()

    def _restart(self, *, without_tables: bool = False) -> int:
        """Begin again from what is stored; how many events that takes back, as a negative number.

        Where others keep overtaking, the view goes on in memory alone.
        """
        position = self.projection.position
        self.projection.clear()
        self._saved = 0
        if without_tables:
            self._tables = None
        self._load()
        return self.projection.position - position

    def _mark_at(self, position: int) -> str:
        """A digest of the event at a position: another ledger has another event there."""
        self._end = self._event_at(position)
        return mark_of(self._end)

    def _end_mark(self) -> str:
        """The mark of the event that the view ends at."""
        position = self.projection.position
        return mark_of(self._end) if self._end[0] == position else self._mark_at(position)

    def _event_at(self, position: int) -> _Event:
        if not position:
            return _NOWHERE
        rows = self._book.recorder.rows(after=position - 1, upto=position)
        return next(iter(rows), _NOWHERE)


def mark_of(event: _Event) -> str:
    """What tells the event a view ends at from another ledger's at that position."""
    return blake2b(event[3], digest_size=16).hexdigest() if event[0] else ""


def _forget_touched(projection: Projection) -> None:
    for rows in projection.tables().values():
        rows.touched.clear()
