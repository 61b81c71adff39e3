"""Two wardens restarted at random leave nothing undone, do nothing twice; the check would see."""

from __future__ import annotations

from pathlib import Path
from random import Random

from ledger.book import Facts
from ledger.kernel.clock import CountedIds
from ledger.store.memory import memory_store
from ledger.vault import Vault, WrappingKey
from tests.faults.account import Findings
from tests.faults.wardens import findings, restarted
from tests.ledger.duel import Duel, fight


def test_restarts_leave_nothing_undone(tmp_path: Path) -> None:
    """On a ledger in a file, forty processes come to what one would have done."""
    assert restarted(str(tmp_path / "watched.ledger"), 40, seed=1).sound


def test_what_was_done_twice_or_not_at_all_is_found(tmp_path: Path) -> None:
    """A breach recorded once more, and one that nobody recorded, both stand in the findings."""
    keys = WrappingKey.generate()
    with Vault.open(tmp_path / "book", wrapping_key=keys, create=True) as vault:
        duel = Duel(memory_store(), vault, Random(1))
        fight(duel, 10, [None, None])
        kept = next(each for each in duel.book.read() if each.type_name == "obligation.breached")
        assert kept.event is not None
        again = Facts(CountedIds(9).command(kept.envelope.at), [(kept.event, kept.envelope.at)])
        duel.book.record([again], by="program:test")

        assert findings(duel) == Findings(duplicates=1)
