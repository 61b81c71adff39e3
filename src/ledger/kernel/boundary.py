"""What a decision may depend on, and what it found there.

A boundary selects only sets that do not grow with the ledger's age: the whole of one open case
(:meth:`Scope.read`), or the newest event of some kinds about something (:meth:`Scope.last`). A
decision over ten million events then costs what it costs over ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from ledger.kernel.event import Event, tags_of
from ledger.kernel.tags import Tag

E = TypeVar("E", bound=Event, covariant=True)
F = TypeVar("F", bound=Event)


class Selection(NamedTuple):
    """Events of any of some types under all of some tags; perhaps only the newest of them.

    No types means all types.
    """

    types: tuple[type[Event], ...]
    tags: tuple[Tag, ...]
    newest: bool

    def matches(self, event_type: type[Event], tags: Iterable[Tag]) -> bool:
        """Whether an event of that type under those tags is selected (the newest or not)."""
        return (not self.types or event_type in self.types) and set(self.tags).issubset(tags)


class Boundary(tuple[Selection, ...]):
    """The selections a decision reads; joined by ``|``."""

    __slots__ = ()

    def __or__(self, other: Iterable[Selection]) -> Boundary:
        """Both boundaries together."""
        return Boundary((*self, *other))


NOTHING = Boundary()
"""The boundary of a decision that depends on nothing that has happened."""


class Scope:
    """Things a boundary is drawn around; made by :func:`about`."""

    def __init__(self, tag_sets: tuple[tuple[Tag, ...], ...]) -> None:
        self._tag_sets = tag_sets

    def read(self, *types: type[Event]) -> Boundary:
        """All events of these types; only for a case or a period that closes."""
        return Boundary(Selection(types, tags, False) for tags in self._tag_sets)

    def whole(self) -> Boundary:
        """All events whatever their type; only for a case that closes."""
        return self.read()

    def last(self, *types: type[Event]) -> Boundary:
        """The newest event among all of these types, of each thing; for a state that goes on."""
        return Boundary(Selection(types, tags, True) for tags in self._tag_sets)


def about(*tags: Tag) -> Scope:
    """A scope around each of the things with these tags."""
    return Scope(tuple((tag,) for tag in tags))


def anywhere() -> Scope:
    """A scope without a tag: the whole ledger. Only ever ask it for the last event."""
    return Scope(((),))


class Found(NamedTuple, Generic[E]):
    """An event as a decision sees it: with its position, its instant and its tags."""

    position: int
    at: datetime
    event: E
    tags: tuple[Tag, ...]


def selected(boundary: Boundary, found: Iterable[Found[Event]]) -> list[Found[Event]]:
    """Those of some events that a boundary selects, in their order."""
    events = list(found)
    chosen: dict[int, Found[Event]] = {}
    for selection in boundary:
        matching = [each for each in events if selection.matches(type(each.event), each.tags)]
        for each in matching[-1:] if selection.newest else matching:
            chosen[each.position] = each
    return [chosen[position] for position in sorted(chosen)]


class Past:
    """The events of a boundary, oldest first, with the instant and the actor of the decision.

    What is asked of it is remembered: the positions of the answers are the decision's evidence.
    """

    def __init__(self, found: Iterable[Found[Event]], *, at: datetime, actor: str) -> None:
        self._found = list(found)
        self._cited: set[int] = set()
        self.at = at
        self.actor = actor

    def __iter__(self) -> Iterator[Found[Event]]:
        """All events of the boundary, oldest first, each of them cited."""
        self._cited.update(each.position for each in self._found)
        return iter(self._found)

    def of(self, event_type: type[F], tag: Tag | None = None) -> list[Found[F]]:
        """The events of one type, of one thing if a tag is given, oldest first."""
        chosen: list[Found[Any]] = [
            each
            for each in self._found
            if type(each.event) is event_type and (tag is None or tag in each.tags)
        ]
        self._cited.update(each.position for each in chosen)
        return chosen

    def last(self, *types: type[F], tag: Tag | None = None) -> Found[F] | None:
        """The newest event among these types, of one thing if a tag is given."""
        for each in reversed(self._found):
            if type(each.event) in types and (tag is None or tag in each.tags):
                self._cited.add(each.position)
                return each  # type: ignore[return-value]
        return None

    def peek(self, *types: type[F]) -> list[Found[F]]:
        """The events of these types, oldest first, without citing them.

        For a decision that reads a whole period but rests on some of its events alone; those it
        has to :meth:`cite`.
        """
        chosen: list[Found[Any]] = [each for each in self._found if isinstance(each.event, types)]
        return chosen

    def cite(self, *found: Found[Event]) -> None:
        """Count events as evidence of the decision."""
        self._cited.update(each.position for each in found)

    def joined_by(self, *events: Event) -> Past:
        """This past with events that the decision itself yields, for what depends on them too.

        They have no position yet, and are evidence of nothing; what else is asked of the one is
        remembered by both.
        """
        made = (Found(0, self.at, each, tuple(tags_of(each))) for each in events)
        joined = Past((*self._found, *made), at=self.at, actor=self.actor)
        joined._cited = self._cited
        return joined

    @property
    def evidence(self) -> tuple[int, ...]:
        """The positions of the events this decision has looked at, in order."""
        return tuple(sorted(self._cited - {0}))
