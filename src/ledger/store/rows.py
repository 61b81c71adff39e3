"""Many rows in one statement.

Every step of a statement costs a hand-over between Python and SQLite, which other threads may use
to take Python's lock; so rows are bound many at a time. Portions are powers of two, so that few
statements are prepared however many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, cast

import apsw

ROWS_AT_ONCE = 32

Value = int | str | bytes | None
V = TypeVar("V", bound=Value)


def portions(values: Sequence[V], width: int) -> Iterator[tuple[int, Sequence[V]]]:
    """Cut flat rows of `width` values into (number of rows, their values)."""
    start = 0
    left = len(values) // width
    while left:
        count = ROWS_AT_ONCE if left >= ROWS_AT_ONCE else 1 << (left.bit_length() - 1)
        end = start + count * width
        yield count, values[start:end]
        start = end
        left -= count


def insert(connection: apsw.Connection, table: str, values: Sequence[Value], width: int) -> None:
    """Insert flat rows of `width` values, in their order."""
    for count, portion in portions(values, width):
        connection.execute(_insertion(table, width, count), portion)


@lru_cache(maxsize=256)
def _insertion(table: str, width: int, count: int) -> str:
    row = f"({', '.join('?' * width)})"
    return f"INSERT INTO {table} VALUES {', '.join([row] * count)}"


def find(
    connection: apsw.Connection, select: str, wanted: Sequence[V]
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of `select`, a statement ending in IN, for all wanted values."""
    for count, portion in portions(wanted, 1):
        found = connection.execute(_membership(select, count), portion).fetchall()
        yield from cast(list[tuple[Value, ...]], found)


@lru_cache(maxsize=256)
def _membership(select: str, count: int) -> str:
    return f"{select} ({', '.join('?' * count)})"
