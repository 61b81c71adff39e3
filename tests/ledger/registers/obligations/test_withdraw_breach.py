"""Withdrawing a breach that was none."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.registers.discipline.events import OffenceExcused, OffenceProposed, OffenceVoided
from ledger.registers.obligations.withdraw_breach import WithdrawBreach
from ledger.testing import given
from tests.ledger.registers.obligations.falling import (
    BREACHED,
    DUE,
    LAW,
    PLANNED,
    WARDEN,
    WARNED,
    overtaken,
)

KNOWN = {name: PLANNED[name] for name in WithdrawBreach.__struct_fields__ if name in PLANNED}
WITHDRAW = WithdrawBreach(**KNOWN, fact="2")
CASE: dict[str, Any] = {
    "offence": "A003/2026-11-21/2.1",
    "person": "A003",
    "day": "A003/2026-11-21",
    "month": "A003/2026-11",
    "year": "A003/2026",
    "fact": "2",
}
PROPOSED = OffenceProposed(**CASE, clause="late", occurred=date(2026, 11, 21), evidence=(2,))


def test_the_breach_that_stands_is_withdrawn_once() -> None:
    """The withdrawal names it; a second one finds nothing that stands."""
    given(WARNED, BREACHED, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).then(overtaken(2))
    given(WARNED, BREACHED, overtaken(2), law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).nothing()


def test_another_breach_than_the_one_named_stays() -> None:
    """What was recorded meanwhile is not withdrawn unseen."""
    given(BREACHED, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).nothing()


def test_what_was_proposed_because_of_it_is_void() -> None:
    """Nobody is left with a case that rests on a breach which was none."""
    given(WARNED, BREACHED, PROPOSED, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).then(
        overtaken(2), OffenceVoided(**CASE, decider=WARDEN)
    )


def test_what_a_person_has_decided_stands() -> None:
    """A decision is taken back by a person, never by the program."""
    excused = OffenceExcused(**CASE, decider="A017", reason="系统故障")
    given(WARNED, BREACHED, PROPOSED, excused, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).then(
        overtaken(2)
    )
