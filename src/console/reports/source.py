"""What reports are made from: a book, its views carried to the head, and people's names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, cast

from console.presenters.people import People
from ledger.book import Book
from ledger.kernel.projection import Projection
from ledger.kernel.words import Language
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews, stored_views

P = TypeVar("P", bound=Projection)


class Source:
    """A book as reports ask it, used from one thread at a time.

    ``place`` is where stored views may lie; without it the views live in memory. A view once
    folded is kept, so that the next month's report folds only what happened since.
    """

    def __init__(self, book: Book, place: Path | str | None, language: Language = "zh") -> None:
        self.book = book
        self.language = language
        self.people = People(book)
        self._place = place
        self._tables: StoredViews | None = None
        self._runners: dict[type[Projection], Runner[Any]] = {}

    def seen(self, view: P) -> P:
        """A view as it is now; what had to be folded is stored for whoever looks next.

        :raises StoreError: when the ledger cannot be reached.
        """
        kind = type(view)
        if kind not in self._runners:
            if self._tables is None and self._place is not None:
                self._tables = stored_views(self._place)
            self._runners[kind] = Runner(self.book, view, self._tables)
        runner = self._runners[kind]
        runner.catch_up()
        runner.save()
        return cast("P", runner.projection)

    def close(self) -> None:
        """Let go of the stored views."""
        if self._tables is not None:
            self._tables.close()
