"""A handover in a real book, answered by many at once."""

from __future__ import annotations

import threading
from pathlib import Path

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Refused
from ledger.kernel.clock import FrozenClock
from ledger.registers.handover.accept_handover import AcceptHandover, HandoverAcceptedBefore
from ledger.store.sqlite import SQLiteRecorder
from ledger.testing import NOON
from ledger.vault import Vault, WrappingKey
from tests.ledger.registers.handover.cases import EMPTY
from tests.ledger.registers.people import AGENT, COLLEAGUE

AT_ONCE = 8


def test_of_eight_acceptances_at_once_one_counts(tmp_path: Path) -> None:
    """The others are refused, citing the one that was first."""
    vault = Vault.open(tmp_path / "book", wrapping_key=WrappingKey.generate(), create=True)
    recorder = SQLiteRecorder(tmp_path / "book.ledger", create=True)
    book = Book.found(recorder, Site("x", "UTC"), vault=vault, clock=FrozenClock(NOON))
    given = [(each, NOON) for each in (AGENT, COLLEAGUE, EMPTY)]
    book.record([Facts(book.new_command(), given)], by="program:test")
    gate, told = threading.Barrier(AT_ONCE), []

    def accept() -> None:
        gate.wait()
        try:
            book.act(AcceptHandover(handover="H-1"), by="A003")
        except Refused as refusal:
            told.append(type(refusal))

    threads = [threading.Thread(target=accept) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted = [each for each in book.read() if each.type_name == "handover.accepted"]
    book.close()
    assert len(accepted) == 1
    assert told == [HandoverAcceptedBefore] * (AT_ONCE - 1)
