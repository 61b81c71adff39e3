"""A projection: a pure fold over events into keyed rows, answering one question.

It is disposable. The rows it touched are written together with the position it has reached, so
that a view is always exactly the fold of a prefix of the ledger.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

import msgspec

from ledger.kernel.codec import UnknownEvent, lean_decoder, version_of
from ledger.kernel.event import Event, by_name

R = TypeVar("R", bound="Row")
R_co = TypeVar("R_co", bound="Row", covariant=True)
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
        dated: bool = False,
    ) -> RowMeta:
        """Create the row class."""
        made: Any = super().__new__(mcls, name, bases, namespace, kw_only=True, gc=False)
        made.key_fields = key
        made.dated = dated
        return cast("RowMeta", made)


class Row(msgspec.Struct, metaclass=RowMeta):
    """A row of a view: ``class SeatRow(Row, key=("agent",))``.

    Fields are int, float, str, bool or those or None; they become the columns of a typed table.
    With ``dated=True`` the first key field is an instant, there is at least one more, and rows
    from before the projection's horizon rest in the tables instead of in memory. Such rows are
    never dropped.
    """

    key_fields: ClassVar[tuple[str, ...]] = ()
    dated: ClassVar[bool] = False


class Archive(Protocol[R_co]):
    """Where the dated rows of one kind rest that are not held in memory."""

    def find(self, key: Any) -> R_co | None:
        """The stored row with that key.

        :raises Overtaken: when what is stored is no longer what this projection put there.
        """

    def between(self, since: Micros, until: Micros) -> Iterator[R_co]:
        """The stored rows dated from ``since`` on and before ``until``, oldest first."""


class Rows(dict[Any, R], Generic[R]):
    """The rows of one kind by key, remembering which were touched since the last write.

    A key is the bare value for a row with one key field, a tuple for several.
    """

    def __init__(self, row_type: type[R]) -> None:
        super().__init__()
        self.row_type = row_type
        self.touched: set[Any] = set()
        self.archive: Archive[R] | None = None
        self.horizon: Micros = 0

    def put(self, key: Any, row: R) -> R:
        """Add or replace a row."""
        self[key] = row
        self.touched.add(key)
        return row

    def drop(self, key: Any) -> R | None:
        """Remove a row, if it is there."""
        self.touched.add(key)
        return self.pop(key, None)

    def find(self, key: Any) -> R | None:
        """The dated row with that key, brought back from the archive if it rests there."""
        row = self.get(key)
        if row is None and self.archive is not None and key[0] < self.horizon:
            row = self.archive.find(key)
            if row is not None:
                self[key] = row
        return row

    def between(self, since: Micros, until: Micros) -> Iterator[R]:
        """The dated rows from ``since`` on and before ``until``, in any order."""
        for key, row in self.items():
            if since <= key[0] < until:
                yield row
        if self.archive is not None and since < self.horizon:
            for row in self.archive.between(since, min(until, self.horizon)):
                if tuple(getattr(row, name) for name in self.row_type.key_fields) not in self:
                    yield row

    def put_away(self, horizon: Micros) -> None:
        """Let go of the dated rows from before an instant; all of them must be stored."""
        self.horizon = max(self.horizon, horizon)
        for key in [key for key in self if key[0] < horizon]:
            del self[key]


def folds(*types: type[Event], timely: bool = True) -> Callable[[H], H]:
    """Mark a method as the fold of events of these types.

    The method is called as ``method(event, at, position)`` with ``at`` in microseconds. The
    instants of events that are not ``timely`` do not move ``latest_at``: a queue set up today
    does not carry the view of an imported year to today.
    """

    def mark(method: H) -> H:
        method.folding = (types, timely)  # type: ignore[attr-defined]
        return method

    return mark


class ProjectionFailed(Exception):
    """A projection stopped at an event it could not fold; it never skips one."""

    def __init__(self, projection: str, position: int, type_name: str, reason: str) -> None:
        super().__init__(
            f"the view {projection!r} stopped at event {position} ({type_name}): {reason}"
        )
        self.position = position


class Overtaken(Exception):
    """The stored rows were carried on or made anew by someone else; load them again."""


_Fold = tuple[Callable[[bytes], Any] | None, int, Callable[[Any, Micros, int], None] | None, bool]
_IGNORED: _Fold = (None, 0, None, False)


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
        """When the newest timely event that this view folds happened."""
        self.unknown: dict[str, int] = {}
        self.failed: ProjectionFailed | None = None
        self._folds = self._find_folds()

    def tables(self) -> dict[str, Rows[Any]]:
        """The kinds of rows by table name, as the attributes are called."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Rows)}

    def horizon(self, table: str) -> Micros:
        """From when on the rows of a dated kind are held in memory; 0 holds them all."""
        return 0

    def settled(self) -> None:
        """Called when rows were loaded, put away or cleared, to renew what is derived of them."""

    def clear(self) -> None:
        """Go back to the state before the first event."""
        for rows in self.tables().values():
            rows.clear()
            rows.touched.clear()
            rows.archive, rows.horizon = None, 0
        self.position, self.latest_at, self.failed = 0, 0, None
        self.unknown.clear()
        self.settled()

    def put_away(self) -> None:
        """Let go of the dated rows from before the horizon, after they were stored."""
        for name, rows in self.tables().items():
            if rows.row_type.dated:
                rows.put_away(self.horizon(name))
        self.settled()

    def apply(self, events: Iterable[tuple[int, str, Micros, bytes]]) -> int:
        """Fold stored events, given as (position, type, occurred at, data); how many there were.

        An event of a type or version unknown to this program is counted in ``unknown``, so that
        whoever shows the view can say that it may be incomplete.

        :raises ProjectionFailed: at the first event that cannot be folded, and from then on.
        :raises Overtaken: when the stored rows must be loaded again.
        """
        if self.failed is not None:
            raise self.failed
        count, done, latest = 0, self.position, self.latest_at
        lookup = self._folds
        try:
            for position, type_name, at, data in events:
                known = lookup.get(type_name) or self._unfamiliar(type_name)
                decode, version, fold, timely = known
                if decode is not None and fold is not None:
                    try:
                        lean = decode(data)
                        if lean.v <= version:
                            fold(lean.body, at, position)
                        else:
                            self._count_unknown(type_name)
                    except Overtaken:
                        raise
                    except Exception as fault:
                        self._stop_unless_newer(position, type_name, data, version, fault)
                    if timely and at > latest:
                        latest = at
                count += 1
                done = position
        finally:
            self.position, self.latest_at = done, latest
        return count

    def _stop_unless_newer(
        self, position: int, type_name: str, data: bytes, version: int, fault: Exception
    ) -> None:
        """A newer version may have another shape; anything else that cannot be folded stops."""
        if isinstance(fault, msgspec.DecodeError) and _version_in(data) > version:
            self._count_unknown(type_name)
            return
        reason = str(fault) or type(fault).__name__
        self.failed = ProjectionFailed(self.name, position, type_name, reason)
        raise self.failed from fault

    def _count_unknown(self, type_name: str) -> None:
        self.unknown[type_name] = self.unknown.get(type_name, 0) + 1

    def _unfamiliar(self, type_name: str) -> _Fold:
        """A type without a fold: ignored when known, counted when unknown."""
        if by_name(type_name) is None:
            self._count_unknown(type_name)
        else:
            self._folds[type_name] = _IGNORED
        return _IGNORED

    def _find_folds(self) -> dict[str, _Fold]:
        found: dict[str, _Fold] = {}
        for _, method in inspect.getmembers(self, inspect.ismethod):
            types, timely = getattr(method, "folding", ((), True))
            for event_type in types:
                if event_type.type_name in found:
                    raise TypeError(f"{self.name} folds {event_type.type_name} twice")
                found[event_type.type_name] = (
                    lean_decoder(event_type),
                    event_type.version,
                    method,
                    timely,
                )
        return found


def _version_in(data: bytes) -> int:
    try:
        return version_of(data)
    except msgspec.DecodeError:
        return 0


__all__ = [
    "Archive",
    "Micros",
    "Overtaken",
    "Projection",
    "ProjectionFailed",
    "Row",
    "Rows",
    "UnknownEvent",
    "folds",
]
