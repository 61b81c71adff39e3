"""Recording what an importer tells: in large commits, or at a multiple of life."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from gateway.importers.account import Account
from gateway.importers.identity import CommandIds, command
from gateway.pace import Pace, in_pace
from ledger.book import Book, Facts
from ledger.registers.imports.events import ImportFinished

BATCH = 4_000
"""Events in one commit."""


class Recording:
    """Records facts in a book, and counts what was new."""

    def __init__(self, book: Book, by: str) -> None:
        self._book = book
        self._by = by
        self.events = 0
        self.duplicates = 0
        self.finished = True
        self.newest: datetime | None = None
        """The latest instant at which anything happened."""

    def at_once(self, facts: Iterable[Facts]) -> Iterator[None]:
        """Record as fast as it goes; yields after every commit."""
        facts = iter(facts)
        while batch := list(islice(facts, BATCH)):
            self._commit(batch if self._is_new(batch[0]) else list(self._unknown(batch)))
            self._looked_at(batch)
            yield

    def paced(
        self,
        facts: Iterable[Facts],
        speed: float,
        elapsed: Callable[[], float],
        wait: Callable[[float], object],
    ) -> Iterator[None]:
        """Record each event when a replay that starts now has come to it.

        What the book holds already takes no time. Ends early, and unfinished, when ``wait``
        answers with something true.
        """
        unknown = self._unknown(facts)
        first = next(unknown, None)
        if first is None:
            return

        def told() -> Iterator[Facts]:
            yield first
            yield from unknown
            self.finished = True

        self.finished = False
        pace = Pace(_happened(first), speed, elapsed=elapsed)
        for batch in in_pace(told(), _happened, pace, wait):
            self._commit(batch)
            self._looked_at(batch)
            yield

    def finish(self, importer: str, source: str, account: Account) -> None:
        """Record that the source was read to its end; the same end is recorded once.

        The event happened when the newest thing in the source did, so that a floor that lives in
        the book's own time is not carried off to today by history.
        """
        event = ImportFinished(
            source=source,
            importer=importer,
            records=account.records,
            imported=account.imported,
            ignored=account.ignored,
            noted=account.noted,
            left_out=account.left_out,
        )
        record = CommandIds(self._book.vault, importer).of(repr(event).encode(), 0)
        at = self.newest or self._book.clock.now()
        self._commit([Facts(command(record, 0), [(event, at)])])

    def _commit(self, batch: list[Facts]) -> None:
        if batch:
            known = sum(span.duplicate for span in self._book.record(batch, by=self._by))
            self.duplicates += known
            self.events += len(batch) - known

    def _unknown(self, facts: Iterable[Facts]) -> Iterator[Facts]:
        """Those that the book does not hold yet.

        The store would add nothing for the others either; passing them over here spares sealing
        them anew.
        """
        for each in facts:
            if self._is_new(each):
                yield each
            else:
                self.duplicates += 1

    def _is_new(self, facts: Facts) -> bool:
        return self._book.recorder.find_command(facts.command.bytes) is None

    def _looked_at(self, batch: list[Facts]) -> None:
        newest = max(map(_happened, batch))
        self.newest = newest if self.newest is None else max(self.newest, newest)


def _happened(facts: Facts) -> datetime:
    return facts.events[0][1]
