"""Carrying the obligations along beside a floor, a little at a time, and what they look like.

The floor comes first: what there is to fold of a long ledger is folded in small pieces between its
pictures, and the board is made anew at most once a second, however much happens.
"""

from __future__ import annotations

from console.presenters.board import NO_BOARD, board_of, governs
from console.presenters.people import People
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Micros, ProjectionFailed
from ledger.kernel.words import Words
from ledger.obligations.tracker import Tracker
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews

_PIECE = 4_000
_SECONDS_FOR_THE_FLOOR = 0.3
"""What the floor has for itself, to be painted for the first time."""

_SECONDS_BETWEEN_BOARDS = 1.0
_SECONDS_BETWEEN_LOOKS = 5.0
"""Turns of cadences open as time goes by, also when nothing happens."""

MOST = 200
"""How many obligations a floor is shown; all are counted."""

_STOPPED = Words(
    "义务停在事件 #{position}：{reason}", "the obligations stopped at event #{position}: {reason}"
)


class Duties:
    """The obligations of a book, on the thread of whoever follows the ledger."""

    def __init__(self, book: Book, tables: StoredViews | None) -> None:
        self._book = book
        self._tables = tables
        self._runner: Runner[Tracker] | None = None
        self._people = People(book)
        self._begins_at = monotonic() + _SECONDS_FOR_THE_FLOOR
        self._begun = 0
        self._made_at = -_SECONDS_BETWEEN_LOOKS
        self._made_of = -1
        self._upto = 0
        self.board = NO_BOARD

    @property
    def behind(self) -> bool:
        """Whether there is more to fold than a piece."""
        if self._runner is None:
            return False
        return self._upto - self._runner.projection.position > _PIECE

    def advance(self, upto: int, now: Micros) -> bool:
        """Fold a piece of what has come up to a position; whether the board is a new one.

        :raises StoreError: when the ledger cannot be reached.
        """
        now_at = monotonic()
        if now_at < self._begins_at or self.board.fault is not None:
            return False
        self._upto = upto
        runner = self._at_hand()
        position, since = runner.projection.position, now_at - self._made_at
        quiet = upto == position == self._made_of
        pause = _SECONDS_BETWEEN_LOOKS if quiet else _SECONDS_BETWEEN_BOARDS
        if since < pause and not self.behind:
            return False
        before = self.board
        try:
            runner.catch_up(upto=min(upto, position + _PIECE))
            self._make(runner.projection, now)
        except ProjectionFailed as fault:
            told = (each.format(position=fault.position, reason=str(fault)) for each in _STOPPED)
            self.board = self.board._replace(governed=True, fault=Words(*told), percent=None)
        return self.board != before

    def resume(self) -> None:
        """Go on with a ledger that could not be reached for a while.

        :raises StoreError: when it still cannot be reached.
        """
        if self._runner is not None:
            self._runner.resume()
        self._made_of = -1

    def save(self) -> None:
        """Store what was folded."""
        if self._runner is not None:
            self._runner.save()

    def _at_hand(self) -> Runner[Tracker]:
        if self._runner is None:
            self._runner = Runner(self._book, Tracker(self._book.site.zone), self._tables)
            self._begun = self._runner.projection.position
        return self._runner

    def _make(self, tracker: Tracker, now: Micros) -> None:
        if not self.behind:
            self.board = board_of(tracker, now, self._people, MOST)
        elif governs(tracker):
            percent = self._percent(tracker.position)
            self.board = self.board._replace(governed=True, percent=percent)
        self._made_at, self._made_of = monotonic(), tracker.position

    def _percent(self, position: int) -> int:
        return (position - self._begun) * 100 // max(1, self._upto - self._begun)
