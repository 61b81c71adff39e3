"""How a DCB query becomes SQL: streams of positions in index order, merged.

A query item is the union of streams, each read from one index already in order of position:

    ()                      every event
    (type,)                 events of a type
    (type, tag, tag, ...)   events of a type with all these tags

A stream with several tags is driven by the first and probes for the others; the first is the tag
with the highest number, the one that appeared last, which is as a rule the rarest. Items without
types are spread over the types their tag occurs with. The text of a statement depends only on the
streams' lengths, so a few prepared statements serve all decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import apsw
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ledger.store.names import Numbering

Stream = tuple[int, ...]
Shape = tuple[int, ...]

EVERYTHING: Final[Stream] = ()
MOST_STREAMS: Final = 100
"""More streams than this are merged in several statements; SQLite allows 500 in one."""

CONFLICTS_SHOWN: Final = 8

_COLUMNS = (
    "e.position, e.type, e.occurred_at, e.recorded_at, e.tags, e.command, CAST(e.data AS BLOB)"
)
_TYPES_OF_TAG = """
    WITH RECURSIVE found (type) AS (
        SELECT min(type) FROM tagged WHERE tag = ?1
        UNION ALL
        SELECT (SELECT min(type) FROM tagged WHERE tag = ?1 AND type > found.type)
        FROM found WHERE found.type IS NOT NULL
    )
    SELECT type FROM found WHERE type IS NOT NULL
"""


def streams_of_item(
    item: DCBQueryItem, numbering: Numbering, connection: apsw.Connection
) -> list[Stream]:
    """Return the streams whose union is what the item matches; none when nothing can match."""
    if not item.tags:
        if not item.types:
            return [EVERYTHING]
        return [(number,) for number in _numbers(item.types, numbering)]
    tags = set()
    for name in item.tags:
        number = numbering.tag_id(name)
        if number is None:
            return []
        tags.add(number)
    ordered = tuple(sorted(tags, reverse=True)) if len(tags) > 1 else tuple(tags)
    if item.types:
        return [(number, *ordered) for number in _numbers(item.types, numbering)]
    return [(row[0], *ordered) for row in connection.execute(_TYPES_OF_TAG, (ordered[0],))]


def _numbers(types: Iterable[str], numbering: Numbering) -> list[int]:
    known = (numbering.type_id(name) for name in types)
    return list(dict.fromkeys(number for number in known if number is not None))


def streams_of(
    query: DCBQuery | None, numbering: Numbering, connection: apsw.Connection
) -> list[Stream]:
    """Return the streams whose union is what the query matches; no items match every event."""
    if query is None or not query.items:
        return [EVERYTHING]
    streams: dict[Stream, None] = {}
    for item in query.items:
        streams.update(dict.fromkeys(streams_of_item(item, numbering, connection)))
    return [EVERYTHING] if EVERYTHING in streams else list(streams)


def in_statements(streams: Sequence[Stream]) -> list[Sequence[Stream]]:
    """Cut the streams into portions that one statement can merge."""
    return [streams[i : i + MOST_STREAMS] for i in range(0, len(streams), MOST_STREAMS)]


def shape_of(streams: Iterable[Stream]) -> Shape:
    """Return what the text of a statement over these streams depends on."""
    return tuple(map(len, streams))


def bindings_of(streams: Iterable[Stream]) -> list[int]:
    """Return the numbers to bind for the streams, in the order their statement asks for them."""
    return [number for stream in streams for number in stream]


def _arm(length: int, first: int, bounds: str, occurred: str = "") -> str:
    """One stream as SQL, its numbers bound from parameter `first` on."""
    if length == 0:
        return f"SELECT t.position FROM event AS t WHERE {bounds}{occurred}"
    if length == 1:
        return f"SELECT t.position FROM event AS t WHERE t.type = ?{first} AND {bounds}{occurred}"
    others = "".join(
        " AND EXISTS (SELECT 1 FROM tagged AS o"
        f" WHERE o.tag = ?{first + i} AND o.type = t.type AND o.position = t.position)"
        for i in range(2, length)
    )
    if occurred:
        occurred = (
            " AND EXISTS (SELECT 1 FROM event AS w WHERE w.position = t.position"
            + occurred.replace("t.", "w.")
            + ")"
        )
    return (
        f"SELECT t.position FROM tagged AS t WHERE t.type = ?{first} AND t.tag = ?{first + 1}"
        f" AND {bounds}{others}{occurred}"
    )


def _arms(shape: Shape, first: int, bounds: str, occurred: str = "") -> list[str]:
    arms = []
    for length in shape:
        arms.append(_arm(length, first, bounds, occurred))
        first += length
    return arms


@lru_cache(maxsize=512)
def page_statement(shape: Shape, backwards: bool, timed: bool) -> str:
    """Text to read one page of events.

    Bind: position after, position up to, number of rows, then when `timed` the time of occurrence
    since and before, then the streams' numbers.
    """
    occurred = " AND +t.occurred_at >= ?4 AND +t.occurred_at < ?5" if timed else ""
    arms = _arms(shape, 6 if timed else 4, "t.position > ?1 AND t.position <= ?2", occurred)
    order = "DESC" if backwards else "ASC"
    return (
        f"SELECT {_COLUMNS} FROM ({' UNION '.join(arms)} ORDER BY 1 {order} LIMIT ?3) AS hit"
        f" CROSS JOIN event AS e ON e.position = hit.position ORDER BY hit.position {order}"
    )


@lru_cache(maxsize=512)
def conflict_statement(shape: Shape) -> str:
    """Text to find the first few events that fail a condition.

    Bind: position after, then the streams' numbers.
    """
    arms = _arms(shape, 2, "t.position > ?1")
    return f"{' UNION ALL '.join(arms)} LIMIT {CONFLICTS_SHOWN}"


@lru_cache(maxsize=512)
def selection_statement(items: tuple[tuple[Shape, bool], ...]) -> str:
    """Text to read all matches, or where flagged the newest one, of each item's streams.

    Bind: the streams' numbers.
    """
    arms = []
    first = 1
    for shape, newest in items:
        if newest:
            arms.append(_newest(shape, first))
        else:
            arms.extend(_arms(shape, first, "t.position > 0"))
        first += sum(shape)
    return (
        f"SELECT {_COLUMNS} FROM ({' UNION '.join(arms)}) AS hit"
        " CROSS JOIN event AS e ON e.position = hit.position ORDER BY hit.position"
    )


def _newest(shape: Shape, first: int) -> str:
    lasts = [
        f"SELECT * FROM ({arm} ORDER BY t.position DESC LIMIT 1)"
        for arm in _arms(shape, first, "t.position > 0")
    ]
    if len(lasts) == 1:
        return lasts[0]
    return f"SELECT max(position) AS position FROM ({' UNION ALL '.join(lasts)})"
