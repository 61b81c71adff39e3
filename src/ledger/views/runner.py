"""Carrying a projection along the ledger: catching up, following, and saving what it folded."""

from __future__ import annotations

from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Projection
from ledger.views.tables import ViewTables

_PAGE = 20_000
_SAVE_EVERY_SECONDS = 2.0


class Runner:
    """One projection at one ledger, used from one thread.

    With tables, it starts from the stored rows and saves new ones at most every two seconds;
    without, the view lives in memory alone.
    """

    def __init__(
        self, book: Book, projection: Projection, tables: ViewTables | None = None
    ) -> None:
        self._book = book
        self._tables = tables
        self.projection = projection
        self._saved = 0
        self._saved_at = monotonic()
        if tables is not None:
            tables.load(projection, head=book.recorder.head())
            self._saved = projection.position

    def catch_up(self, *, upto: int | None = None) -> int:
        """Fold everything up to a position, or to the head as it is now; how many events.

        :raises ProjectionFailed: at an event that cannot be folded.
        """
        recorder, projection = self._book.recorder, self.projection
        folded = 0
        target = recorder.head() if upto is None else upto
        while projection.position < target:
            rows = recorder.rows(after=projection.position, upto=target, limit=_PAGE)
            count = projection.apply(rows)
            if not count:
                break
            folded += count
        if folded and monotonic() - self._saved_at >= _SAVE_EVERY_SECONDS:
            self.save()
        return folded

    def wait(self, timeout: float) -> bool:
        """Wait for events beyond those folded; whether there are any."""
        position = self.projection.position
        return self._book.recorder.wait(position, timeout) > position

    def save(self) -> None:
        """Write what was folded since the last time, unless another process was quicker."""
        self._saved_at = monotonic()
        if self._tables is None or self.projection.position == self._saved:
            return
        if self._tables.save(self.projection, expected=self._saved):
            self._saved = self.projection.position
