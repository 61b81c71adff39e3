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


class Staged(msgspec.Struct, gc=False):
    """An event on its way to the server; what is no text stands in `bytes`."""

    type: str
    occurred_at: int
    recorded_at: int
    tags: list[str]
    part: int
    command: bytes | None
    data: str | None
    bytes: bytes | None


Columns = tuple[
    list[str], str, str, str, str | None, list[str], list[bytes | None] | None,
    list[str | None] | None, list[bytes | None] | None,
]  # fmt: skip
"""Events as `ledger.append` takes them."""


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
        command,
        text,
        event.data if text is None else None,
    )


def columns(events: Sequence[Staged]) -> Columns:
    """Events as the columns that `ledger.append` takes."""
    places: dict[str, int] = {}
    kinds = [places.setdefault(event.type, len(places) + 1) for event in events]
    parts = [event.part for event in events]
    commands = [event.command for event in events]
    texts = [event.data for event in events]
    contents = [event.bytes for event in events]
    return (
        list(places),
        _numbers(kinds),
        _numbers([event.occurred_at for event in events]),
        _numbers([event.recorded_at for event in events]),
        _numbers(parts) if any(parts) else None,
        [_tag_list(event.tags) for event in events],
        commands if any(each is not None for each in commands) else None,
        texts if any(each is not None for each in texts) else None,
        contents if any(each is not None for each in contents) else None,
    )


def written(events: Sequence[Staged]) -> tuple[str | None, ...]:
    """The columns of a few events, as the server writes arrays.

    The driver looks into every list to find out what to send, which for a few events takes longer
    than all else it does; for many, its own form is the quicker one.
    """
    return tuple(
        each if each is None or isinstance(each, str) else _array(each) for each in columns(events)
    )


def _array(values: Iterable[str | bytes | None]) -> str:
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: str | bytes | None) -> str:
    """One element of an array, where quotes and backslashes are escaped."""
    if value is None:
        return "NULL"
    text = f"\\x{value.hex()}" if isinstance(value, bytes) else value
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _numbers(values: Iterable[int]) -> str:
    """Numbers in the server's array form, which is quicker made as text than one by one."""
    return f"{{{','.join(map(str, values))}}}"


def _tag_list(tags: Sequence[str]) -> str:
    """Tags in the server's array form, where quotes and backslashes are escaped."""
    if not tags:
        return "{}"
    joined = '","'.join(tags)
    if "\\" in joined or joined.count('"') != 2 * (len(tags) - 1):
        joined = '","'.join(tag.replace("\\", "\\\\").replace('"', '\\"') for tag in tags)
    return f'{{"{joined}"}}'


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
    "Columns",
    "Damaged",
    "Items",
    "Row",
    "Staged",
    "Types",
    "columns",
    "matching",
    "readable",
    "staged",
    "written",
]
