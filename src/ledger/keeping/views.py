"""Stored views held against the events: each must be the fold of all events it stands for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from ledger.kernel.projection import Projection, Rows
from ledger.kernel.words import Words
from ledger.views.columns import shape_of
from ledger.views.tables import table_name


class StoredView(NamedTuple):
    """What is stored of one view: the event it ends at, that event's mark, and a table's rows."""

    position: int
    mark: str
    rows: Callable[[str], Iterator[tuple[Any, ...]]]


class ViewShelf(ABC):
    """Where the views of one ledger are stored."""

    shown: str

    @abstractmethod
    def read(self, projection: Projection) -> AbstractContextManager[StoredView | None]:
        """A view as it is stored at one moment, for the length of a block; None when it is not.

        Raises ViewsSpoilt, or StoreError.
        """


class ViewsSpoilt(Exception):
    """What is stored of views cannot be read, or has another shape than it should."""


def differences(folded: Projection, stored: StoredView, shown: str) -> Iterator[Words]:
    """A sentence for each table that is not what the fold of the events has in its place.

    Raises ViewsSpoilt.
    """
    for name, rows in folded.tables().items():
        table = table_name(folded, name)
        wrong, first = _wrong_rows(rows, stored.rows(table))
        if wrong:
            yield Words(
                f"视图 {shown} 的表 {table} 有 {wrong} 行与事件不符，首行为 {first}；"
                "请删除该视图，程序会重新生成。",
                f"The table {table} of the views {shown} differs from the events in {wrong} rows, "
                f"first in {first}; delete the view, it is made anew.",
            )


def _wrong_rows(rows: Rows[Any], stored: Iterator[tuple[Any, ...]]) -> tuple[int, Any]:
    """How many rows differ, are too many or are missing, and the key of the first such."""
    shape = shape_of(rows.row_type)
    wrong: list[Any] = []
    met = set()
    for values in stored:
        try:
            there = shape.row(values)
        except (TypeError, ValueError) as fault:
            raise ViewsSpoilt(str(fault)) from fault
        key = shape.key(there)
        met.add(key)
        ours = rows.get(key)
        if ours is None or shape.values(ours) != shape.values(there):
            wrong.append(key)
    wrong += (key for key in rows if key not in met)
    return len(wrong), wrong[0] if wrong else None
