"""The stored form of an event: deterministic UTF-8 JSON that ``jq`` alone can read.

Around the event's body stand who, when, why and under what::

    {"at": "...", "recorded": "...", "by": "A017", "command": "...", "v": 1,
     "body": {...}, "behalf": "...", "station": "...", "causes": [...], "clauses": [...]}

``at`` is when it happened, ``recorded`` when the ledger learnt of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from ledger.kernel.action import ClauseRead
from ledger.kernel.event import Event, PersonalField, by_name, personal_fields
from ledger.kernel.words import Unfit

B = TypeVar("B")

_encoder = msgspec.json.Encoder(order="deterministic")


class Sealer(Protocol):
    """Seals one personal value; see :mod:`ledger.vault`."""

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """The value as a token that only the vault can open."""


class UnknownEvent(Exception):
    """This program does not know the type, or not that version of it."""

    def __init__(self, type_name: str, version: int | None = None) -> None:
        which = type_name if version is None else f"{type_name} version {version}"
        super().__init__(f"this program does not know the event {which}; a newer one wrote it")
        self.type_name = type_name


class Envelope(msgspec.Struct, Generic[B], kw_only=True, omit_defaults=True, frozen=True):
    """Who, when, why and under what, around an event's body."""

    at: datetime
    recorded: datetime
    by: str
    command: str
    v: int
    body: B
    behalf: str | None = None
    station: str | None = None
    causes: tuple[int, ...] = ()
    clauses: tuple[ClauseRead, ...] = ()


class _Lean(msgspec.Struct, Generic[B]):
    """As much of a stored event as a fold needs; the rest is skipped unread."""

    v: int
    body: B


class _Version(msgspec.Struct):
    v: int = 0


class Recorded(NamedTuple):
    """An event as it stands in the ledger.

    ``event`` is None for a type this program does not know; ``envelope.body`` then holds the
    plain values.
    """

    position: int
    type_name: str
    tags: tuple[str, ...]
    envelope: Envelope[Any]
    event: Event | None


def sealed(event: Event, sealer: Sealer) -> Event:
    """The event with every personal field replaced by its sealed token.

    :raises Unfit: when a personal field is set whose data subject is not.
    """
    if not personal_fields(type(event)):
        return event
    tokens: dict[str, Any] = {
        field.name: sealer.seal(
            getattr(event, field.name),
            event_type=type(event).type_name,
            field=field.name,
            subject=f"{field.subject_kind}:{getattr(event, field.subject_field)}",
            purpose=field.purpose,
        )
        for field in personal_fields_set(event)
    }
    return msgspec.structs.replace(event, **tokens) if tokens else event


def personal_fields_set(event: Event) -> list[PersonalField]:
    """The personal fields that hold a value, each of a data subject that is named.

    :raises Unfit: when a personal field is set whose data subject is not: it could never be
        erased.
    """
    filled = [
        field for field in personal_fields(type(event)) if getattr(event, field.name) is not None
    ]
    for field in filled:
        if getattr(event, field.subject_field) is None:
            name = f"{type(event).type_name}.{field.name}"
            raise Unfit(
                f"{name} 是个人信息，要说明是谁的；请同时填写 {field.subject_field}",
                f"{name} holds personal data of nobody: {field.subject_field} is not set",
            )
    return filled


class Authored(NamedTuple):
    """What surrounds all events of one command."""

    by: str
    recorded: datetime
    command: str
    behalf: str | None = None
    station: str | None = None
    causes: tuple[int, ...] = ()
    clauses: tuple[ClauseRead, ...] = ()


def stored(event: Event, at: datetime, authored: Authored, sealer: Sealer) -> bytes:
    """The stored bytes of an event that happened at an instant, its personal fields sealed."""
    return _encoder.encode(
        Envelope(
            at=at,
            recorded=authored.recorded,
            by=authored.by,
            command=authored.command,
            v=type(event).version,
            body=sealed(event, sealer),
            behalf=authored.behalf,
            station=authored.station,
            causes=authored.causes,
            clauses=authored.clauses,
        )
    )


@cache
def _envelope_decoder(event_type: type[Event]) -> Callable[[bytes], Envelope[Any]]:
    return msgspec.json.Decoder(Envelope[event_type]).decode  # type: ignore[valid-type]


@cache
def _plain_decoder() -> Callable[[bytes], Envelope[Any]]:
    return msgspec.json.Decoder(Envelope[dict[str, Any]]).decode


@cache
def lean_decoder(event_type: type[Event]) -> Callable[[bytes], Any]:
    """A fast decoder that reads the body and the version of one type, and skips the rest."""
    return msgspec.json.Decoder(_Lean[event_type]).decode  # type: ignore[valid-type]


def version_of(data: bytes) -> int:
    """The version number in stored bytes, without reading the rest."""
    return msgspec.json.decode(data, type=_Version).v


def body_of(type_name: str, data: bytes) -> Event:
    """The event alone, without what surrounds it.

    :raises UnknownEvent: when this program does not know the type or that version of it.
    """
    event_type = by_name(type_name)
    if event_type is None:
        raise UnknownEvent(type_name)
    try:
        lean = lean_decoder(event_type)(data)
    except msgspec.ValidationError as fault:
        # A newer version may lack a field that this one requires.
        if (written := version_of(data)) > event_type.version:
            raise UnknownEvent(type_name, written) from fault
        raise
    if lean.v > event_type.version:
        raise UnknownEvent(type_name, lean.v)
    event: Event = lean.body
    return event


def read_back(position: int, type_name: str, tags: tuple[str, ...], data: bytes) -> Recorded:
    """The event at a position; of an unknown type or a newer version, its plain values.

    :raises msgspec.DecodeError: if the bytes are not an event at all.
    """
    event_type = by_name(type_name)
    if event_type is not None and version_of(data) <= event_type.version:
        envelope = _envelope_decoder(event_type)(data)
        return Recorded(position, type_name, tags, envelope, envelope.body)
    return Recorded(position, type_name, tags, _plain_decoder()(data), None)


def utc(at: datetime) -> datetime:
    """The same instant in UTC.

    :raises ValueError: for a time without a zone, which is not an instant.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at.astimezone(UTC)
