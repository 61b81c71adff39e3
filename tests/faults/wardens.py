"""Two wardens at once over one ledger, stopped and started at random, step by step."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from ledger.obligations.rows import BREACHED, DISCHARGED_LATE
from ledger.obligations.tracker import Tracker
from ledger.vault import Vault, WrappingKey
from tests.faults.account import Findings
from tests.faults.victim import opened
from tests.ledger.duel import Duel, fight


def restarted(place: str, restarts: int, seed: int) -> Findings:
    """What two wardens left undone, or did twice, over so many restarts in an empty ledger."""
    with tempfile.TemporaryDirectory(prefix="dutybook-vault-") as folder:
        keys = Path(folder) / "book"
        with (
            opened(place) as recorder,
            Vault.open(keys, wrapping_key=WrappingKey.generate(), create=True) as vault,
        ):
            duel = Duel(recorder, vault, Random(seed))
            fight(duel, restarts, [None, None])
            return findings(duel)


def findings(duel: Duel) -> Findings:
    """What is in the ledger beside what a fresh fold says had to be recorded."""
    counts = duel.counts()
    tracker = Tracker(duel.book.site.zone, duel.law)
    tracker.apply(duel.book.recorder.rows())
    missed = {
        row.id for row in tracker.obligations.values() if row.state in (BREACHED, DISCHARGED_LATE)
    }
    breached = {key[1] for key in counts if key[0] == "obligation.breached"}
    proposed = sum(key[0] == "offence.proposed" for key in counts)
    return Findings(
        lost=len(missed - breached) + len(breached) - proposed,
        duplicates=sum(count - 1 for count in counts.values()),
        unasked=len(breached - missed),
    )
