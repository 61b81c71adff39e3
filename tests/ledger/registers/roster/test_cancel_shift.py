"""Cancelling a shift."""

from __future__ import annotations

from ledger.registers.roster.cancel_shift import CancelShift
from ledger.registers.roster.events import ShiftCancelled
from ledger.registers.roster.holding import NoSuchShift, ShiftOver
from ledger.testing import given
from tests.ledger.registers.people import LEADER
from tests.ledger.registers.roster.rosters import NIGHT

CANCELLED = ShiftCancelled(
    shift=NIGHT.shift,
    person="A003",
    day="A003/2026-11-23",
    next_day="A003/2026-11-24",
    starts=NIGHT.starts,
    ends=NIGHT.ends,
    code="N",
    reason="closed",
)


def test_a_shift_is_taken_off_both_of_its_days() -> None:
    """Nobody is on it any more."""
    given(LEADER, NIGHT).when(CancelShift(shift=NIGHT.shift, reason="closed"), by="A017").then(
        CANCELLED, resting_on=(1, 2)
    )


def test_it_is_cancelled_once_and_not_after_its_end() -> None:
    """A cancelled shift is no shift, and one that is over stays."""
    given(LEADER, NIGHT, CANCELLED).when(CancelShift(shift=NIGHT.shift), by="A017").refused(
        NoSuchShift, citing=(3,)
    )
    given(LEADER, NIGHT).when(CancelShift(shift=NIGHT.shift), by="A017", at=NIGHT.ends).refused(
        ShiftOver, citing=(2,)
    )
