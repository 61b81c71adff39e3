"""Carrying many events to the server at once, in the text form of its COPY."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.store.postgres.rows import Staged
from ledger.store.postgres.server import Connection

_COPY = """
COPY ledger.staging (number, type, occurred_at, recorded_at, part, tags, command, data, bytes)
FROM STDIN
"""
_LINES_AT_ONCE = 1_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NULL = "\\N"


def copy_into_staging(connection: Connection, events: Sequence[Staged]) -> None:
    """Copy events to where `ledger.append` finds those of this transaction."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(events), _LINES_AT_ONCE):
            portion = events[start : start + _LINES_AT_ONCE]
            copy.write("".join(map(_line, range(start, start + len(portion)), portion)))


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
