"""A leader takes note of an alarm."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ObligationId
from ledger.kernel.words import Words
from ledger.registers.alarms.events import AlarmAcknowledged
from ledger.registers.alarms.standing import alarms_of, require_alarm


class AcknowledgeAlarm(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("确认告警", "Acknowledge an alarm"),
):
    """Take note of an alarm; it stands until the obligation is discharged."""

    obligation: ObligationId

    def boundary(self) -> Boundary:
        """The alarms of the obligation."""
        return alarms_of(self.obligation)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Takes note once; says nothing the second time."""
        law.cite("alarms.response")
        alarm = require_alarm(past, self.obligation)
        if alarm.acknowledged is not None:
            past.cite(alarm.acknowledged)
            return
        fact = str(alarm.raised.position)
        yield AlarmAcknowledged(obligation=self.obligation, fact=fact)
