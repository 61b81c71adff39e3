"""How a DCB query becomes SQL over the ledger's indexes.

A query item is first turned into numbers: the types it asks for, and the tags an event must all
have, the first of which drives the search while the others are probed. The first is the tag with
the highest number, the one that appeared last, which is as a rule the rarest. An item without
types is spread over the types its first tag occurs with.

Reading in order merges streams, each read from one index already in order of position:

    ()                      every event
    (type,)                 events of a type
    (type, tag, tag, ...)   events of a type with all these tags

The text of a statement depends only on how many numbers are bound to it, so a few prepared
statements serve all decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import apsw
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ledger.store.names import Numbering

Stream = tuple[int, ...]
Shape = tuple[int, ...]
Sought = tuple[list[int], tuple[int, ...]]
"""The types and tags of one item; neither: every event."""

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


def sought_by(
    item: DCBQueryItem, numbering: Numbering, connection: apsw.Connection
) -> Iterator[Sought]:
    """Yield the numbers an item asks for, in portions; nothing when nothing can match."""
    tags = _tags_of(item, numbering)
    if tags is None:
        return
    if item.types:
        types = _types_of(item, numbering)
    elif tags:
        types = [row[0] for row in connection.execute(_TYPES_OF_TAG, tags[:1])]
    else:
        yield [], ()
        return
    for start in range(0, len(types), MOST_STREAMS):
        yield types[start : start + MOST_STREAMS], tags


def selected_by(
    item: DCBQueryItem, newest: bool, numbering: Numbering, connection: apsw.Connection
) -> Iterator[Sought]:
    """Yield the numbers of a decision's selection; nothing when nothing can match.

    All that a tag holds is read along the tag's own entries; which types they are of matters only
    for finding the newest without going through all.
    """
    if item.tags and not item.types and not newest:
        tags = _tags_of(item, numbering)
        if tags is not None:
            yield [], tags
    else:
        yield from sought_by(item, numbering, connection)


def selected_by_any(
    types: Sequence[str], tags: Iterable[str], numbering: Numbering
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the numbers to select what has one of these types and any of these tags, in portions.

    Without types everything with a tag is meant.
    """
    kinds = [number for name in types if (number := numbering.type_id(name)) is not None]
    if types and not kinds:
        return
    found = [number for name in tags if (number := numbering.tag_id(name)) is not None]
    for start in range(0, len(found), MOST_STREAMS):
        yield kinds, found[start : start + MOST_STREAMS]


def probes_of(
    items: Iterable[DCBQueryItem], numbering: Numbering
) -> Iterator[list[tuple[int, int]]]:
    """Yield where to look for the newest events that items want: tags with types, in portions."""
    found: dict[tuple[int, int], None] = {}
    for item in items:
        tag = numbering.tag_id(item.tags[0])
        if tag is not None:
            found.update(((tag, number), None) for number in _types_of(item, numbering))
    probes = list(found)
    for start in range(0, len(probes), MOST_STREAMS):
        yield probes[start : start + MOST_STREAMS]


def _tags_of(item: DCBQueryItem, numbering: Numbering) -> tuple[int, ...] | None:
    tags: tuple[int, ...] = ()
    for name in item.tags:
        number = numbering.tag_id(name)
        if number is None:
            return None
        if number not in tags:
            tags = (number, *tags) if not tags or number > tags[0] else (*tags, number)
    return tags


def _types_of(item: DCBQueryItem, numbering: Numbering) -> list[int]:
    types: list[int] = []
    for name in item.types:
        number = numbering.type_id(name)
        if number is not None and number not in types:
            types.append(number)
    return types


def streams_of(
    query: DCBQuery | None, numbering: Numbering, connection: apsw.Connection
) -> list[Stream]:
    """Return the streams whose union is what the query matches; no items match every event."""
    if query is None or not query.items:
        return [EVERYTHING]
    streams: dict[Stream, None] = {}
    for item in query.items:
        for types, tags in sought_by(item, numbering, connection):
            if not types:
                return [EVERYTHING]
            streams.update(((number, *tags), None) for number in types)
    return list(streams)


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


_OTHER_TAG = (
    " AND EXISTS (SELECT 1 FROM tagged AS o WHERE o.type = t.type"
    " AND o.position = t.position AND o.tag = ?)"
)


def _search(types: int, tags: int, wanted: str) -> str:
    """Everything an item matches, its types bound first, then its tags."""
    if types == 0 and tags == 0:
        return f"SELECT {wanted} FROM event AS t WHERE TRUE"
    if types == 0:
        return f"SELECT {wanted} FROM tagged AS t WHERE t.tag = ?{_OTHER_TAG * (tags - 1)}"
    kinds = ", ".join(["?"] * types)
    if tags == 0:
        return f"SELECT {wanted} FROM event AS t WHERE t.type IN ({kinds})"
    return (
        f"SELECT {wanted} FROM tagged AS t WHERE t.type IN ({kinds}) AND t.tag = ?"
        f"{_OTHER_TAG * (tags - 1)}"
    )


@lru_cache(maxsize=512)
def conflict_statement(types: int, tags: int) -> str:
    """Text to find the first few events that fail a condition's item.

    Bind: the types, the tags, the position after which events count.
    """
    return f"{_search(types, tags, 't.position')} AND t.position > ? LIMIT {CONFLICTS_SHOWN}"


@lru_cache(maxsize=512)
def selection_statement(types: int, tags: int, newest: bool) -> str:
    """Text to read the events one item of a decision selects; bind `selection_bindings`."""
    if newest:
        one = _search(min(types, 1), tags, "max(t.position) AS position")
        each = " UNION ALL ".join([one] * max(types, 1))
        newest_of_all = f"(SELECT max(position) FROM ({each}))"
        return f"SELECT {_COLUMNS} FROM event AS e WHERE e.position = {newest_of_all}"
    hits = _search(types, tags, "t.position")
    return (
        f"SELECT {_COLUMNS} FROM ({hits}) AS hit CROSS JOIN event AS e ON e.position = hit.position"
    )


@lru_cache(maxsize=512)
def any_selection_statement(types: int, tags: int) -> str:
    """Text to read the events with any of some tags; bind the types, if any, then the tags."""
    kinds = f"t.type IN ({', '.join(['?'] * types)}) AND " if types else ""
    return (
        f"SELECT {_COLUMNS} FROM (SELECT DISTINCT t.position FROM tagged AS t"
        f" WHERE {kinds}t.tag IN ({', '.join(['?'] * tags)})) AS hit"
        " CROSS JOIN event AS e ON e.position = hit.position"
    )


@lru_cache(maxsize=512)
def newest_statement(probes: int) -> str:
    """Text to read the newest event of each of some types with a tag; bind tag and type of each."""
    one = "(SELECT position FROM tagged WHERE tag = ? AND type = ? ORDER BY position DESC LIMIT 1)"
    return f"SELECT {_COLUMNS} FROM event AS e WHERE e.position IN ({', '.join([one] * probes)})"


def selection_bindings(types: list[int], tags: tuple[int, ...], newest: bool) -> list[int]:
    """Return the numbers to bind: for the newest each type with the tags, else types, then tags."""
    if newest:
        return [number for each in types for number in (each, *tags)]
    return [*types, *tags]
