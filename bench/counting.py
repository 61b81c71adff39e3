"""The library's own projection runner, with the least that a view can do: count the events.

It tells what a view costs there beside our rebuild: each event is a transaction that counts it and
notes how far the count goes, as the library's documentation has it done. All events get one type,
for its PostgreSQL recorder cannot follow several.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any
from uuid import uuid4

from eventsourcing.dcb.api import DCBEvent
from eventsourcing.dcb.application import DCBApplication
from eventsourcing.dcb.domain import Decision, Tagged
from eventsourcing.dcb.persistence import DCBMapper
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.utils import get_topic
from psycopg.conninfo import conninfo_to_dict

from bench.postgres import Postgres
from bench.workshop import Workshop

_EVENTS = 10_000
_TYPE = "happened"
_SECONDS = 120.0


class Happened(Decision):
    """Any event; a count does not look into it."""


class Unread(DCBMapper[Decision]):
    """Leaves the events as they are stored, which spares the library decoding them."""

    def to_dcb_event(self, event: Tagged[Decision]) -> DCBEvent:
        """Never asked: events are appended as they are."""
        raise NotImplementedError

    def to_domain_event(self, event: DCBEvent) -> Tagged[Decision]:
        """Any event, with its tags."""
        return Tagged(event.tags, Happened())


class Counter(DCBApplication):
    """The library's application whose events are counted."""

    name = "counter"


class CountView(PostgresTrackingRecorder):
    """A table of one row, in which the number stands."""

    def add(self, tracking: Tracking) -> None:
        """Count one event and note its place, in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute("UPDATE counted SET n = n + 1")


class Counting(Projection[CountView]):
    """Counts all events."""

    name = "counting"
    topics = (_TYPE,)

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Count one."""
        self.view.add(tracking)


def rate_of_library_runner(shop: Workshop, server: Postgres) -> float:
    """Events a second through the library's projection runner."""
    database = "library_counting"
    env = _environment(server.new_database(database))
    with _application(env) as application, closing(shop.open(shop.filled(_EVENTS))) as book:
        events = [
            DCBEvent(_TYPE, each.event.data, each.event.tags)
            for each in islice(book.recorder.read(), _EVENTS)
        ]
        last = application.recorder.append(events)
    server.run("CREATE TABLE counted (n bigint)", database)
    server.run("INSERT INTO counted VALUES (0)", database)
    shop.say(f"counting {len(events):,} events by the library's projection runner")
    began = time.perf_counter()
    with ProjectionRunner(
        application_class=Counter, projection_class=Counting, view_class=CountView, env=env
    ) as runner:
        runner.wait(last, timeout=_SECONDS)
        seconds = time.perf_counter() - began
    ((counted,),) = server.run("SELECT n FROM counted", database)
    assert counted == len(events), "the count is of every event, each once"
    return len(events) / seconds


@contextmanager
def _application(env: Mapping[str, str]) -> Iterator[Counter]:
    with closing(Counter(dict(env))) as application:
        yield application


def _environment(url: str) -> dict[str, str]:
    address = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "COUNTER_PERSISTENCE_MODULE": "eventsourcing.dcb.postgres_tt",
        "MAPPER_TOPIC": get_topic(Unread),
        "POSTGRES_DBNAME": str(address["dbname"]),
        "POSTGRES_HOST": str(address["host"]),
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": str(address["user"]),
        # The socket asks for none, but the library does.
        "POSTGRES_PASSWORD": uuid4().hex,
    }
