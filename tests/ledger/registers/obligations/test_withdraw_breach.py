"""Withdrawing a breach that was none."""

from __future__ import annotations

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


def test_the_breach_that_stands_is_withdrawn_once() -> None:
    """The withdrawal names it; a second one finds nothing that stands."""
    given(WARNED, BREACHED, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).then(overtaken(2))
    given(WARNED, BREACHED, overtaken(2), law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).nothing()


def test_another_breach_than_the_one_named_stays() -> None:
    """What was recorded meanwhile is not withdrawn unseen."""
    given(BREACHED, law=LAW).when(WITHDRAW, by=WARDEN, at=DUE).nothing()
