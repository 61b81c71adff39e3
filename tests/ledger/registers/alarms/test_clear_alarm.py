"""Clearing an alarm."""

from __future__ import annotations

from ledger.registers.alarms.clear_alarm import ClearAlarm
from ledger.registers.alarms.events import AlarmAcknowledged, AlarmCleared
from ledger.testing import given
from tests.ledger.registers.alarms.alarms import OVERDUE, RAISED

WARDEN = "program:warden"
CLEARED = AlarmCleared(obligation=OVERDUE, fact="1")


def test_the_alarm_that_stands_is_cleared() -> None:
    """Whether or not anybody has taken note of it."""
    clear = ClearAlarm(obligation=OVERDUE, fact="1")
    given(RAISED).when(clear, by=WARDEN).then(CLEARED, resting_on=(1,))
    noted = AlarmAcknowledged(obligation=OVERDUE, fact="1")
    given(RAISED, noted).when(clear, by=WARDEN).then(CLEARED)


def test_it_is_cleared_once() -> None:
    """A second warden finds nothing to clear."""
    given(RAISED, CLEARED).when(ClearAlarm(obligation=OVERDUE, fact="1"), by=WARDEN).nothing()


def test_a_newer_alarm_stays() -> None:
    """What was raised anew is another alarm."""
    noted = AlarmAcknowledged(obligation=OVERDUE, fact="1")
    given(RAISED, noted, RAISED).when(ClearAlarm(obligation=OVERDUE, fact="1"), by=WARDEN).nothing()
