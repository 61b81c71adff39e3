"""Carrying many events to the server, in the text form of its COPY.

A large import goes in portions: while the server stores one, the next is made ready. All of them
are of one transaction, which holds the lock from the first portion on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from types import TracebackType
from typing import Self

from ledger.store.postgres.rows import Staged
from ledger.store.postgres.server import Connection

_COPY = """
COPY ledger.staging (number, type, occurred_at, recorded_at, part, tags, command, data, bytes)
FROM STDIN
"""
PORTION = 4_000
"""Events in one portion."""

_LINES_AT_ONCE = 1_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NULL = "\\N"


class Portions:
    """Has portions appended in their order, by a thread of its own.

    `append` appends one and returns the position of its first event.
    """

    def __init__(self, append: Callable[[Sequence[Staged]], int]) -> None:
        self._append = append
        self._thread = ThreadPoolExecutor(1, "ledger-import")
        self._appended: list[Future[int]] = []

    def send(self, portion: Sequence[Staged]) -> None:
        """Have a portion appended after those before it.

        Raises what has kept an earlier one from being appended.
        """
        # One is under way and one waits; more would only fill memory.
        if len(self._appended) > 1:
            self._appended[-2].result()
        self._appended.append(self._thread.submit(self._append, portion))

    def first(self) -> int:
        """Wait for all; the position of the very first event."""
        first, *_ = (each.result() for each in self._appended)
        return first

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown(cancel_futures=True)


def copy_into_staging(connection: Connection, events: Sequence[Staged]) -> None:
    """Copy events to where `ledger.append` finds those of this transaction."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(events), _LINES_AT_ONCE):
            portion = events[start : start + _LINES_AT_ONCE]
            copy.write("".join(map(_line, count(start + 1), portion)))


def _line(number: int, event: Staged) -> str:
    tags = ",".join(map(_quoted, event.tags)).translate(_ESCAPES)
    command = _NULL if event.command is None else "\\" + event.command
    data = _NULL if event.data is None else event.data.translate(_ESCAPES)
    content = _NULL if event.bytes is None else "\\" + event.bytes
    return (
        f"{number}\t{event.type.translate(_ESCAPES)}\t{event.occurred_at}\t{event.recorded_at}\t"
        f"{event.part}\t{{{tags}}}\t{command}\t{data}\t{content}\n"
    )


def _quoted(tag: str) -> str:
    """A tag as an element of the server's array form, where quotes and backslashes are escaped."""
    if "\\" in tag or '"' in tag:
        tag = tag.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{tag}"'
