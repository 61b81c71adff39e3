"""How a kind of row lies in a table: columns, key, and the way there and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Generic, TypeVar

from ledger.kernel.projection import Row

R = TypeVar("R", bound=Row)

_COLUMN = {int: "INTEGER", bool: "INTEGER", float: "REAL", str: "TEXT"}
_shapes: dict[type[Row], Shape[Any]] = {}


class Shape(Generic[R]):
    """The typed table for one kind of row."""

    def __init__(self, row_type: type[R]) -> None:
        self.row_type = row_type
        self.fields = row_type.__struct_fields__
        self.keys = row_type.key_fields
        self.values = _tuple_of(self.fields)
        kinds = typing.get_type_hints(row_type)
        self._kinds = {name: kinds[name] for name in self.fields}
        self._flags = [
            number for number, name in enumerate(self.fields) if _scalar(kinds[name]) is bool
        ]

    def columns(self, types_of: Mapping[type, str]) -> dict[str, str]:
        """The columns with their types, as a database names the types."""
        return {name: _column(kind, types_of) for name, kind in self._kinds.items()}

    def create(self, table: str) -> str:
        """The statement that makes the table."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.columns(_COLUMN).items())
        keys = ", ".join(f'"{name}"' for name in self.keys)
        return f'CREATE TABLE "{table}"({columns}, PRIMARY KEY ({keys})) STRICT, WITHOUT ROWID'

    def replace(self, table: str) -> str:
        """The statement that writes one row, new or not."""
        return f'INSERT OR REPLACE INTO "{table}" VALUES ({", ".join("?" * len(self.fields))})'

    def where_key(self, table: str) -> str:
        """The end of a statement that concerns the row with a key."""
        return f'FROM "{table}" WHERE {self.key_matches()}'

    def key_matches(self) -> str:
        """The condition that a row has the key bound to the statement."""
        return " AND ".join(f'"{name}" = ?' for name in self.keys)

    def bindings(self, key: Any) -> tuple[Any, ...]:
        """A key as it is bound to a statement."""
        return key if len(self.keys) > 1 else (key,)

    def key(self, row: R) -> Any:
        """The key of a row: the bare value for one key field, a tuple for several."""
        values = tuple(getattr(row, name) for name in self.keys)
        return values if len(values) > 1 else values[0]

    def row(self, values: tuple[Any, ...]) -> R:
        """The row that lies in the table as these values."""
        fields = dict(zip(self.fields, values, strict=True))
        for number in self._flags:
            fields[self.fields[number]] = bool(values[number])
        return self.row_type(**fields)


def shape_of(row_type: type[R]) -> Shape[R]:
    """The shape of a kind of row, which is found out once."""
    made = _shapes.get(row_type)
    if made is None:
        made = _shapes[row_type] = Shape(row_type)
    return made


def _tuple_of(fields: tuple[str, ...]) -> Any:
    if len(fields) > 1:
        return attrgetter(*fields)
    only = attrgetter(*fields)
    return lambda row: (only(row),)


def _column(annotation: Any, types_of: Mapping[type, str]) -> str:
    kind = types_of.get(_scalar(annotation), types_of[str])
    return kind if isinstance(annotation, types.UnionType) else f"{kind} NOT NULL"


def _scalar(annotation: Any) -> Any:
    if isinstance(annotation, types.UnionType):
        return next(each for each in annotation.__args__ if each is not types.NoneType)
    return annotation
