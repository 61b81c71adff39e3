"""A reply that is owed within the half hour, for the tests of what falls due of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ledger.registers.obligations.events import (
    BreachOvertaken,
    ObligationBreached,
    ObligationEscalated,
    ObligationWarned,
)
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.testing import NOON
from tests.ledger.obligations.history import answer

OWED = "answer#1"
DUE = NOON + timedelta(minutes=1)
"""A minute after noon, when the action is decided."""

LAW = Lawbook(built_in(), [Edition(date(2026, 1, 1), answer().rulebook)])
WARDEN = "program:warden"

KNOWN: dict[str, Any] = {
    "obligation": OWED,
    "clause": "answer",
    "round": 0,
    "due_at": DUE,
    "debtor": "A003",
    "person": "A003",
}
"""What everything that falls due of it says."""

PLANNED: dict[str, Any] = {
    **KNOWN,
    "started": date(2026, 11, 21),
    "noticed": DUE,
    "case": "",
    "types": (),
    "seen": 0,
}
"""What the warden knows besides."""

WARNED = ObligationWarned(**KNOWN, step=0)
ESCALATED = ObligationEscalated(**KNOWN, step=0, to="team-leader")
BREACHED = ObligationBreached(**KNOWN)


def overtaken(position: int) -> BreachOvertaken:
    """The breach at a position is none after all."""
    return BreachOvertaken(**KNOWN, fact=str(position))
