"""Many want the same call, and one gets it: the rule holds under real contention."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Refused, Role
from ledger.registers.calls.accept_call import AcceptCall
from ledger.registers.calls.end_call import EndCall
from ledger.registers.calls.events import CallAccepted, CallOffered
from ledger.registers.calls.wrap_up_call import WrapUpCall
from ledger.registers.org.events import PersonRegistered
from ledger.registers.seats.events import SeatSignedIn
from ledger.store.sqlite import SQLiteRecorder
from ledger.vault import Vault, WrappingKey

ROUNDS = 500

RACER = """
import sys
from ledger.book import Book
from ledger.kernel.action import Refused
from ledger.registers.calls.accept_call import AcceptCall
from ledger.registers.calls.end_call import EndCall
from ledger.registers.calls.wrap_up_call import WrapUpCall
from ledger.store.sqlite import SQLiteRecorder
from ledger.vault import NoVault, VaultMissing

path, agent, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with SQLiteRecorder(path) as recorder:
    book = Book(recorder, vault=NoVault(VaultMissing("none", zh="")))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(rounds):
        try:
            book.act(AcceptCall(call=f"c{number}", agent=agent), by=agent)
        except Refused:
            continue
        book.act(EndCall(call=f"c{number}"), by=agent)
        book.act(WrapUpCall(agent=agent), by=agent)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with sixteen agents signed in and calls waiting, one for each round."""
    made = tmp_path / "race"
    with (
        SQLiteRecorder(made) as recorder,
        Vault.open(made, wrapping_key=WrappingKey.generate(), create=True) as vault,
    ):
        book = Book.found(recorder, Site("x", "Asia/Shanghai"), vault=vault)
        now = book.clock.now()
        people = [
            (PersonRegistered(person=f"A{n}", name="x", roles=(Role.AGENT,)), now)
            for n in range(16)
        ]
        seats = [(SeatSignedIn(agent=f"A{n}"), now) for n in range(16)]
        calls = [(CallOffered(call=f"c{n}", queue="189"), now) for n in range(ROUNDS)]
        book.record([Facts(UUID(int=1), [*people, *seats, *calls])], by="program:test")
    return made


def acceptances(book: Book) -> Counter[str]:
    """How often each call was accepted."""
    return Counter(
        found.event.call for found in book.read() if isinstance(found.event, CallAccepted)
    )


def test_sixteen_threads_want_each_call_and_one_gets_it(path: Path, vault: Vault) -> None:
    """In each of 500 rounds sixteen agents reach for the same call, and one acceptance stands."""
    with SQLiteRecorder(path) as recorder:
        book = Book(recorder, vault=vault)
        start = threading.Barrier(16)

        def race(agent: str) -> None:
            for number in range(ROUNDS):
                start.wait()
                try:
                    book.act(AcceptCall(call=f"c{number}", agent=agent), by=agent)
                except Refused:
                    continue
                book.act(EndCall(call=f"c{number}"), by=agent)
                book.act(WrapUpCall(agent=agent), by=agent)

        threads = [threading.Thread(target=race, args=(f"A{n}",)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert acceptances(book) == {f"c{number}": 1 for number in range(ROUNDS)}


def test_four_programs_want_each_call_and_one_gets_it(path: Path, vault: Vault) -> None:
    """Four processes on one file go for the same 500 calls, and each is accepted once."""
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(path), f"A{n}", str(ROUNDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    for racer in racers:
        racer.communicate()
        assert racer.returncode == 0

    with SQLiteRecorder(path) as recorder:
        assert acceptances(Book(recorder, vault=vault)) == {f"c{n}": 1 for n in range(ROUNDS)}
