"""Consoles over a week's roster with people who ask for leave and swaps, and who may sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.kernel.action import Role
from ledger.registers.org.place_person import PlacePerson
from ledger.registers.org.register_person import RegisterPerson
from tests.console.floor.conftest import opened
from tests.console.roster.conftest import PEOPLE, rostered

__all__ = ["desk", "opened"]

TEAM_LEADER, DIRECTOR, OTHER_LEADER = "T001", "D001", "T002"

_LEADERS = (
    (TEAM_LEADER, "郑洁", Role.TEAM_LEADER, "team-leader"),
    (OTHER_LEADER, "吴刚", Role.TEAM_LEADER, "team-leader"),
    (DIRECTOR, "陈晨", Role.DUTY_LEADER, "cs-director"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Book]:
    """The rostered week, two team leaders and a director; B001 and B002 are T001's people."""
    book = rostered(tmp_path)
    for person, name, role, post in _LEADERS:
        book.act(RegisterPerson(person=person, name=name, roles=(role,)), by="CHIEF")
        book.act(PlacePerson(person=person, post=post, unit="desk"), by="CHIEF")
    for number, person in enumerate(PEOPLE):
        leader = TEAM_LEADER if number < 2 else OTHER_LEADER
        place = PlacePerson(
            person=person, post="agent", unit="desk", supervisor=leader, job="desk", grade="G3"
        )
        book.act(place, by="CHIEF")
    yield book
    book.close()
