"""An event: a fact that happened, in the past tense, under a name that never changes."""

from __future__ import annotations

import types
import typing
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, NamedTuple

import msgspec

from ledger.kernel.tags import Tag, tag

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REGISTERED: dict[str, type[Event]] = {}


class Personal(NamedTuple):
    """Marks a field that holds personal data: it is sealed before it is stored.

    ``of`` names the field of the same event that identifies the data subject; ``purpose`` says
    what the data is kept for. One key exists for each subject and purpose, so that one purpose
    can end without the other.
    """

    of: str
    purpose: str


class PersonalField(NamedTuple):
    """A personal field of one event type, with the kind of its data subject."""

    name: str
    subject_field: str
    subject_kind: str
    purpose: str


class EventMeta(msgspec.StructMeta):
    """Gives every event its stable type name and version, and registers it by that name."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        type: str | None = None,
        version: int = 1,
    ) -> EventMeta:
        """Create the class, refusing a type name that is taken."""
        made: Any = super().__new__(
            mcls, name, bases, namespace, frozen=True, kw_only=True, omit_defaults=True, gc=False
        )
        if type is not None:
            if type in _REGISTERED:
                raise TypeError(f"two events are called {type!r}")
            if not made.__doc__:
                raise TypeError(f"event {type!r} has no docstring")
            made.type_name = type
            made.version = version
            _REGISTERED[type] = made
        return typing.cast("EventMeta", made)


class Event(msgspec.Struct, metaclass=EventMeta):
    """A fact. Subclasses say ``class CallEnded(Event, type="call.ended", version=1)``.

    The type name and version are stored; the class may be renamed or moved freely. A docstring
    of one sentence that a lawyer could read is required.
    """

    type_name: ClassVar[str] = ""
    version: ClassVar[int] = 0


def registered() -> dict[str, type[Event]]:
    """All event types known to this program, by stable type name."""
    return dict(_REGISTERED)


def by_name(type_name: str) -> type[Event] | None:
    """The event type with that stable name, or None when this program does not know it."""
    return _REGISTERED.get(type_name)


def tags_of(event: Event) -> list[Tag]:
    """The tags of an event, from its identifier fields in their order, without repeats."""
    found: dict[Tag, None] = {}
    for field, kind, many in identifiers(type(event)):
        value = getattr(event, field)
        if value is None:
            continue
        for single in value if many else (value,):
            found[tag(kind, single)] = None
    return list(found)


@cache
def identifiers(event_type: type[Event]) -> tuple[tuple[str, str, bool], ...]:
    """The identifier fields of a type as (field, kind of tag, whether it holds several)."""
    found = []
    for name, annotation in _annotations(event_type).items():
        for part, many in _parts(annotation):
            kind = _tag_kind(part)
            if kind is not None:
                found.append((name, kind, many))
    return tuple(found)


@cache
def personal_fields(event_type: type[Event]) -> tuple[PersonalField, ...]:
    """The fields of a type that are sealed before they are stored."""
    kinds = {name: kind for name, kind, _ in identifiers(event_type)}
    return tuple(
        PersonalField(name, mark.of, kinds[mark.of], mark.purpose)
        for name, annotation in _annotations(event_type).items()
        for mark in _marks(annotation)
        if isinstance(mark, Personal)
    )


def micros(instant: datetime) -> int:
    """An aware instant as whole microseconds since the Unix epoch."""
    elapsed = instant - _EPOCH
    return (elapsed.days * 86_400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds


def instant(micros_since_epoch: int) -> datetime:
    """The UTC instant of a count of microseconds since the Unix epoch."""
    whole, rest = divmod(micros_since_epoch, 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=rest)


def _annotations(event_type: type[Event]) -> dict[str, Any]:
    hints = typing.get_type_hints(event_type, include_extras=True)
    return {name: hints[name] for name in event_type.__struct_fields__}


def _parts(annotation: Any) -> list[tuple[Any, bool]]:
    """The annotation itself, the members of a union, and the items of a tuple."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return [found for member in typing.get_args(annotation) for found in _parts(member)]
    if origin is tuple:
        return [(item, True) for item in typing.get_args(annotation)]
    return [(annotation, False)]


def _marks(annotation: Any) -> list[Any]:
    return [mark for part, _ in _parts(annotation) for mark in getattr(part, "__metadata__", ())]


def _tag_kind(annotation: Any) -> str | None:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, msgspec.Meta) and mark.extra and "tag" in mark.extra:
            return str(mark.extra["tag"])
    return None
