"""Alarms come of breaches and levels by themselves, and end with what they demand."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from ledger.book import Facts
from ledger.obligations.firing import ACKNOWLEDGED, ALARM
from ledger.registers.alarms.events import AlarmAcknowledged
from ledger.store.memory import memory_store
from ledger.vault import Vault
from ledger.warden import Warden
from tests.ledger.duel import Duel, fight


def names(duel: Duel, family: str = "alarm.") -> list[str]:
    """The events of a family, in order."""
    return [each.type_name for each in duel.book.read() if each.type_name.startswith(family)]


@pytest.fixture
def overdue(vault: Vault) -> tuple[Duel, Warden]:
    """A matter that nobody has answered in time, and a warden who has noticed."""
    duel = Duel(memory_store(), vault, Random(1))
    duel.begin()
    duel.clock.advance(timedelta(minutes=61))
    warden = Warden.of(duel.book, law=duel.law)
    warden.step()
    return duel, warden


def test_a_breach_raises_one_alarm_in_the_same_commit(overdue: tuple[Duel, Warden]) -> None:
    """The breach and its alarm are of one command, and a second look adds nothing."""
    duel, warden = overdue
    warden.step()

    events = list(duel.book.read())
    alarm = next(each for each in events if each.type_name == "alarm.raised")
    breach = next(each for each in events if each.type_name == "obligation.breached")
    assert alarm.envelope.command == breach.envelope.command
    assert names(duel) == ["alarm.raised"]


def test_the_discharge_clears_the_alarm(overdue: tuple[Duel, Warden]) -> None:
    """After the answer the warden records that nobody need act any more, once."""
    duel, warden = overdue
    duel.answer("T1", minutes_ago=0)
    warden.step()
    warden.step()
    Warden.of(duel.book, law=duel.law).step()

    assert names(duel) == ["alarm.raised", "alarm.cleared"]
    live = warden.tracker.live(next(iter(warden.tracker.obligations)))
    assert live is not None
    assert not [key for key in live.fired if key[0] == ALARM]


def test_a_breach_that_was_none_takes_its_alarm_back(overdue: tuple[Duel, Warden]) -> None:
    """An answer in time that is recorded late withdraws the breach and clears the alarm."""
    duel, warden = overdue
    duel.answer("T1", minutes_ago=30)
    warden.step()

    assert names(duel) == ["alarm.raised", "alarm.cleared"]
    assert "obligation.overtaken" in names(duel, "obligation.")


def test_what_was_done_already_raises_no_alarm(vault: Vault) -> None:
    """A warden that was away records the breach of an answer that came late, and no alarm."""
    duel = Duel(memory_store(), vault, Random(1))
    duel.begin()
    duel.clock.advance(timedelta(hours=2))
    duel.answer("T1", minutes_ago=5)
    Warden.of(duel.book, law=duel.law).step()

    assert "obligation.breached" in names(duel, "obligation.")
    assert names(duel) == []


def test_the_next_level_raises_a_new_alarm_only_after_an_answer(
    overdue: tuple[Duel, Warden],
) -> None:
    """What goes up after somebody took note is an alarm again; the note was of the old one."""
    duel, warden = overdue
    identity = next(iter(warden.tracker.obligations))
    raised = next(each for each in duel.book.read() if each.type_name == "alarm.raised")
    noted = AlarmAcknowledged(obligation=identity, fact=str(raised.position))
    facts = Facts(duel.book.new_command(), [(noted, duel.clock.now())])
    duel.book.record([facts], by="A017")
    warden.step()
    live = warden.tracker.live(identity)
    assert live is not None
    assert (ACKNOWLEDGED, 0, 0) in live.fired
    duel.clock.advance(timedelta(days=1))
    warden.step()

    assert names(duel) == ["alarm.raised", "alarm.acknowledged", "alarm.raised"]
    assert (ACKNOWLEDGED, 0, 0) not in live.fired


@pytest.mark.parametrize("seed", range(3))
def test_two_wardens_restarted_at_random_raise_and_clear_each_alarm_once(
    seed: int, vault: Vault
) -> None:
    """Whoever died when, an obligation has at most one alarm, and none once it is discharged."""
    duel = Duel(memory_store(), vault, Random(seed))
    fight(duel, 20, [None, None])
    warden = Warden.of(duel.book, law=duel.law)
    warden.step()

    raised: dict[str, int] = {}
    for each in duel.book.read():
        if each.type_name in ("alarm.raised", "alarm.cleared"):
            identity = next(tag for tag in each.tags if tag.startswith("obligation:"))
            raised[identity] = raised.get(identity, 0) + (
                1 if each.type_name == "alarm.raised" else -1
            )
    standing = {identity for identity, count in raised.items() if count}
    assert set(raised.values()) <= {0, 1}
    concluded = {
        f"obligation:{row.id}"
        for row in warden.tracker.obligations.values()
        if row.concluded_at is not None
    }
    assert raised
    assert not standing & concluded
