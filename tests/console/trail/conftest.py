"""A book with a morning's events, for the trail to be walked in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Role
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.opening import create_book
from ledger.registers.calls.events import CallAbandoned, CallAccepted, CallEnded, CallOffered
from ledger.registers.org.open_queue import OpenQueue
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.seats.events import SeatPaused, SeatSignedIn
from ledger.registers.seats.sign_in import SignIn

NINE = datetime(2026, 11, 21, 1, tzinfo=UTC)
"""Nine in the morning in Shanghai."""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """Twelve events: the site, two people, a queue, and what they did from nine on."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    clock = FrozenClock(NINE)
    made = create_book(
        str(tmp_path / "x.ledger"), Site("城东", "Asia/Shanghai"), clock=clock, ids=CountedIds()
    )
    leader = (Role.ADMINISTRATOR, Role.DUTY_LEADER)
    made.act(RegisterPerson(person="A017", name="王敏", roles=leader), by="A017")
    made.act(RegisterPerson(person="A003", name="李娜"), by="A017")
    made.act(OpenQueue(queue="189", title="查询"), by="A017")
    clock.advance(timedelta(hours=1))
    made.act(SignIn(agent="A003", queues=("189",)), by="A003")
    at = clock.now()
    told = [
        CallOffered(call="c1", queue="189"),
        CallAccepted(call="c1", queue="189", agent="A003", waited=12),
        CallOffered(call="c2", queue="189"),
        CallEnded(call="c1", queue="189", agent="A003", talked=90, by="caller"),
        CallAbandoned(call="c2", queue="189", waited=100),
        SeatSignedIn(agent="A004"),
        SeatPaused(agent="A003", reason="meal"),
    ]
    facts = [
        Facts(UUID(int=number + 1000), [(event, at + timedelta(minutes=number))])
        for number, event in enumerate(told)
    ]
    made.record(facts, by="program:import-queue-log")
    yield made
    made.close()


def calls(count: int, start: int = 0) -> list[Facts]:
    """As many offered calls, a second apart, each of a command of its own."""
    at = NINE + timedelta(hours=3)
    return [
        Facts(
            UUID(int=10_000 + number),
            [(CallOffered(call=f"n{number}", queue="189"), at + timedelta(seconds=number))],
        )
        for number in range(start, start + count)
    ]
