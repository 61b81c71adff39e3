"""Warning the debtor."""

from __future__ import annotations

from datetime import timedelta

from ledger.kernel.action import NotEntitled
from ledger.registers.desk.events import TicketReplied
from ledger.registers.obligations.events import ObligationWarned
from ledger.registers.obligations.warn_debtor import WarnDebtor
from ledger.testing import given
from tests.ledger.registers.obligations.falling import DUE, KNOWN, LAW, PLANNED, WARDEN, WARNED

WARN = WarnDebtor(**PLANNED, step=0)


def test_the_debtor_is_warned() -> None:
    """The warning stands under the debtor, and rests on the clause."""
    given(law=LAW).when(WARN, by=WARDEN, at=DUE).then(
        WARNED, reading=("answer", "obligations.firing")
    )


def test_a_warning_is_given_once() -> None:
    """A second warden has nothing to record."""
    given(WARNED, law=LAW).when(WARN, by=WARDEN, at=DUE).nothing()


def test_each_warning_is_another() -> None:
    """The second warning follows the first, and so does the first after the clock began anew."""
    second = WarnDebtor(**PLANNED, step=1)
    given(WARNED, law=LAW).when(second, by=WARDEN, at=DUE).then(ObligationWarned(**KNOWN, step=1))
    again = {**PLANNED, "round": 1}
    given(WARNED, law=LAW).when(WarnDebtor(**again, step=0), by=WARDEN, at=DUE).then(
        ObligationWarned(**{**KNOWN, "round": 1}, step=0)
    )


def test_a_warning_noticed_late_says_so() -> None:
    """More than the clause allows has passed since it was due."""
    later = {**PLANNED, "noticed": DUE + timedelta(minutes=3)}
    given(law=LAW).when(WarnDebtor(**later, step=0), by=WARDEN, at=DUE).then(
        ObligationWarned(**KNOWN, step=0, late=True)
    )


def test_news_of_the_case_stops_a_warning() -> None:
    """What happened after the warden had looked may have discharged it."""
    replied = TicketReplied(ticket="T1", person="A003")
    looked = {**PLANNED, "case": "ticket:T1", "types": ("ticket.replied",)}
    warn = WarnDebtor(**looked, step=0)
    given(replied, law=LAW).when(warn, by=WARDEN, at=DUE).nothing()
    seen = WarnDebtor(**(looked | {"seen": 1}), step=0)
    given(replied, law=LAW).when(seen, by=WARDEN, at=DUE).then(WARNED)


def test_nobody_else_warns() -> None:
    """A person cannot record what the program alone finds."""
    given(law=LAW).when(WARN, by="A017", at=DUE).refused(NotEntitled)
