"""An alarm and its people, as the tests of this register use them."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger.kernel.action import Role
from ledger.registers.alarms.events import AlarmRaised
from ledger.registers.org.events import PersonRegistered

OVERDUE = "desk.dispatch#7"
RAISED = AlarmRaised(
    obligation=OVERDUE,
    clause="desk.dispatch",
    due_at=datetime(2026, 11, 21, 12, tzinfo=UTC),
    debtor="A003",
    person="A003",
)
LEADER = PersonRegistered(person="A017", name="王敏", roles=(Role.DUTY_LEADER,))
