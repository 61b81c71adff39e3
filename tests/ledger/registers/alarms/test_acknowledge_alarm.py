"""Acknowledging an alarm."""

from __future__ import annotations

from ledger.kernel.action import NotEntitled, Role
from ledger.registers.alarms.acknowledge_alarm import AcknowledgeAlarm
from ledger.registers.alarms.events import AlarmAcknowledged, AlarmCleared
from ledger.registers.alarms.standing import NoAlarm
from ledger.registers.org.events import PersonRegistered
from ledger.testing import given
from tests.ledger.registers.alarms.alarms import LEADER, OVERDUE, RAISED

ACKNOWLEDGED = AlarmAcknowledged(obligation=OVERDUE, fact="2")


def test_a_leader_takes_note_of_an_alarm() -> None:
    """The event names the alarm by its position and rests on it and on the leader's role."""
    given(LEADER, RAISED).when(AcknowledgeAlarm(obligation=OVERDUE), by="A017").then(
        ACKNOWLEDGED, reading=("alarms.response",), resting_on=(1, 2)
    )


def test_note_is_taken_once() -> None:
    """The second time nothing happens."""
    given(LEADER, RAISED, ACKNOWLEDGED).when(
        AcknowledgeAlarm(obligation=OVERDUE), by="A017"
    ).nothing()


def test_an_alarm_that_is_cleared_cannot_be_acknowledged() -> None:
    """Nothing stands any more, and the refusal says so."""
    given(LEADER, RAISED, AlarmCleared(obligation=OVERDUE, fact="2")).when(
        AcknowledgeAlarm(obligation=OVERDUE), by="A017"
    ).refused(NoAlarm, citing=(), clause="alarms.response")


def test_an_agent_does_not_acknowledge() -> None:
    """It takes somebody who leads."""
    agent = PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,))
    given(agent, RAISED).when(AcknowledgeAlarm(obligation=OVERDUE), by="A003").refused(NotEntitled)
