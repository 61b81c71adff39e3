"""Consoles over a shift that is about to change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.kernel.action import Role
from ledger.registers.bulletins.events import BulletinPosted
from ledger.registers.duty.events import KeyIssued
from ledger.registers.org.events import PersonRegistered
from tests.console.floor.conftest import opened
from tests.console.floor.day import NOW, record
from tests.console.lists.regulated import regulated

__all__ = ["book", "opened"]

RELIEF = "A018"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Three tickets with obligations, one of them overdue; a key that is out, and a bulletin."""
    made = regulated(tmp_path, crowd=False)
    early = NOW - timedelta(hours=2)
    registered = [
        PersonRegistered(person=person, name=name, roles=roles)
        for person, name, roles in (
            (RELIEF, "李强", (Role.DUTY_LEADER,)),
            ("A003", "李娜", (Role.AGENT,)),
        )
    ]
    record(
        made,
        *((each, early) for each in registered),
        (KeyIssued(duty="K-1", person="A003", due_at=NOW + timedelta(hours=3)), NOW),
        (BulletinPosted(bulletin="B-1", title="新资费", people=("A003", RELIEF)), NOW),
    )
    yield made
    made.close()
