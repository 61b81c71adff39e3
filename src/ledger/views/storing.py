"""Where the views of a ledger are stored: beside a file, or in the database of a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ledger.kernel.projection import Projection
from ledger.views.tables import ViewsUnavailable, ViewTables


class StoredViews(Protocol):
    """The stored views of one ledger. They are disposable: they can be made anew from the ledger.

    Several processes may use them; what one has stored, no other takes back.
    """

    def load(self, projection: Projection, mark_at: Callable[[int], str]) -> int:
        """Fill a cleared projection with its stored rows; the position they stand for.

        ``mark_at`` tells a mark of the ledger's event at a position, empty when there is none.
        Rows that do not end at the event they were stored for are of another ledger, and are
        forgotten.

        :raises Overtaken: when what was stored had to be made anew; loading again then succeeds.
        :raises ViewsUnavailable: when nothing can be stored now.
        """

    def save(self, projection: Projection, *, since: int, mark: str) -> bool:
        """Write the touched rows and the position; whether it was done.

        ``since`` is the position this projection was loaded at or saved last.

        :raises Overtaken: when the stored view was forgotten or damaged meanwhile.
        """

    def leads(self, duty: str) -> bool:
        """Whether it is for this process to do a duty that one process at a time should do.

        Whoever is told so renews it by asking again, at least every few seconds. It saves work
        and no more: where several may hold it, as at a file, what they do must bear it.
        """

    def close(self) -> None:
        """Let go of the place."""


def stored_views(place: Path | str) -> StoredViews | None:
    """The stored views of the ledger at a path or URL, or None where none can be kept."""
    if isinstance(place, Path):
        return ViewTables.where_possible(place)
    from ledger.views.postgres_tables import PostgresTables

    try:
        return PostgresTables(place)
    except ViewsUnavailable:
        return None
