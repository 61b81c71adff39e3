"""The same decisions on the library's PostgreSQL recorder, side by side with our store.

The library's port can select the newest event of a kind only by reading all of them: there is no
reading backwards. So a decision on it reads the whole history of the tags in its boundary, as
everybody's does who uses it for a seat or an account that lives long. A second row shows the best
it could do if a decision needed nothing but the one call: then only the call is read, and the
condition still guards everything since.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.postgres import PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from bench.centre import AGENTS, agents, life, work_calls
from bench.deciding import Desk, Wanted, selected
from bench.figures import Row, in_ms, median, quantile
from bench.postgres import Postgres, postgres
from bench.workshop import Workshop
from ledger.book import Book
from ledger.kernel.action import Action
from ledger.kernel.codec import Authored, stored
from ledger.kernel.event import tags_of
from ledger.kernel.tags import actor
from ledger.registers.calls.events import CallOffered
from ledger.registers.org.standing import entitlement
from ledger.store.recorder import Recorded

_AT_LEAST = 50
_PROMISED_AT = 400_000
_FILL_BATCH = 5_000
_ROUNDS = 4
_CONNECTIONS = 8


class LibraryPort:
    """The library's recorder, asked for all that a decision reads in one query."""

    def __init__(self, recorder: PostgresDCBRecorderTT) -> None:
        """Use a recorder, which many threads may share."""
        self.recorder = recorder

    def select(self, items: Wanted) -> tuple[list[Recorded], int]:
        """Read the boundary in one query; see `bench.deciding.Port.select`."""
        response = self.recorder.read(DCBQuery([item for item, _ in items]))
        found = list(response)
        return selected(items, found), response.head or 0

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> None:
        """Append events; see `bench.deciding.Port.append`."""
        self.recorder.append(
            [DCBEvent(each.type, each.data, each.tags) for each in events], condition
        )


@contextmanager
def library_port(server: Postgres, name: str) -> Iterator[LibraryPort]:
    """The library's recorder on an empty database of its own."""
    datastore = _datastore(server.new_database(name))
    try:
        recorder = PostgresDCBRecorderTT(datastore)
        recorder.create_table()
        yield LibraryPort(recorder)
    finally:
        datastore.close()


@contextmanager
def filled_library(shop: Workshop, size: int) -> Iterator[LibraryPort]:
    """The library's recorder with the very events of the workshop's ledger of that size."""
    server = shop.shared(postgres)
    with (
        library_port(server, f"library_{size}") as port,
        closing(shop.open(shop.filled(size))) as book,
    ):
        shop.say(f"copying {size:,} events into the library's tables by its own append")
        fill_library(port, (each.event for each in book.recorder.read()))
        server.settle(f"library_{size}")
        yield port


def fill_library(port: LibraryPort, events: Iterable[DCBEvent]) -> None:
    """Append events by the recorder's own append, in large batches."""
    coming = iter(events)
    while batch := list(islice(coming, _FILL_BATCH)):
        port.append(batch)


def library(shop: Workshop) -> list[Row]:
    """Median time of one action on both stores, measured in turn in the same run."""
    size = shop.sizes.library
    ours = shop.open(shop.filled(size))
    port = shop.shared(filled_library, size)
    shop.say("working calls on both stores in turn")
    rows = _compare(shop, ours, port)
    ours.close()
    return rows


def _compare(shop: Workshop, ours: Book, port: LibraryPort) -> list[Row]:
    own: dict[str, list[float]] = {}
    whole: list[float] = []
    narrow: list[float] = []
    desk = Desk(port, ours)
    work_calls(ours, "warm", 5, {})
    for turn in range(_ROUNDS):
        lives = max(1, shop.sizes.library_lives // _ROUNDS)
        work_calls(ours, f"own{turn}-", lives * 10, own)
        for number in range(lives):
            agent = agents(AGENTS)[(turn * lives + number) % AGENTS]
            call = f"theirs{turn}-{number}"
            for _, action in life(call, agent):
                whole.append(_timed(desk.act, action, by=agent))
            for _, action in life(f"n{call}", agent):
                narrow.append(_timed(_read_the_call_alone, port, ours, action, agent, f"n{call}"))
    p50 = median([each for step in own.values() for each in step])
    return [
        _row(
            f"our store against the library's, {shop.sizes.library:,} events",
            p50,
            whole,
            promised=shop.sizes.library >= _PROMISED_AT,
            beside="it must read the whole history of each tag, as its port has no newest-first",
        ),
        _row(
            "the same, if the library read the one call alone",
            p50,
            narrow,
            beside="a lower bound: no decision of ours could do with that",
        ),
    ]


def _row(
    figure: str, ours: float, theirs: list[float], *, beside: str, promised: bool = False
) -> Row:
    their_p50 = median(theirs)
    ratio = their_p50 / ours
    return Row(
        figure=figure,
        measured=f"{ratio:,.0f} x faster",
        target=f">= {_AT_LEAST} x" if promised else "",
        met=ratio >= _AT_LEAST if promised else None,
        beside=(
            f"ours p50 {in_ms(ours)}; theirs p50 {in_ms(their_p50)},"
            f" p99 {in_ms(quantile(theirs, 0.99))}; {beside}"
        ),
        values={"ratio": ratio, "ours_ms": ours * 1e3, "theirs_ms": their_p50 * 1e3},
    )


def _timed(work: Any, *arguments: Any, **named: Any) -> float:
    began = time.perf_counter()
    work(*arguments, **named)
    return time.perf_counter() - began


def _read_the_call_alone(port: LibraryPort, book: Book, action: Action, by: str, call: str) -> None:
    """The best case: read the one call, then append under the condition of the boundary."""
    now = datetime.now(UTC)
    response = port.recorder.read(DCBQuery([DCBQueryItem([], [f"call:{call}"])]))
    list(response)
    items = [
        DCBQueryItem([each.type_name for each in types], list(tags))
        for types, tags, _ in (*action.boundary(), *entitlement(type(action), by))
    ]
    event = CallOffered(call=call, queue="189")
    data = stored(event, now, Authored(by, now, "0" * 32), book.vault)
    port.append(
        [DCBEvent(event.type_name, data, [*tags_of(event), actor(by)])],
        DCBAppendCondition(DCBQuery(items), after=response.head),
    )


def _datastore(url: str) -> PostgresDatastore:
    parts = conninfo_to_dict(url)
    return PostgresDatastore(
        dbname=str(parts["dbname"]),
        host=str(parts["host"]),
        port=str(parts.get("port") or 5432),
        user=str(parts["user"]),
        password=str(parts.get("password") or ""),
        pool_size=_CONNECTIONS,
    )
