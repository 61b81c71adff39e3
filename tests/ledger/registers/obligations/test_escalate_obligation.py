"""Bringing an obligation before a post."""

from __future__ import annotations

from ledger.registers.obligations.escalate_obligation import EscalateObligation
from ledger.registers.obligations.events import ObligationEscalated
from ledger.testing import given
from tests.ledger.registers.obligations.falling import (
    BREACHED,
    DUE,
    ESCALATED,
    KNOWN,
    LAW,
    PLANNED,
    WARDEN,
    WARNED,
)


def test_a_matter_goes_up_once_a_level() -> None:
    """The first level is recorded once, and the next one beside it."""
    first = EscalateObligation(**PLANNED, step=0, to="team-leader")
    given(WARNED, BREACHED, law=LAW).when(first, by=WARDEN, at=DUE).then(ESCALATED)
    given(ESCALATED, law=LAW).when(first, by=WARDEN, at=DUE).nothing()
    second = EscalateObligation(**PLANNED, step=1, to="shift-leader")
    given(ESCALATED, law=LAW).when(second, by=WARDEN, at=DUE).then(
        ObligationEscalated(**KNOWN, step=1, to="shift-leader")
    )
