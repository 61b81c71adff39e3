"""Shelving an alarm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ledger.registers.alarms.events import AlarmShelved
from ledger.registers.alarms.shelve_alarm import ShelveAlarm, ShelvedTooLong
from ledger.registers.alarms.standing import NoAlarm
from ledger.testing import NOON, given
from tests.ledger.registers.alarms.alarms import LEADER, OVERDUE, RAISED

NOW = NOON + timedelta(minutes=5)


def shelving(hours: float) -> ShelveAlarm:
    """Put it aside for so long."""
    return ShelveAlarm(obligation=OVERDUE, until=NOW + timedelta(hours=hours), reason="部门停电")


def test_an_alarm_is_shelved_until_an_instant() -> None:
    """The event holds the instant and the reason."""
    action = shelving(2)
    given(LEADER, RAISED).when(action, by="A017", at=NOW).then(
        AlarmShelved(obligation=OVERDUE, fact="2", until=action.until, reason="部门停电"),
        reading=("alarms.shelving",),
    )


@pytest.mark.parametrize("hours", [-1, 0, 8.01])
def test_an_alarm_comes_back_within_a_shift(hours: float) -> None:
    """Neither an instant that has passed nor one beyond eight hours is taken."""
    given(LEADER, RAISED).when(shelving(hours), by="A017", at=NOW).refused(
        ShelvedTooLong, citing=(2,), clause="alarms.shelving"
    )


def test_only_an_alarm_that_stands_is_shelved() -> None:
    """Without one there is nothing to put aside."""
    given(LEADER).when(shelving(1), by="A017", at=NOW).refused(NoAlarm)
