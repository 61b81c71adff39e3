"""The short numbers that stand for type and tag names in a ledger's indexes.

A number, once committed, stands for its name for ever, so remembering committed ones is always
safe. That a name has none may change with the next commit and is never remembered: whoever looks
a name up must already be inside the transaction, or have fixed the head, that they read up to.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
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

    `prepare` must be told every name before it is written. What is learnt becomes common
    knowledge through `publish`, called after the commit; a rolled back transaction is forgotten.
    """

    def __init__(self, names: Names, connection: apsw.Connection) -> None:
        self._names = names
        self._connection = connection
        self.types: dict[str, int] = {}
        self.tags: dict[str, int] = {}

    def prepare(self, types: set[str], tags: set[str]) -> None:
        """Find the numbers of all these names, giving new ones to those that have none."""
        self._number("type", self.types, self._names.type_ids, types)
        self._number("tag", self.tags, self._names.tag_ids, tags)

    def _number(
        self, table: str, numbers: dict[str, int], known: dict[str, int], names: set[str]
    ) -> None:
        rest = []
        for name in names:
            if name not in numbers:
                if name in known:
                    numbers[name] = known[name]
                else:
                    rest.append(name)
        if not rest:
            return
        connection = self._connection
        for found, number in rows.find(connection, _FIND_ALL[table], rest):
            numbers[cast(str, found)] = cast(int, number)
        new = [name for name in rest if name not in numbers]
        if not new:
            return
        last = connection.execute(f"SELECT max(id) FROM {table}").get or 0
        values: list[rows.Value] = []
        for given, new_name in enumerate(new, last + 1):
            numbers[new_name] = given
            values += (given, new_name)
        rows.insert(connection, table, values, 2)

    def type_id(self, name: str) -> int | None:
        """Return a type's number, or None when neither ledger nor transaction has it."""
        number = self.types.get(name) or self._names.type_ids.get(name)
        return number or self._connection.execute(_FIND_TYPE, (name,)).get

    def tag_id(self, name: str) -> int | None:
        """Return a tag's number, or None when neither ledger nor transaction has it."""
        number = self.tags.get(name) or self._names.tag_ids.get(name)
        return number or self._connection.execute(_FIND_TAG, (name,)).get

    def type_name(self, number: int) -> str:
        """Return the name of a type's number, which may not be committed yet.

        It is therefore not remembered: after a rollback the number may come to stand for another.
        """
        name: str | None = self._names.type_names.get(number)
        if name is None:
            name = self._connection.execute(_NAME_TYPE, (number,)).get
        if name is None:
            raise KeyError(number)
        return name

    def publish(self) -> None:
        """Share what this transaction learnt, now that it is committed."""
        known_types = self._names.type_ids
        known_tags = self._names.tag_ids
        types = {name: number for name, number in self.types.items() if name not in known_types}
        tags = {name: number for name, number in self.tags.items() if name not in known_tags}
        if types or tags:
            self._names.learn(types, tags)
