"""The warden: everything that falls due, once, whoever is on watch and however often."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Thread

import msgspec
import pytest

from ledger.book import Book
from ledger.kernel.event import micros
from ledger.obligations.tracker import Tracker
from ledger.store.memory import memory_store
from ledger.store.recorder import LedgerRecorder
from ledger.vault import Vault
from ledger.views.tables import ViewTables
from ledger.warden import Warden
from tests.ledger.duel import Duel, fight, the_law

RESTARTS = 40


def expected_breaches(duel: Duel) -> set[str]:
    """The obligations that were not discharged in time, as a fresh fold finds them."""
    tracker = Tracker(duel.book.site.zone, the_law())
    tracker.apply(duel.book.recorder.rows())
    rows = tracker.obligations.values()
    return {row.id for row in rows if row.state in ("breached", "discharged-late")}


@pytest.mark.parametrize("seed", range(4))
def test_two_wardens_restarted_at_random_do_everything_once(seed: int, vault: Vault) -> None:
    """Each warning, level, breach and proposal is recorded once, whoever died when."""
    duel = Duel(memory_store(), vault, Random(seed))

    fight(duel, RESTARTS, [None, None])

    counts = duel.counts()
    assert set(counts.values()) == {1}
    breached = {key[1] for key in counts if key[0] == "obligation.breached"}
    assert breached == expected_breaches(duel)
    levels = [key for key in counts if key[0] == "obligation.escalated"]
    assert len(levels) > len(breached) / 2
    proposed = [key for key in counts if key[0] == "offence.proposed"]
    assert len(proposed) == len(breached)


def test_wardens_go_on_from_stored_views(vault: Vault, tmp_path: Path) -> None:
    """Both keep their views in one place, and the next process goes on from there."""
    duel = Duel(memory_store(), vault, Random(7))
    tables = [ViewTables.beside(tmp_path / "book") for _ in range(2)]

    fight(duel, RESTARTS, list(tables))

    counts = duel.counts()
    assert set(counts.values()) == {1}
    assert {key[1] for key in counts if key[0] == "obligation.breached"} == expected_breaches(duel)
    for each in tables:
        each.close()


def test_wardens_in_threads_share_one_book(recorder: LedgerRecorder, vault: Vault) -> None:
    """Two wardens that step at the very same time record everything once, on every store."""
    duel = Duel(recorder, vault, Random(3))
    for _ in range(40):
        duel.happen()
    duel.clock.advance(timedelta(days=1))
    wardens = [Warden.of(duel.book, law=duel.law) for _ in range(2)]
    threads = [Thread(target=each.step) for each in wardens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    duel.settle()

    assert set(duel.counts().values()) == {1}
    assert {
        key[1] for key in duel.counts() if key[0] == "obligation.breached"
    } == expected_breaches(duel)


def test_what_is_noticed_late_says_so(vault: Vault) -> None:
    """A warden that was away records a breach as of its due instant, and marks it late."""
    duel = Duel(memory_store(), vault, Random(1))
    duel.begin()
    duel.clock.advance(timedelta(hours=9))
    Warden.of(duel.book, law=duel.law).step()

    kept = [each for each in duel.book.read() if each.type_name == "obligation.breached"]
    opened = next(each for each in duel.book.read() if each.type_name == "test.opened")
    assert [getattr(each.event, "late", None) for each in kept] == [True]
    assert kept[0].envelope.at == opened.envelope.at + timedelta(hours=1)
    assert kept[0].envelope.causes == (opened.position,)


def test_a_reply_that_slips_in_stops_the_breach(vault: Vault) -> None:
    """What happens between the warden's look and its decision is seen by the decision."""
    duel = Duel(memory_store(), vault, Random(1))
    duel.begin()
    duel.clock.advance(timedelta(minutes=59))
    warden = Warden.of(duel.book, law=duel.law)
    warden.step()
    duel.clock.advance(timedelta(minutes=11))
    firing = warden.tracker.due_firings(_now(duel))
    duel.answer("T1", minutes_ago=20)

    assert [each.kind for each in firing][:1] == ["breach"]
    assert warden.record(firing[0]) is False
    duel.settle()
    assert [key for key in duel.counts() if key[0] == "obligation.breached"] == []


def test_a_late_record_of_a_reply_in_time_withdraws_the_breach(vault: Vault) -> None:
    """The breach stays in the ledger, and beside it stands that it was none after all."""
    duel = Duel(memory_store(), vault, Random(1))
    duel.begin()
    duel.clock.advance(timedelta(hours=2))
    warden = Warden.of(duel.book, law=duel.law)
    warden.step()
    duel.answer("T1", minutes_ago=110)
    warden.step()
    warden.step()

    names = [each.type_name for each in duel.book.read()]
    assert names.count("obligation.breached") == 1
    assert names.count("obligation.overtaken") == 1
    row = next(iter(warden.tracker.obligations.values()))
    assert (row.state, row.overtaken) == ("discharged", True)


def test_replaying_a_ledger_twice_gives_the_same_rows(vault: Vault) -> None:
    """Two folds of one ledger are equal to the byte."""
    duel = Duel(memory_store(), vault, Random(5))
    fight(duel, RESTARTS, [None, None])

    first, second = (rows_of(duel.book) for _ in range(2))

    assert first == second
    assert b"answer#" in first


def rows_of(book: Book) -> bytes:
    """All rows of a fresh fold, as bytes."""
    tracker = Tracker(book.site.zone, the_law())
    tracker.apply(book.recorder.rows())
    tables = {name: list(rows.values()) for name, rows in tracker.tables().items()}
    return msgspec.json.encode(tables)


def _now(duel: Duel) -> int:
    return micros(duel.clock.now())
