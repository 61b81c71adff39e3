"""A disk that runs full costs nothing but the commands that were told so."""

from __future__ import annotations

from random import Random

import pytest

from tests.faults.account import Findings
from tests.faults.space import NoSmallDisk, full_disk_under_a_file, full_disk_under_a_server

TRIALS = 8
NOT_HERE = "Only a system that lets us mount a small disk can have it full."


def test_a_full_disk_under_a_file_loses_nothing() -> None:
    """Each time the disk is full callers are told so, and all goes on when there is room."""
    findings = Findings()
    try:
        with full_disk_under_a_file(Random(17)) as trials:
            for _ in range(TRIALS):
                findings += trials.trial()
    except NoSmallDisk:
        pytest.skip(NOT_HERE)
    assert findings == Findings()
    assert trials.fulls >= TRIALS
    assert trials.account.acknowledged > TRIALS


def test_a_full_disk_under_a_server_loses_nothing() -> None:
    """The server refuses what it has no room for, or falls over, and keeps what it acknowledged."""
    findings = Findings()
    try:
        with full_disk_under_a_server(Random(19)) as (trials, server):
            for _ in range(TRIALS):
                findings += trials.trial(server)
    except NoSmallDisk:
        pytest.skip(NOT_HERE)
    assert findings == Findings()
    assert trials.fulls > 0
    assert trials.account.acknowledged > TRIALS
