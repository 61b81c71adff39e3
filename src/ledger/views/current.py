"""A view as it is now, for whoever looks once and does not follow the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from ledger.book import Book
from ledger.kernel.projection import Projection
from ledger.views.runner import Runner
from ledger.views.storing import stored_views

P = TypeVar("P", bound=Projection)


def caught_up(book: Book, view: P, place: Path | str | None) -> P:
    """A view carried to the head, from the stored views at a place where there are any.

    What had to be folded is stored, so that the next one who looks need not.
    """
    runner = Runner(book, view, stored_views(place) if place is not None else None)
    runner.catch_up()
    runner.save()
    return runner.projection
