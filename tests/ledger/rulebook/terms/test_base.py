"""Patterns of happenings: what their fields must be."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger.registers.leave.events import Category, LeaveRequested
from ledger.rulebook.terms.base import Pattern, Test

NINE = datetime(2026, 11, 21, 1, tzinfo=UTC)
BY_PROXY = Pattern(
    event="leave.requested", where={"requester": Test(present=True, unlike="person")}
)


def asked(requester: str | None) -> LeaveRequested:
    """Leave of A031, asked for by somebody."""
    return LeaveRequested(
        leave="L1",
        person="A031",
        category=Category.PERSONAL,
        starts=NINE,
        ends=NINE,
        days=1,
        requester=requester,
    )


def test_unlike_is_any_value_but_that_of_another_field() -> None:
    """S4.9-04: leave is asked for by proxy when the requester is somebody else."""
    assert BY_PROXY.matches(asked("A032"))
    assert not BY_PROXY.matches(asked("A031"))


def test_a_field_that_is_empty_passes_no_test_but_for_absence() -> None:
    """Who did not name a requester asked in person."""
    assert not BY_PROXY.matches(asked(None))
    assert Pattern(event="leave.requested", where={"requester": Test(present=False)}).matches(
        asked(None)
    )
