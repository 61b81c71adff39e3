"""The order of a ledger is that of its commits, whatever the clock says."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.faults.account import Findings
from tests.faults.clocks import ClockJumps

TRIALS = 15


def jumped(place: str) -> ClockJumps:
    """Trials that found nothing."""
    trials = ClockJumps(place, Random(31))
    findings = Findings()
    for _ in range(TRIALS):
        findings += trials.trial()
    assert findings == Findings()
    return trials


def test_a_clock_that_jumps_disorders_no_file(scratch: Path) -> None:
    """Positions, command ids and answers in a file do not depend on the clock."""
    trials = jumped(str(scratch / "floor.ledger"))
    assert trials.clock.steps_back > TRIALS
    assert trials.account.acknowledged > TRIALS


def test_a_clock_that_jumps_disorders_no_server(postgres_url: str) -> None:
    """Positions, command ids and answers on a server do not depend on the clock."""
    trials = jumped(postgres_url)
    assert trials.clock.steps_back > TRIALS
    assert trials.account.acknowledged > TRIALS
