"""Events told by their fields."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.text.plainly import plainly
from ledger.registers.attendance.events import LatenessRecorded
from ledger.registers.calls.events import CallOffered
from ledger.registers.org.events import PersonPlaced
from ledger.registers.sessions.events import SignInSucceeded

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_post_has_its_title() -> None:
    """People know a post by its title, and one that no rule knows of by what it was called."""
    placed = PersonPlaced(person="A001", post="cs-director")
    assert plainly(placed, "zh", SHANGHAI) == "A001，岗位 客服部主任"
    assert plainly(placed, "en", SHANGHAI) == "A001, Post Customer-service director"
    assert plainly(PersonPlaced(person="A1", post="piper"), "en", SHANGHAI) == "A1, Post piper"


def test_what_only_programs_read_is_left_out() -> None:
    """A sign-in is told by who and where, without the numbers that it is found by."""
    event = SignInSucceeded(login="k3x", person="A001", session="01a2", station="vm:pts/0")
    assert plainly(event, "en", SHANGHAI) == "A001, Station vm:pts/0"


def test_a_count_of_nothing_is_told_only_where_somebody_said_so() -> None:
    """A field that is nothing by default says nothing; one that must be given says zero."""
    call = CallOffered(call="C1", queue="189", priority=0)
    assert "0" not in plainly(call, "en", SHANGHAI)
    late = LatenessRecorded(
        person="A1", day="A1/2026-11-21", month="A1/2026-11", year="A1/2026", minutes=0
    )
    assert "Minutes 0" in plainly(late, "en", SHANGHAI)
