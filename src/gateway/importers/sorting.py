"""Sorting more records than fit in memory.

Records are tuples of plain values that begin with what they are sorted by. Full chunks are sorted
and spilled to temporary files without a name, which vanish with the process, and merged when
they are read back. They hold the source's records in the clear, as the source itself does.
"""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, TypeVar

T = TypeVar("T", bound=tuple[object, ...])

CHUNK = 40_000
"""Records held in memory at most, but for one page of each chunk while they are merged."""

_PAGE = 100


def sorted_outside(records: Iterable[T], *, chunk: int | None = None) -> Iterator[T]:
    """The records in order; reads all of them before it gives the first.

    A source of less than one chunk, :data:`CHUNK` records unless told, never leaves memory.
    """
    chunk = chunk or CHUNK
    held: list[T] = []
    spilled: list[IO[bytes]] = []
    with ExitStack() as files:
        for record in records:
            held.append(record)
            if len(held) >= chunk:
                held.sort()
                file = files.enter_context(tempfile.TemporaryFile(prefix="dutybook-import-"))
                _spill(held, file)
                spilled.append(file)
                held = []
        held.sort()
        yield from heapq.merge(*map(_read_back, spilled), _released(held)) if spilled else held


def _spill(records: list[T], file: IO[bytes]) -> None:
    for start in range(0, len(records), _PAGE):
        marshal.dump(records[start : start + _PAGE], file)
    file.seek(0)


def _read_back(file: IO[bytes]) -> Iterator[T]:
    while True:
        try:
            page: list[T] = marshal.load(file)
        except EOFError:
            return
        yield from page


def _released(records: list[T]) -> Iterator[T]:
    """The records one by one, letting go of each."""
    records.reverse()
    while records:
        yield records.pop()
