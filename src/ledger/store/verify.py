"""Reading a whole ledger file to see whether it still agrees with itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import apsw
import msgspec

from ledger.kernel.words import Words
from ledger.store import inspection
from ledger.store.errors import Damaged, unlisted_type, unreadable_tags
from ledger.store.inspection import Look

_decode_tags = msgspec.json.Decoder(list[str]).decode

_Question = tuple[str, str, str]

_UNLISTED: _Question = (
    "event {} has a type that is not listed",
    "事件 {} 的类型未登记",
    "SELECT min(position) FROM event WHERE type NOT IN (SELECT id FROM type)",
)
_INDEX: tuple[_Question, ...] = (
    (
        "event {} is missing from the index of tags",
        "标签索引缺少事件 {}",
        """SELECT min(e.position) FROM event AS e, json_each(e.tags) AS j
           WHERE NOT EXISTS (
               SELECT 1 FROM tag AS g CROSS JOIN tagged AS t
               WHERE g.name = j.value AND t.tag = g.id
               AND t.type = e.type AND t.position = e.position)""",
    ),
    (
        "the index of tags names event {}, which does not have that tag",
        "标签索引指向事件 {}，而该事件没有此标签",
        """SELECT min(t.position) FROM tagged AS t
           WHERE NOT EXISTS (
               SELECT 1 FROM event AS e, json_each(e.tags) AS j, tag AS g
               WHERE e.position = t.position AND e.type = t.type
               AND g.id = t.tag AND j.value = g.name)""",
    ),
)
_COMMANDS: tuple[_Question, ...] = (
    (
        "the command that appended event {} is not listed with it",
        "追加事件 {} 的命令未登记",
        """SELECT min(e.position) FROM event AS e
           WHERE e.command IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM command AS c
               WHERE c.id = e.command AND e.position BETWEEN c.first AND c.last)""",
    ),
    (
        "a command is said to have appended event {}, which does not name it",
        "某命令被记为追加了事件 {}，而该事件未指明它",
        """SELECT min(c.first) FROM command AS c
           WHERE NOT EXISTS (SELECT 1 FROM event WHERE position = c.first AND command = c.id)
           OR NOT EXISTS (SELECT 1 FROM event WHERE position = c.last AND command = c.id)""",
    ),
)


def check_end(connection: apsw.Connection, path: str) -> None:
    """Check in constant time that the ledger's two ends can be read and fit together.

    Raises Damaged.
    """
    first, last = connection.execute("SELECT min(position), max(position) FROM event").get
    if first not in (None, 1):
        raise Damaged(path, f"the first event is {first}, not 1", f"首个事件为 {first}，而非 1")
    if last is None:
        return
    row = connection.execute(
        "SELECT (SELECT name FROM type WHERE id = e.type), e.tags FROM event AS e"
        " WHERE e.position = ?",
        (last,),
    ).get
    if row is None:
        raise Damaged(path, f"event {last} is missing", f"缺少事件 {last}")
    name, tags = row
    if name is None:
        raise unlisted_type(path, last)
    try:
        _decode_tags(tags)
    except (msgspec.DecodeError, TypeError):
        raise unreadable_tags(path, last) from None


def looks(lent: Callable[[], AbstractContextManager[apsw.Connection]], path: str) -> list[Look]:
    """What there is to look at in the whole file, which takes time in proportion to the ledger.

    Each thing is looked at on a connection of its own, taken from `lent`.
    """

    def look(name: Words, unit: Words, at: Callable[[apsw.Connection, str], int]) -> Look:
        def take() -> int:
            with lent() as connection:
                return at(connection, path)

        return Look(name, unit, take)

    return [
        look(inspection.STRUCTURE, inspection.PAGES, _structure),
        look(inspection.POSITIONS, inspection.EVENTS, _positions),
        look(inspection.KINDS, inspection.TYPES, _types),
        look(inspection.INDEX, inspection.ENTRIES, _index),
        look(inspection.SPANS, inspection.COMMANDS, _commands),
    ]


def _structure(connection: apsw.Connection, path: str) -> int:
    found = connection.execute("PRAGMA integrity_check(1)").get
    if found != "ok":
        detail = " ".join(str(found).split())
        raise Damaged(path, detail, detail)
    pages: int = connection.execute("PRAGMA page_count").get
    return pages


def _positions(connection: apsw.Connection, path: str) -> int:
    gap = connection.execute(
        """SELECT position + 1 FROM event AS e
           WHERE NOT EXISTS (SELECT 1 FROM event WHERE position = e.position + 1)
           ORDER BY position LIMIT 1"""
    ).get
    last = connection.execute("SELECT max(position) FROM event").get
    if last is not None and gap <= last:
        raise Damaged(path, f"event {gap} is missing", f"缺少事件 {gap}")
    check_end(connection, path)
    return last or 0


def _types(connection: apsw.Connection, path: str) -> int:
    _ask(connection, path, _UNLISTED)
    return _count(connection, "type")


def _index(connection: apsw.Connection, path: str) -> int:
    unreadable = connection.execute(
        "SELECT min(position) FROM event WHERE NOT json_valid(tags)"
    ).get
    if unreadable is not None:
        raise unreadable_tags(path, unreadable)
    for question in _INDEX:
        _ask(connection, path, question)
    return _count(connection, "tagged")


def _commands(connection: apsw.Connection, path: str) -> int:
    for question in _COMMANDS:
        _ask(connection, path, question)
    return _count(connection, "command")


def _ask(connection: apsw.Connection, path: str, question: _Question) -> None:
    where, where_zh, statement = question
    position = connection.execute(statement).get
    if position is not None:
        raise Damaged(path, where.format(position), where_zh.format(position))


def _count(connection: apsw.Connection, table: str) -> int:
    rows: int = connection.execute(f"SELECT count(*) FROM {table}").get
    return rows
