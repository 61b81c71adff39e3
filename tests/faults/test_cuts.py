"""The power may go at any write or sync; what was acknowledged is there when it is back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from ledger.store.connection import ConnectionFactory
from ledger.store.recorder import DCBEvent, NotALedger, StoreUnavailable
from ledger.store.sqlite import SQLiteRecorder
from tests.faults.account import Findings
from tests.faults.cuts import Careless, Durable, PowerCuts, cut_while_made

CUTS = 400


def found(cuts: PowerCuts, trials: int) -> Findings:
    """Everything a number of trials found."""
    findings = Findings()
    for seed in range(trials):
        findings += cuts.trial(seed)
    return findings


def test_a_power_cut_loses_nothing_acknowledged(scratch: Path) -> None:
    """After each cut all acknowledged commands are whole and in place, and outcomes settle."""
    cuts = PowerCuts(scratch)
    assert found(cuts, CUTS) == Findings()
    assert cuts.acknowledged > CUTS


def test_a_disk_that_fails_to_sync_loses_nothing_acknowledged(scratch: Path) -> None:
    """An append whose sync failed is not acknowledged, and harms none before or after it."""
    cuts = PowerCuts(scratch, failing=0.1)
    assert found(cuts, 100) == Findings()
    assert cuts.acknowledged > 100


@pytest.mark.parametrize(("connections", "honest"), [(Careless, True), (Durable, False)])
def test_the_trials_find_what_loses_commits(
    scratch: Path, connections: Callable[[str, Random], ConnectionFactory], honest: bool
) -> None:
    """Commits that are not synced, by the program or by the disk, are lost in some trials."""
    assert found(PowerCuts(scratch, connections, honest=honest), 60).lost > 0


def test_a_trial_repeats_itself(scratch: Path) -> None:
    """The same seed cuts the same commands off at the same place."""
    cuts = PowerCuts(scratch, Careless)
    told = []
    for _ in range(2):
        before = cuts.acknowledged
        findings = [cuts.trial(seed) for seed in range(20)]
        told.append((cuts.acknowledged - before, findings))
    assert told[0] == told[1]


def test_a_ledger_whose_making_was_cut_off_is_made_anew(scratch: Path) -> None:
    """At whichever change the power goes, opening for writing finds or makes an empty ledger.

    Opening for reading only says what is to be done, and changes nothing.
    """
    empty, refused = 0, 0
    for changes in range(60):
        path = cut_while_made(scratch, changes)
        try:
            SQLiteRecorder(path, readonly=True).close()
        except NotALedger:
            empty += 1
        except StoreUnavailable as fault:
            refused += "opened for writing once" in str(fault)
        with SQLiteRecorder(path) as recorder:
            assert recorder.append([DCBEvent("note", b"")]) == 1
            recorder.verify()
    assert empty > 0
    assert refused > 0
