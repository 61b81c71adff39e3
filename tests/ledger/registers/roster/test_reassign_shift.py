"""Passing a shift on."""

from __future__ import annotations

import pytest

from ledger.kernel.words import Unfit
from ledger.registers.roster.events import ShiftAssigned, ShiftReassigned
from ledger.registers.roster.holding import NoSuchShift, OnTwoShifts, ShiftOver
from ledger.registers.roster.reassign_shift import HasItAlready, ReassignShift
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER
from tests.ledger.registers.roster.rosters import DAY, NIGHT, utc

PASSED = ShiftReassigned(
    shift=NIGHT.shift,
    giver="A003",
    person="A004",
    giver_day="A003/2026-11-23",
    giver_next_day="A003/2026-11-24",
    day="A004/2026-11-23",
    next_day="A004/2026-11-24",
    starts=NIGHT.starts,
    ends=NIGHT.ends,
    code="N",
    reason="family",
)


def test_a_shift_passes_with_its_times_and_its_identity() -> None:
    """It lies under the days of both people from then on."""
    given(LEADER, COLLEAGUE, NIGHT).when(
        ReassignShift(shift=NIGHT.shift, person="A004", reason="family"), by="A017"
    ).then(PASSED)


def test_and_back_again() -> None:
    """What was passed on can be passed back: the way to undo it."""
    outcome = given(LEADER, AGENT, NIGHT, PASSED).when(
        ReassignShift(shift=NIGHT.shift, person="A003"), by="A017"
    )

    assert [
        (event.giver, event.person)
        for event in outcome.events
        if isinstance(event, ShiftReassigned)
    ] == [("A004", "A003")]


def test_who_is_on_another_shift_meanwhile_cannot_take_it() -> None:
    """S4.10-04, over midnight too: the shift in the way is cited."""
    early = ShiftAssigned(
        shift="2026-11-24/X/A004",
        person="A004",
        day="A004/2026-11-24",
        starts=utc("2026-11-23 23:00"),
        ends=utc("2026-11-24 03:00"),
        code="X",
    )
    given(LEADER, COLLEAGUE, NIGHT, early).when(
        ReassignShift(shift=NIGHT.shift, person="A004"), by="A017"
    ).refused(OnTwoShifts, citing=(4,))


def test_it_does_not_pass_to_whoever_has_it() -> None:
    """Nothing would change."""
    given(LEADER, AGENT, DAY).when(
        ReassignShift(shift=DAY.shift, person="A003"), by="A017"
    ).refused(HasItAlready, citing=(3,))


def test_what_is_over_or_was_never_there_cannot_pass() -> None:
    """Who was on a shift that is over stays on record."""
    given(LEADER, COLLEAGUE, DAY).when(
        ReassignShift(shift=DAY.shift, person="A004"), by="A017", at=DAY.ends
    ).refused(ShiftOver, citing=(3,))
    given(LEADER, COLLEAGUE).when(ReassignShift(shift=DAY.shift, person="A004"), by="A017").refused(
        NoSuchShift
    )


def test_an_identity_begins_with_the_day() -> None:
    """What is no identity of a shift is told of, with an example."""
    with pytest.raises(Unfit, match="2026-11-21/D/A031"):
        ReassignShift(shift="S-1", person="A004").boundary()
