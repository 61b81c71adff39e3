"""Who may do what in whose attendance."""

from __future__ import annotations

import pytest

from ledger.kernel.action import Action
from ledger.registers.attendance.excuse_absence import ExcuseAbsence
from ledger.registers.attendance.permit_lateness import PermitLateness
from ledger.registers.attendance.presence import OwnAttendance, full_minutes
from ledger.registers.attendance.withdraw_arrival import WithdrawArrival
from ledger.testing import at, given
from tests.ledger.registers.attendance.shifts import local
from tests.ledger.registers.people import LEADER


@pytest.mark.parametrize(
    "action",
    [
        PermitLateness(person="A017"),
        WithdrawArrival(person="A017", reason="x"),
        ExcuseAbsence(person="A017", proof="x"),
    ],
    ids=lambda action: action.verb,
)
def test_nobody_lets_themselves_off(action: Action) -> None:
    """A leader permits, excuses and takes back for others alone."""
    given(at(LEADER, local("2026-11-20 12:00"))).when(
        action, by="A017", at=local("2026-11-21 07:00")
    ).refused(OwnAttendance, clause="attendance.presence")


def test_a_minute_counts_when_it_is_full() -> None:
    """And none counts backwards."""
    begins = local("2026-11-21 08:00")
    for time, minutes in (("07:00:00", 0), ("08:00:59", 0), ("08:01:00", 1), ("08:29:59", 29)):
        assert full_minutes(begins, local(f"2026-11-21 {time}")) == minutes
