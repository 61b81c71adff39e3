"""Recording a breach."""

from __future__ import annotations

from ledger.registers.desk.events import TicketReplied
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.obligations.record_breach import RecordBreach
from ledger.testing import given
from tests.ledger.registers.obligations.falling import (
    BREACHED,
    DUE,
    KNOWN,
    LAW,
    PLANNED,
    WARDEN,
    WARNED,
    overtaken,
)

BREACH = RecordBreach(**PLANNED)


def test_a_breach_is_recorded_once() -> None:
    """Warned or not, it stands once."""
    given(WARNED, law=LAW).when(BREACH, by=WARDEN, at=DUE).then(BREACHED)
    given(BREACHED, law=LAW).when(BREACH, by=WARDEN, at=DUE).nothing()


def test_it_says_what_offence_it_may_be() -> None:
    """The clause's own word is what a reaction proposes."""
    breach = RecordBreach(**PLANNED, breach="late")
    given(law=LAW).when(breach, by=WARDEN, at=DUE).then(ObligationBreached(**KNOWN, breach="late"))


def test_after_it_was_overtaken_it_can_be_recorded_again() -> None:
    """Only by whoever knows of the first time."""
    again = RecordBreach(**PLANNED, times=1)
    given(BREACHED, overtaken(1), law=LAW).when(again, by=WARDEN, at=DUE).then(BREACHED)
    given(BREACHED, overtaken(1), law=LAW).when(BREACH, by=WARDEN, at=DUE).nothing()


def test_a_reply_in_the_last_moment_stops_it() -> None:
    """The decision sees what the warden had not yet seen."""
    replied = TicketReplied(ticket="T1", person="A003")
    breach = RecordBreach(**(PLANNED | {"case": "ticket:T1", "types": ("ticket.replied",)}))
    given(replied, law=LAW).when(breach, by=WARDEN, at=DUE).nothing()
