"""Preparing a database for a ledger, its schemas, roles, tables and rights, and renewing them.

Both happen in one transaction each: they are done, or nothing has changed.
"""

from __future__ import annotations

from importlib.resources import files

from psycopg import sql

from ledger.kernel.words import Words
from ledger.store.errors import NewerLedger
from ledger.store.postgres.faults import NoLedgerHere, NotPermitted, Replica
from ledger.store.postgres.server import (
    FORMAT,
    Connection,
    Server,
    cautions_about,
    check_server,
    read_facts,
)

OWNER, APP, AUDITOR = "dutybook_owner", "dutybook_app", "dutybook_auditor"
SCHEMAS = ("ledger", "audit", "views", "vault")

_MAY_CREATE = """
SELECT rolsuper OR rolcreaterole, has_database_privilege(current_database(), 'CREATE')
FROM pg_roles WHERE rolname = current_user
"""
_ROLES = {OWNER: "NOLOGIN", APP: "LOGIN", AUDITOR: "LOGIN"}
_LOCK = "SELECT pg_advisory_xact_lock(1148484963)"
"""Two who initialise or migrate at once do so one after the other."""


def initialise(url: str, *, lock_timeout: float = 10.0) -> tuple[Words, ...]:
    """Make the schemas, roles and tables of an empty ledger; what is there already is left alone.

    The roles belong to the whole server: `dutybook_owner` owns everything and cannot log in,
    `dutybook_app` may only read and append, `dutybook_auditor` only read. The two that log in
    have no password until the administrator gives them one.

    Returns what a person should know about the server. Raises NotPermitted when the user may
    not create roles or schemas, NoLedgerHere when the schema names are taken by something else,
    or another StoreError.
    """
    server = Server(url, lock_timeout=lock_timeout)
    with server.connect() as connection, server.translated(), connection.transaction():
        facts = read_facts(connection)
        check_server(facts, server.shown)
        if facts.replica:
            raise Replica(server.shown)
        connection.execute(_LOCK)
        facts = read_facts(connection)
        if facts.occupied and not facts.ours:
            raise NoLedgerHere(server.shown, occupied=True)
        if not facts.ours:
            _create(connection, server)
        return cautions_about(facts, server.shown)


def migrate(url: str, *, lock_timeout: float = 10.0) -> tuple[int, int]:
    """Bring a ledger's tables to this program's format; the format before and after.

    Raises NoLedgerHere, NewerLedger, or another StoreError; the tables are then as they were.
    """
    server = Server(url, lock_timeout=lock_timeout)
    with server.connect() as connection, server.translated(), connection.transaction():
        facts = read_facts(connection)
        check_server(facts, server.shown)
        if not facts.ours:
            raise NoLedgerHere(server.shown, occupied=facts.occupied)
        connection.execute(_LOCK)
        ((found,),) = connection.execute("SELECT max(version) FROM ledger.format").fetchall()
        if found > FORMAT:
            raise NewerLedger(server.shown, found)
        if found < FORMAT:
            _become_owner(connection)
            for version in range(found + 1, FORMAT + 1):
                _bring_to(connection, version)
        return found, FORMAT


def _create(connection: Connection, server: Server) -> None:
    roles, schemas = connection.execute(_MAY_CREATE).fetchall()[0]
    existing = {
        row[0]
        for row in connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", (list(_ROLES),)
        )
    }
    if not schemas or not (roles or existing == set(_ROLES)):
        raise NotPermitted(server.shown, server.address.role)
    for name, login in _ROLES.items():
        if name not in existing:
            connection.execute(
                sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), sql.SQL(login))
            )
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    for schema in SCHEMAS:
        connection.execute(
            sql.SQL("CREATE SCHEMA {} AUTHORIZATION {}").format(
                sql.Identifier(schema), sql.Identifier(OWNER)
            )
        )
    _become_owner(connection)
    for version in range(1, FORMAT + 1):
        _bring_to(connection, version)


def _become_owner(connection: Connection) -> None:
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))


def _bring_to(connection: Connection, version: int) -> None:
    script = files("ledger.store.postgres").joinpath(f"format_{version}.sql")
    connection.execute(script.read_text(encoding="utf-8").encode())
    connection.execute("INSERT INTO ledger.format (version) VALUES (%s)", (version,))
