"""The short numbers that stand for type and tag names in a ledger's indexes.

A number, once committed, stands for its name for ever, so remembering committed ones is always
safe. That a name has none may change with the next commit and is never remembered: whoever looks
a name up must already be inside the transaction, or have fixed the head, that they read up to.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Protocol, cast

import apsw

from ledger.store import rows

_TAGS_KEPT = 65_536
_FIND_TYPE = "SELECT id FROM type WHERE name = ?"
_FIND_TAG = "SELECT id FROM tag WHERE name = ?"
_NAME_TYPE = "SELECT name FROM type WHERE id = ?"
_FIND_ALL = {
    "type": "SELECT name, id FROM type WHERE name IN",
    "tag": "SELECT name, id FROM tag WHERE name IN",
}


class Numbering(Protocol):
    """Finds the number of a name, or None when no event in sight has it."""

    def type_id(self, name: str) -> int | None:
        """Return a type's number."""

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number."""

    def type_name(self, number: int) -> str:
        """Return the name of a type's number; KeyError when it has none."""


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
            self.tag_ids.update(tags)
            if len(self.tag_ids) > _TAGS_KEPT:
                latest = islice(self.tag_ids.items(), _TAGS_KEPT // 2, None)
                self.tag_ids = dict(latest)

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

    def type_name(self, number: int) -> str:
        """Return the name of a type's number; KeyError when the ledger does not list it."""
        return self._names.type_name(self._connection, number)


class StagedNames:
    """Numbers within one writing transaction: the committed ones and those it gives out itself.

    What is learnt becomes common knowledge through `publish`, called after the commit; a rolled
    back transaction is forgotten. New names are collected, and written by `store`.
    """

    def __init__(self, names: Names, connection: apsw.Connection) -> None:
        self._names = names
        self._connection = connection
        self.types = _Numbers("type", names.type_ids, connection)
        self.tags = _Numbers("tag", names.tag_ids, connection)

    def prepare(self, types: set[str], tags: set[str]) -> None:
        """Find the numbers of many names at once, giving new ones to those that have none."""
        for numbers, names in ((self.types, types), (self.tags, tags)):
            numbers.seek(names)
            for name in names:
                numbers[name]

    def store(self) -> None:
        """Write the names that have got a number since the last time."""
        self.types.store()
        self.tags.store()

    def type_id(self, name: str) -> int | None:
        """Return a type's number, or None when neither ledger nor transaction has it."""
        return self.types.find(name)

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number, or None when neither ledger nor transaction has it."""
        return self.tags.find(name)

    def type_name(self, number: int) -> str:
        """Return the name of a type's number, which may not be committed yet.

        After a rollback the number may come to stand for another, so it becomes common knowledge
        with the commit alone.
        """
        name: str | None = self._names.type_names.get(number)
        if name is None:
            name = self._connection.execute(_NAME_TYPE, (number,)).get
            if name is None:
                raise KeyError(number)
            self.types[name] = number
        return name

    def publish(self) -> None:
        """Share what this transaction learnt, now that it is committed."""
        if self.types or self.tags:
            self._names.learn(self.types, self.tags)


class _Numbers(dict[str, int]):
    """The numbers of one kind of name that a transaction found or gave out.

    Asked for the number of a name that has none, it gives the next one.
    """

    def __init__(self, table: str, known: Mapping[str, int], connection: apsw.Connection) -> None:
        super().__init__()
        self._table = table
        self._known = known
        self._connection = connection
        self._without: set[str] = set()
        self._last: int | None = None
        self._new: list[rows.Value] = []

    def __missing__(self, name: str) -> int:
        number = self._known.get(name) or self.find(name)
        return self._give(name) if number is None else number

    def find(self, name: str) -> int | None:
        """The number of a name, or None when it has none."""
        number = self.get(name) or self._known.get(name)
        if number is None and name not in self._without:
            self.seek({name})
            number = self.get(name)
        return number

    def seek(self, names: Iterable[str]) -> None:
        """Look up the numbers of many names at once, and remember which of them have none."""
        known, without = self._known, self._without
        rest = [
            name for name in names if name not in known and name not in self and name not in without
        ]
        if rest:
            for found, number in rows.find(self._connection, _FIND_ALL[self._table], rest):
                self[cast(str, found)] = cast(int, number)
            without.update(name for name in rest if name not in self)

    def store(self) -> None:
        """Write the names that have got a number since the last time."""
        if self._new:
            rows.insert(self._connection, self._table, self._new, 2)
            self._new = []

    def _give(self, name: str) -> int:
        if self._last is None:
            last = self._connection.execute(f"SELECT max(id) FROM {self._table}").get
            self._last = last or 0
        self._last = self[name] = number = self._last + 1
        self._without.discard(name)
        self._new += (number, name)
        return number
