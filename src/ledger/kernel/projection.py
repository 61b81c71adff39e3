"""A projection: a pure fold over events into keyed rows, answering one question.

It is disposable. The rows it touched are written together with the position it has reached, so
that a view is always exactly the fold of a prefix of the ledger.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Generic, TypeVar, cast

import msgspec

from ledger.kernel.codec import UnknownEvent, lean_decoder
from ledger.kernel.event import Event, by_name

R = TypeVar("R", bound="Row")
H = TypeVar("H", bound=Callable[..., None])

Micros = int
"""An instant as whole microseconds since the Unix epoch, or a span in microseconds."""


class RowMeta(msgspec.StructMeta):
    """Remembers which fields of a row are its key."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        key: tuple[str, ...] = (),
    ) -> RowMeta:
        """Create the row class."""
        made: Any = super().__new__(mcls, name, bases, namespace, kw_only=True, gc=False)
        made.key_fields = key
        return cast("RowMeta", made)


class Row(msgspec.Struct, metaclass=RowMeta):
    """A row of a view: ``class SeatRow(Row, key=("agent",))``.

    Fields are int, float, str, bool or those or None; they become the columns of a typed table.
    """

    key_fields: ClassVar[tuple[str, ...]] = ()


class Rows(dict[Any, R], Generic[R]):
    """The rows of one kind by key, remembering which were touched since the last write.

    A key is the bare value for a row with one key field, a tuple for several.
    """

    def __init__(self, row_type: type[R]) -> None:
        super().__init__()
        self.row_type = row_type
        self.touched: set[Any] = set()

    def put(self, key: Any, row: R) -> R:
        """Add or replace a row."""
        self[key] = row
        self.touched.add(key)
        return row

    def drop(self, key: Any) -> R | None:
        """Remove a row, if it is there."""
        self.touched.add(key)
        return self.pop(key, None)


def folds(*types: type[Event]) -> Callable[[H], H]:
    """Mark a method as the fold of events of these types.

    The method is called as ``method(event, at, position)`` with ``at`` in microseconds.
    """

    def mark(method: H) -> H:
        method.folded_types = types  # type: ignore[attr-defined]
        return method

    return mark


class ProjectionFailed(Exception):
    """A projection stopped at an event it could not fold; it never skips one."""

    def __init__(self, projection: str, position: int, type_name: str, reason: str) -> None:
        super().__init__(
            f"the view {projection!r} stopped at event {position} ({type_name}): {reason}"
        )
        self.position = position


class Projection:
    """Base of all projections.

    Subclasses set ``name`` and ``version``, create their :class:`Rows` as attributes in
    ``__init__``, and mark folds with :func:`folds`. Change the version whenever the fold or a
    row changes: the new view is then built beside the old one.
    """

    name: ClassVar[str]
    version: ClassVar[int]

    def __init__(self) -> None:
        self.position = 0
        self.latest_at: Micros = 0
        self.unknown: dict[str, int] = {}
        self._folds = self._find_folds()

    def tables(self) -> dict[str, Rows[Any]]:
        """The kinds of rows by table name, as the attributes are called."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Rows)}

    def apply(self, events: Iterable[tuple[int, str, Micros, bytes]]) -> int:
        """Fold stored events, given as (position, type, occurred at, data); how many there were.

        An event of a type or version unknown to this program is counted in ``unknown``, so that
        whoever shows the view can say that it may be incomplete.

        :raises ProjectionFailed: at the first event that cannot be folded.
        """
        count = 0
        position, at, type_name = self.position, self.latest_at, ""
        lookup = self._folds
        try:
            for position, type_name, at, data in events:
                count += 1
                found = lookup.get(type_name)
                if found is None:
                    found = self._unfamiliar(type_name)
                decode, version, fold = found
                if decode is None:
                    continue
                lean = decode(data)
                if lean.v > version:
                    self.unknown[type_name] = self.unknown.get(type_name, 0) + 1
                    continue
                fold(lean.body, at, position)
        except Exception as fault:
            raise ProjectionFailed(self.name, position, type_name, str(fault)) from fault
        self.position, self.latest_at = position, max(self.latest_at, at)
        return count

    def _unfamiliar(self, type_name: str) -> tuple[Any, int, Any]:
        """A type without a fold: ignored when known, counted when unknown."""
        if by_name(type_name) is None:
            self.unknown[type_name] = self.unknown.get(type_name, 0) + 1
            return (None, 0, None)
        ignored = (None, 0, None)
        self._folds[type_name] = ignored
        return ignored

    def _find_folds(self) -> dict[str, tuple[Any, int, Any]]:
        found: dict[str, tuple[Any, int, Any]] = {}
        for _, method in inspect.getmembers(self, inspect.ismethod):
            for event_type in getattr(method, "folded_types", ()):
                if event_type.type_name in found:
                    raise TypeError(f"{self.name} folds {event_type.type_name} twice")
                found[event_type.type_name] = (
                    lean_decoder(event_type),
                    event_type.version,
                    method,
                )
        return found


__all__ = ["Micros", "Projection", "ProjectionFailed", "Row", "Rows", "UnknownEvent", "folds"]
