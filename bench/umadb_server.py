"""UmaDB's own server, from its wheel, and decisions on it through its own client."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import umadb
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQueryItem

from bench.deciding import Wanted, selected
from bench.workshop import Workshop
from ledger.store.recorder import Recorded

_START_SECONDS = 20.0
# Of its settings, this one makes reading quickest; a pipelined writer made appending slower.
_SETTINGS = ("--page-cache-max-mb", "1024")


class UmaPort:
    """A database of UmaDB, asked for all that a decision reads in one query."""

    def __init__(self, client: umadb.Client) -> None:
        """Use a client, which many threads may share."""
        self.client = client

    def select(self, items: Wanted) -> tuple[list[Recorded], int]:
        """Read the boundary in one query; see `bench.deciding.Port.select`."""
        response = self.client.read(_query([item for item, _ in items]))
        found, head = response.collect_with_head()
        return selected(items, map(_recorded, found)), head or 0

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> None:
        """Append events; see `bench.deciding.Port.append`."""
        self.client.append(
            uma_events(events),
            None
            if condition is None
            else umadb.AppendCondition(
                _query(condition.fail_if_events_match.items), condition.after
            ),
        )


class UmaNewestFirst(UmaPort):
    """The same, reading what only its newest event matters of backwards, a request for each."""

    def select(self, items: Wanted) -> tuple[list[Recorded], int]:
        """Read the head, then the boundary in as many requests as it takes."""
        head = self.client.head() or 0
        whole = [item for item, newest in items if not newest]
        found = {}
        for each in self.client.read(_query(whole)) if whole else ():
            found[each.position] = _recorded(each)
        for item in (item for item, newest in items if newest):
            for each in self.client.read(_query([item]), backwards=True, limit=1):
                found[each.position] = _recorded(each)
        return [found[position] for position in sorted(found)], head


@contextmanager
def umadb_client(shop: Workshop, name: str) -> Iterator[umadb.Client]:
    """Start a server with a database of its own; stop it afterwards.

    :raises RuntimeError: when it does not answer.
    """
    port = _free_port()
    program = Path(sys.executable).parent / "umadb"
    database = shop.folder / f"{name}.umadb"
    command = [str(program), "--listen", f"127.0.0.1:{port}", "--db-path", str(database)]
    log = shop.folder / f"{name}.log"
    with log.open("wb") as out:
        server = subprocess.Popen([*command, *_SETTINGS], stdout=out, stderr=out)
    try:
        yield _connected(server, f"http://127.0.0.1:{port}", log)
    finally:
        server.terminate()
        server.wait()


def uma_events(events: Sequence[DCBEvent]) -> list[umadb.Event]:
    """Events as its client wants them."""
    return [umadb.Event(each.type, each.data, each.tags) for each in events]


def _query(items: Sequence[DCBQueryItem]) -> umadb.Query:
    return umadb.Query([umadb.QueryItem(each.types, each.tags) for each in items])


def _recorded(found: umadb.SequencedEvent) -> Recorded:
    event = found.event
    return Recorded(DCBEvent(event.event_type, event.data, event.tags), found.position)


def _connected(server: subprocess.Popen[bytes], url: str, log: Path) -> umadb.Client:
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            client = umadb.Client(url)
            client.head()
            return client
        except (umadb.TransportError, OSError) as fault:
            if server.poll() is not None or time.monotonic() > until:
                said = log.read_text(errors="replace").splitlines()[-1:]
                raise RuntimeError(f"UmaDB's server does not answer: {said}") from fault
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
