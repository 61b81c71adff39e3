"""Consoles over a morning shift: some are there, one late, one missing, one off the post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.book import Book
from ledger.kernel.action import Role
from ledger.registers.attendance.leave_post import LeavePost
from ledger.registers.attendance.record_arrival import RecordArrival
from ledger.registers.leave.events import Category, LeaveGranted
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.registers.roster.publish_roster import PublishRoster
from ledger.rulebook.loading import preset
from tests.console.floor.conftest import new_book, opened
from tests.console.floor.day import LEADER, NOW, empty_book, record

__all__ = ["crew", "new_book", "opened"]

PEOPLE = {
    "B001": "李娜",
    "B002": "赵强",
    "B003": "孙丽",
    "B004": "周杰",
    "B005": "吴刚",
    "B006": "郑洁",
}


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Book]:
    """Six people of the day shift at 10:42 and one of the evening shift after it.

    B001 came early, B002 twelve minutes late, B003 has been off the post for eight minutes with
    leave, B004 never came, B005 is on leave, B006 comes at two.
    """
    made = on_duty(tmp_path)
    yield made
    made.close()


def on_duty(folder: Path) -> Book:
    """A book with that morning."""
    book = empty_book(folder)
    dawn = NOW.replace(hour=6, minute=30, second=0)
    for person, name in PEOPLE.items():
        registered = PersonRegistered(person=person, name=name, roles=(Role.AGENT,))
        record(book, (registered, dawn), (PersonPlaced(person=person, post="agent"), dawn))
    record(book, (PersonPlaced(person=LEADER, post="team-leader"), dawn))
    texts = dict(preset("telecom-callcentre").texts)
    today = NOW.date()
    adopt = AdoptRulebook(effective=today, texts=texts, approved_by=LEADER)
    book.act(adopt, by=LEADER, at=dawn)
    lines = tuple(f"{person} {today} D" for person in PEOPLE if person != "B006")
    roster = PublishRoster(roster="W47", first=today, last=today, lines=(*lines, f"B006 {today} E"))
    book.act(roster, by=LEADER, at=dawn)
    leave = LeaveGranted(
        leave="L-1",
        person="B005",
        applicant="B005",
        days=1,
        category=Category.SICK,
        starts=NOW.replace(hour=0, minute=0, second=0),
        ends=NOW.replace(hour=0, minute=0, second=0) + timedelta(days=1),
        months=("B005/2026-11",),
    )
    record(book, (leave, dawn))
    for person, hour, minute in (("B001", 7, 50), ("B003", 7, 55), ("B002", 8, 12)):
        came = NOW.replace(hour=hour, minute=minute, second=0)
        book.act(RecordArrival(person=person), by=LEADER, at=came)
    left = NOW - timedelta(minutes=8)
    book.act(LeavePost(person="B003", permitted=True), by=LEADER, at=left)
    return book
