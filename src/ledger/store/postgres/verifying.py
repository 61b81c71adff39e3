"""Reading a whole ledger in PostgreSQL to see whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import LiteralString

from ledger.kernel.words import Words
from ledger.store import inspection
from ledger.store.errors import Damaged, unlisted_type
from ledger.store.inspection import Look
from ledger.store.postgres.server import Connection

_Question = tuple[str, str, LiteralString]

_ENDS = "SELECT coalesce(min(position), 1), max(position) FROM event"
_GAP = """
SELECT gap.position + 1 FROM (
    SELECT position, lead(position) OVER (ORDER BY position) AS next FROM event
) AS gap WHERE gap.next <> gap.position + 1 ORDER BY gap.position LIMIT 1
"""
_UNLISTED = """
SELECT min(e.position) FROM event AS e WHERE NOT EXISTS (SELECT FROM type AS k WHERE k.id = e.type)
"""
_INDEX: tuple[_Question, ...] = (
    (
        "event {} is missing from the index of tags",
        "标签索引缺少事件 {}",
        """SELECT min(e.position) FROM event AS e CROSS JOIN unnest(e.tags) AS own (name)
           WHERE NOT EXISTS (
               SELECT FROM tagged AS t WHERE t.tag = ledger.tag_number(own.name)
               AND t.type = e.type AND t.position = e.position)""",
    ),
    (
        "the index of tags names event {}, which does not have that tag",
        "标签索引指向事件 {}，而该事件没有此标签",
        """SELECT min(t.position) FROM tagged AS t
           WHERE NOT EXISTS (
               SELECT FROM event AS e CROSS JOIN unnest(e.tags) AS own (name)
               WHERE e.position = t.position AND e.type = t.type
               AND ledger.tag_number(own.name) = t.tag)""",
    ),
)
_TORN_COMMAND: _Question = (
    "the events of the command that appended event {} do not stand together",
    "追加事件 {} 的命令，其各事件不相连",
    """SELECT min(e.first) FROM (
           SELECT min(position) AS first, max(position) AS last, count(*) AS events,
               min(part) AS part, max(part) AS parts
           FROM event WHERE command IS NOT NULL GROUP BY command
       ) AS e
       WHERE e.part <> 0 OR e.parts <> e.events - 1 OR e.last <> e.first + e.parts""",
)


def check_end(connection: Connection, shown: str) -> None:
    """Check in constant time that the ledger begins at 1 and its last event has a type.

    Raises Damaged.
    """
    first, last = connection.execute(_ENDS).fetchall()[0]
    if first != 1:
        raise Damaged(shown, f"the first event is {first}, not 1", f"首个事件为 {first}，而非 1")
    listed = """SELECT EXISTS (SELECT FROM type AS k WHERE k.id = e.type) FROM event AS e
                WHERE e.position = %s::bigint"""
    if last is not None and connection.execute(listed, (last,)).fetchall() != [(True,)]:
        raise unlisted_type(shown, last)


def looks(ask: Callable[[Callable[[Connection], int]], int], shown: str) -> list[Look]:
    """What there is to look at in the whole ledger, which takes time in proportion to it.

    Each thing is looked at on a connection of its own, which `ask` lends to a question.
    """

    def look(name: Words, unit: Words, at: Callable[[Connection, str], int]) -> Look:
        return Look(name, unit, lambda: ask(lambda found: _at_leisure(found, shown, at)))

    return [
        look(inspection.POSITIONS, inspection.EVENTS, _positions),
        look(inspection.KINDS, inspection.TYPES, _types),
        look(inspection.INDEX, inspection.ENTRIES, _index),
        look(inspection.SPANS, inspection.COMMANDS, _commands),
    ]


def _at_leisure(connection: Connection, shown: str, look: Callable[[Connection, str], int]) -> int:
    """Look at everything, for which the server may plan as it likes and take its time."""
    with connection.transaction():
        for setting in ("enable_seqscan", "enable_hashjoin", "enable_mergejoin"):
            connection.execute(f"SET LOCAL {setting} = on")
        connection.execute("SET LOCAL statement_timeout = 0")
        return look(connection, shown)


def _positions(connection: Connection, shown: str) -> int:
    check_end(connection, shown)
    gap = connection.execute(_GAP).fetchall()
    if gap:
        raise Damaged(shown, f"event {gap[0][0]} is missing", f"缺少事件 {gap[0][0]}")
    return _number(connection, "SELECT count(*) FROM event")


def _types(connection: Connection, shown: str) -> int:
    ((unlisted,),) = connection.execute(_UNLISTED).fetchall()
    if unlisted is not None:
        raise unlisted_type(shown, unlisted)
    return _number(connection, "SELECT count(*) FROM type")


def _index(connection: Connection, shown: str) -> int:
    for question in _INDEX:
        _ask(connection, shown, question)
    return _number(connection, "SELECT count(*) FROM tagged")


def _commands(connection: Connection, shown: str) -> int:
    _ask(connection, shown, _TORN_COMMAND)
    return _number(connection, "SELECT count(DISTINCT command) FROM event")


def _ask(connection: Connection, shown: str, question: _Question) -> None:
    where, where_zh, statement = question
    ((position,),) = connection.execute(statement).fetchall()
    if position is not None:
        raise Damaged(shown, where.format(position), where_zh.format(position))


def _number(connection: Connection, statement: LiteralString) -> int:
    ((number,),) = connection.execute(statement).fetchall()
    return int(number)
