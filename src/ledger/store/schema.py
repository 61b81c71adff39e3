"""The tables of a ledger file, and the gate that says whether a file is one.

`event` is the ledger; `tagged` and the indexes only make it quick to ask. The view `ledger` spells
everything out, so that the sqlite3 shell alone can read a ledger:

    sqlite3 floor.ledger "select * from ledger order by position desc limit 10"

No table lists which types a tag occurs with: `tagged` is ordered by tag, then type, so the types of
one tag are found by skipping from each to the next, one probe a type.
"""

from __future__ import annotations

import apsw

from ledger.store.errors import NewerLedger, NotALedger, StoreUnavailable

APPLICATION_ID = 0x44747962
"""The letters "Dtyb" in the file's header."""

FORMAT = 1
"""The version of these tables, kept in the file's header; raised when old programs cannot read."""

OLDEST_SQLITE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can lose a commit when two connections restart the log at once."""

REPAIRED_SQLITE = ((3, 44, 6), (3, 50, 7))
"""Earlier lines of SQLite which got that correction too."""

_APPEND_ONLY = "a ledger is only ever added to"
_GAPLESS = "an event takes the next position and no other"
_TABLES = ("event", "type", "tag", "tagged", "command")


def _iso(column: str) -> str:
    return (
        f"CASE WHEN {column} <> 0 THEN"
        f" strftime('%Y-%m-%dT%H:%M:%S', {column} / 1000000, 'unixepoch')"
        f" || printf('.%06dZ', {column} % 1000000) END"
    )


_DEFINITIONS = (
    "CREATE TABLE type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE event (
        position INTEGER PRIMARY KEY,
        type INTEGER NOT NULL,
        occurred_at INTEGER NOT NULL,
        recorded_at INTEGER NOT NULL,
        tags TEXT NOT NULL,
        command BLOB,
        data ANY NOT NULL
    ) STRICT""",
    "CREATE INDEX event_type ON event (type)",
    "CREATE INDEX event_occurred ON event (occurred_at)",
    "CREATE INDEX event_recorded ON event (recorded_at)",
    """CREATE TABLE tagged (
        tag INTEGER NOT NULL,
        type INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (tag, type, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE command (
        id BLOB PRIMARY KEY,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE VIEW ledger AS SELECT
        e.position,
        t.name AS type,
        {_iso("e.occurred_at")} AS occurred_at,
        {_iso("e.recorded_at")} AS recorded_at,
        e.tags,
        lower(hex(e.command)) AS command,
        e.data
    FROM event AS e LEFT JOIN type AS t ON t.id = e.type""",
)


def create_tables(connection: apsw.Connection) -> None:
    """Define everything in an empty file, within the transaction the caller has begun."""
    for definition in _DEFINITIONS:
        connection.execute(definition)
    for table in _TABLES:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{_APPEND_ONLY}'); END"
            )
    connection.execute(
        "CREATE TRIGGER event_takes_next_position BEFORE INSERT ON event"
        " WHEN NEW.position IS NOT (SELECT ifnull(max(position), 0) + 1 FROM event)"
        f" BEGIN SELECT RAISE(ABORT, '{_GAPLESS}'); END"
    )
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", FORMAT)


def is_empty(connection: apsw.Connection) -> bool:
    """Tell whether nothing has ever been defined in the file."""
    objects = connection.execute("SELECT count(*) FROM sqlite_schema").get
    return bool(objects == 0 and connection.pragma("application_id") == 0)


def check_format(connection: apsw.Connection, path: str) -> None:
    """Refuse a file that is no ledger, or a newer one.

    Raises NotALedger or NewerLedger.
    """
    if connection.pragma("application_id") != APPLICATION_ID:
        raise NotALedger(path)
    version = connection.pragma("user_version")
    if not isinstance(version, int) or version < 1:
        raise NotALedger(path)
    if version > FORMAT:
        raise NewerLedger(path, version)


def check_library(path: str, version: str = apsw.sqlite_lib_version()) -> None:
    """Refuse to work on a SQLite that can lose commits.

    Raises StoreUnavailable, naming the version found.
    """
    numbers = tuple(int(part) for part in version.split(".")[:3])
    if numbers >= OLDEST_SQLITE:
        return
    if any(numbers[:2] == sound[:2] and numbers >= sound for sound in REPAIRED_SQLITE):
        return
    raise StoreUnavailable(
        path,
        f"the SQLite library {version} can lose commits, 3.51.3 or newer is needed",
        f"SQLite 库 {version} 可能丢失提交，需要 3.51.3 或更新版本",
    )
