"""Who of a team stays while somebody is on leave."""

from __future__ import annotations

from ledger.kernel.action import Role
from ledger.registers.leave.events import LeaveRejected, LeaveRequested
from ledger.registers.leave.rostered import NotAsRostered
from ledger.registers.org.events import PersonRegistered
from ledger.rulebook.gates import Forbidden
from ledger.testing import given
from tests.ledger.registers.leave.leaves import DEALER, asking, local, requested

NOW = local("2026-11-20T07:00")


def member(person: str, team: str | None = "sales") -> PersonRegistered:
    """Somebody of a team."""
    return PersonRegistered(person=person, name=person, roles=(Role.AGENT,), team=team)


FIRST, SECOND, THIRD = member("A003"), member("A004"), member("A005")
ASK = asking("2026-11-23T08:00", "2026-11-24T17:00")


def away(person: str, leave: str, starts: str, ends: str) -> LeaveRequested:
    """A colleague's leave on the team's days."""
    days = tuple(dict.fromkeys((f"sales/{starts[:10]}", f"sales/{ends[:10]}")))
    return requested(starts, ends, leave=leave, person=person, team_days=days)


MONDAY = away("A004", "L-4", "2026-11-23T08:00", "2026-11-23T17:00")
TUESDAY = away("A005", "L-5", "2026-11-24T08:00", "2026-11-24T17:00")
BOTH_DAYS = away("A005", "L-5", "2026-11-23T08:00", "2026-11-24T17:00")


def test_not_all_of_a_team_are_on_leave_at_once() -> None:
    """S1.6-18, J36: of three, two may be on leave at a time, and the third is refused."""
    outcome = (
        given(FIRST, SECOND, THIRD, MONDAY, BOTH_DAYS).under(DEALER).when(ASK, by="A003", at=NOW)
    )
    outcome.refused(Forbidden, citing=(4, 5), clause="leave.coverage")
    assert outcome.refusal is not None
    assert outcome.refusal.text("zh").endswith(
        "11-23 同组 3 人，另已请假 A004、A005，还剩 0 人在岗"
    )


def test_colleagues_who_are_away_on_different_days_are_not_away_together() -> None:
    """One is away on Monday and one on Tuesday: each day one stays."""
    outcome = (
        given(FIRST, SECOND, THIRD, MONDAY, TUESDAY).under(DEALER).when(ASK, by="A003", at=NOW)
    )
    [event] = outcome.events
    assert isinstance(event, LeaveRequested)
    assert event.staying == 1
    assert event.team_days == ("sales/2026-11-23", "sales/2026-11-24")


def test_a_rejected_leave_takes_nobody_away() -> None:
    """Whose leave was rejected stays."""
    rejected = LeaveRejected(leave="L-4", reason="缺人", person="A004", team_days=MONDAY.team_days)
    outcome = given(FIRST, SECOND, MONDAY, rejected).under(DEALER).when(ASK, by="A003", at=NOW)
    [event] = outcome.events
    assert isinstance(event, LeaveRequested)
    assert event.staying == 1


def test_how_many_stay_is_not_told_otherwise() -> None:
    """What the ledger counts, nobody types."""
    ask = asking("2026-11-23T08:00", "2026-11-24T17:00", staying=2)
    given(FIRST, SECOND).under(DEALER).when(ask, by="A003", at=NOW).refused(NotAsRostered)


def test_who_has_no_team_says_how_many_stay() -> None:
    """In a book without teams the applicant states it, as on paper."""
    alone = member("A003", None)
    ask = asking("2026-11-23T08:00", "2026-11-24T17:00", staying=0)
    given(alone).under(DEALER).when(ask, by="A003", at=NOW).refused(
        Forbidden, clause="leave.coverage"
    )


def test_a_rulebook_that_does_not_ask_reads_no_team() -> None:
    """The team's leave lies outside the boundary where no clause counts it."""
    [event] = given(FIRST).when(ASK, by="A003", at=NOW).events
    assert isinstance(event, LeaveRequested)
    assert (event.staying, event.team_days) == (None, ())
