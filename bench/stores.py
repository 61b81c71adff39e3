"""The same ledger in every store: our two, the library's recorder on PostgreSQL, and UmaDB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from bench.centre import Happening, agents, record_all
from bench.deciding import Desk
from bench.library import filled_library
from bench.postgres import postgres
from bench.umadb_server import UmaNewestFirst, UmaPort, umadb_client
from bench.workshop import Workshop
from ledger.book import Book
from ledger.deciding import entry
from ledger.kernel.action import Action, Role
from ledger.kernel.codec import Authored
from ledger.kernel.event import tags_of
from ledger.kernel.tags import actor
from ledger.opening import open_book
from ledger.registers.org.events import PersonRegistered, QueueOpened
from ledger.registers.seats.events import SeatSignedIn

SQLITE, POSTGRES, LIBRARY = "our SQLite", "our PostgreSQL", "library's PostgreSQL"
UMADB, UMADB_NEWEST = "UmaDB", "UmaDB, newest first"

_UMA_BATCH = 2_000
_AUTHOR = "program:bench"


class Decider(Protocol):
    """Whatever carries out actions."""

    def act(self, action: Action, *, by: str) -> Any:
        """Decide an action and append what it yields, durably."""


@dataclass
class Stores:
    """Deciders by name, on ledgers of the same content; `colleagues` have cold tags in each."""

    deciders: dict[str, Decider]
    colleagues: int


@contextmanager
def stores(shop: Workshop, size: int, *, colleagues: int, peers: bool) -> Iterator[Stores]:
    """Every store with the same so many events, and people who have only just signed in.

    The peers are left out of the largest ledgers.
    """
    with ExitStack() as opened:
        path = _copy(shop, shop.filled(size))
        own = opened.enter_context(closing(shop.open(path)))
        url = shop.shared(postgres).filled(size)
        served = opened.enter_context(closing(open_book(url)))
        deciders: dict[str, Decider] = {SQLITE: own, POSTGRES: served}
        if peers:
            deciders |= _peers(shop, opened, size, own)
        _welcome(deciders, own, colleagues)
        yield Stores(deciders, colleagues)


def cold_agents(count: int) -> list[tuple[str, str]]:
    """New agents, each with the queue of their own."""
    return [(f"B{agent}", f"cold-{agent}") for agent in agents(count)]


def _peers(shop: Workshop, opened: ExitStack, size: int, book: Book) -> dict[str, Decider]:
    library = shop.shared(filled_library, size)
    client = opened.enter_context(umadb_client(shop, f"centre-{size}"))
    shop.say(f"copying {size:,} events into UmaDB")
    uma = UmaPort(client)
    events = (each.event for each in book.recorder.read())
    while batch := list(islice(events, _UMA_BATCH)):
        uma.append(batch)
    return {
        LIBRARY: Desk(library, book),
        UMADB: Desk(uma, book),
        UMADB_NEWEST: Desk(UmaNewestFirst(client), book),
    }


def _welcome(deciders: dict[str, Decider], book: Book, colleagues: int) -> None:
    """Register and sign in the new agents, in each database once."""
    now = datetime.now(UTC)
    events = list(_signing_in(colleagues, now))
    authored = Authored(_AUTHOR, now, "0" * 32)
    entries = [
        entry(event, (*tags_of(event), actor(_AUTHOR)), at, authored, book.vault)
        for event, at in events
    ]
    for name, decider in deciders.items():
        if isinstance(decider, Book):
            record_all(decider, iter(events))
        elif isinstance(decider, Desk) and name != UMADB_NEWEST:
            decider.port.append(entries)


def _signing_in(colleagues: int, at: datetime) -> Iterator[Happening]:
    for agent, queue in cold_agents(colleagues):
        yield QueueOpened(queue=queue, title=queue), at
        yield PersonRegistered(person=agent, name=agent, roles=(Role.AGENT,)), at
        yield SeatSignedIn(agent=agent, queues=(queue,)), at


def _copy(shop: Workshop, path: Path) -> Path:
    """A copy of a ledger with all that lies beside it, so that others find theirs unchanged."""
    shop.say(f"copying {path.name}")
    target = f"stores-{path.name}"
    for each in shop.folder.glob(f"{path.name}*"):
        shutil.copy2(each, shop.folder / each.name.replace(path.name, target, 1))
    return shop.folder / target
