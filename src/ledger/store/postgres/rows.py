"""Events as the server's columns and back, and the numbers of their types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from eventsourcing.dcb.api import DCBEvent, DCBQueryItem

from ledger.store.errors import Damaged, unlisted_type
from ledger.store.postgres.server import Connection
from ledger.store.recorder import Entry, Recorded

COLUMNS = (
    "e.position, e.type, e.occurred_at, e.recorded_at, e.tags, e.command,"
    " coalesce(convert_to(e.data, 'UTF8'), e.bytes)"
)
"""What `Types.events` makes events of."""

Row = tuple[int, int, int, int, list[str], bytes | None, bytes]

encode = msgspec.json.Encoder().encode


class Staged(msgspec.Struct, omit_defaults=True):
    """An event on its way to the server, as `ledger.append` takes it."""

    type: str
    occurred_at: int
    recorded_at: int
    tags: list[str]
    part: int = 0
    command: str | None = None
    data: str | None = None
    bytes: str | None = None


class Items(NamedTuple):
    """Query items as the server takes them: a JSON text, ready to be sent."""

    text: str

    @classmethod
    def of(cls, items: Iterable[DCBQueryItem]) -> Items:
        """The items of a query; none stand for one that matches every event."""
        listed = [{"types": item.types, "tags": item.tags} for item in items]
        return cls(encode(listed or [{"types": [], "tags": []}]).decode())

    @classmethod
    def selecting(cls, items: Iterable[tuple[DCBQueryItem, bool]]) -> Items:
        """The items of a decision, each with whether only its newest match is wanted."""
        return cls(
            encode(
                [
                    {"types": item.types, "tags": item.tags, "newest": newest}
                    for item, newest in items
                ]
            ).decode()
        )


def staged(event: DCBEvent, now: int, command: bytes | None, part: int) -> Staged:
    """An event as it is sent; `now` stamps one that brings no recorded time."""
    occurred_at, recorded_at = 0, now
    if isinstance(event, Entry):
        occurred_at, recorded_at = event.occurred_at, event.recorded_at or now
    text = readable(event.data)
    return Staged(
        event.type,
        occurred_at,
        recorded_at,
        event.tags,
        part,
        None if command is None else "\\x" + command.hex(),
        text,
        "\\x" + event.data.hex() if text is None else None,
    )


def readable(data: bytes) -> str | None:
    """The text that bytes are, or None when the server could not keep them as text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


class Types:
    """The numbers of event types, which once committed never change."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self.names: dict[int, str] = {}

    def name(self, connection: Connection, number: int, position: int) -> str:
        """The name of a type's number.

        Raises Damaged when the ledger lacks it.
        """
        found = self.names.get(number)
        if found is None:
            self.names = dict(connection.execute("SELECT id, name FROM type").fetchall())
            found = self.names.get(number)
        if found is None:
            raise unlisted_type(self._shown, position)
        return found

    def events(self, connection: Connection, rows: Iterable[Sequence[Any]]) -> list[Recorded]:
        """The events of rows of COLUMNS."""
        events = []
        for position, number, occurred_at, recorded_at, tags, command, data in rows:
            name = self.names.get(number) or self.name(connection, number, position)
            event = DCBEvent(name, data, tags)
            events.append(Recorded(event, position, occurred_at, recorded_at, command))
        return events


def matching(item: DCBQueryItem) -> Callable[[DCBEvent], bool]:
    """A test of whether an event that is not stored yet matches a query item."""
    types, tags = frozenset(item.types), frozenset(item.tags)

    def matches(event: DCBEvent) -> bool:
        return (not types or event.type in types) and tags.issubset(event.tags)

    return matches


__all__ = [
    "COLUMNS",
    "Damaged",
    "Items",
    "Row",
    "Staged",
    "Types",
    "matching",
    "readable",
    "staged",
]
