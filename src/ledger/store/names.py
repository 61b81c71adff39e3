"""The short numbers that stand for type and tag names in a ledger's indexes.

A number, once committed, stands for its name for ever, so remembering committed ones is always
safe. That a name has none may change with the next commit and is never remembered: whoever looks
a name up must already be inside the transaction, or have fixed the head, that they read up to.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Protocol

import apsw

_TAGS_KEPT = 65_536
_FIND_TYPE = "SELECT id FROM type WHERE name = ?"
_FIND_TAG = "SELECT id FROM tag WHERE name = ?"


class Numbering(Protocol):
    """Finds the number of a name, or None when no event in sight has it."""

    def type_id(self, name: str) -> int | None:
        """Return a type's number."""

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number."""


class Names:
    """Remembers committed type names (all) and tag names (the most recently learnt)."""

    def __init__(self) -> None:
        self.type_ids: dict[str, int] = {}
        self.type_names: dict[int, str] = {}
        self.tag_ids: dict[str, int] = {}
        self._learning = threading.Lock()

    def learn(self, types: Mapping[str, int], tags: Mapping[str, int]) -> None:
        """Remember numbers that are committed."""
        with self._learning:
            for name, number in types.items():
                self.type_ids[name] = number
                self.type_names[number] = name
            kept = self.tag_ids
            kept.update(tags)
            while len(kept) > _TAGS_KEPT:
                del kept[next(iter(kept))]

    def type_name(self, connection: apsw.Connection, number: int) -> str:
        """Return the name of a type's number read from a committed event."""
        name = self.type_names.get(number)
        if name is None:
            self.learn(dict(connection.execute("SELECT name, id FROM type")), {})
            name = self.type_names[number]
        return name


class CommittedNames:
    """Numbers as a reading connection sees them."""

    def __init__(self, names: Names, connection: apsw.Connection) -> None:
        self._names = names
        self._connection = connection

    def type_id(self, name: str) -> int | None:
        """Return a type's number, or None when no committed event has it."""
        number = self._names.type_ids.get(name)
        if number is None:
            number = self._connection.execute(_FIND_TYPE, (name,)).get
            if number is not None:
                self._names.learn({name: number}, {})
        return number

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number, or None when no committed event has it."""
        number = self._names.tag_ids.get(name)
        if number is None:
            number = self._connection.execute(_FIND_TAG, (name,)).get
            if number is not None:
                self._names.learn({}, {name: number})
        return number


class StagedNames:
    """Numbers within one writing transaction: the committed ones and those it gives out itself.

    What it learns becomes common knowledge through `publish`, called after the commit; a rolled
    back transaction is simply forgotten.
    """

    def __init__(self, names: Names, connection: apsw.Connection) -> None:
        self._names = names
        self._connection = connection
        self._types: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._new_tags: list[tuple[int, str]] = []
        self._last_tag: int | None = None

    def type_id(self, name: str) -> int | None:
        """Return a type's number, or None when neither ledger nor transaction has it."""
        number = self._names.type_ids.get(name) or self._types.get(name)
        if number is None:
            number = self._connection.execute(_FIND_TYPE, (name,)).get
            if number is not None:
                self._types[name] = number
        return number

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number, or None when neither ledger nor transaction has it."""
        number = self._names.tag_ids.get(name) or self._tags.get(name)
        if number is None:
            number = self._connection.execute(_FIND_TAG, (name,)).get
            if number is not None:
                self._tags[name] = number
        return number

    def type_number(self, name: str) -> int:
        """Return a type's number, giving it one when it is new."""
        number = self._names.type_ids.get(name) or self.type_id(name)
        if number is None:
            number = self._connection.execute(
                "INSERT INTO type (name) VALUES (?) RETURNING id", (name,)
            ).get
            self._types[name] = number
        return number

    def tag_number(self, name: str) -> int:
        """Return a tag's number, giving it one when it is new; `write` stores the new ones."""
        number = self._names.tag_ids.get(name) or self._tags.get(name) or self.tag_id(name)
        if number is None:
            if self._last_tag is None:
                self._last_tag = self._connection.execute("SELECT max(id) FROM tag").get or 0
            number = self._last_tag = self._last_tag + 1
            self._tags[name] = number
            self._new_tags.append((number, name))
        return number

    def write(self) -> None:
        """Store the numbers given out since the last call."""
        if self._new_tags:
            self._connection.executemany("INSERT INTO tag VALUES (?, ?)", self._new_tags)
            self._new_tags = []

    def publish(self) -> None:
        """Share what this transaction learnt, now that it is committed."""
        if self._types or self._tags:
            self._names.learn(self._types, self._tags)
