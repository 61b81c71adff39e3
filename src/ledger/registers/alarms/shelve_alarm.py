"""A leader puts an alarm aside for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ObligationId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.alarms.events import AlarmShelved
from ledger.registers.alarms.standing import alarms_of, require_alarm


class ShelvedTooLong(
    Refused,
    clause="alarms.shelving",
    zh="告警最多可搁置到 {latest}；请填写在此之前、现在之后的时间",
    en="an alarm is shelved until {latest} at the most; name an instant from now until then",
):
    """What is put aside comes back, and soon enough."""


class ShelveAlarm(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("搁置告警", "Shelve an alarm"),
):
    """Put an alarm aside until an instant, for a reason; then it is there again by itself."""

    obligation: ObligationId
    until: datetime
    reason: Text

    def boundary(self) -> Boundary:
        """The alarms of the obligation."""
        return alarms_of(self.obligation)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Shelves the alarm that stands, for no longer than the clause allows."""
        alarm = require_alarm(past, self.obligation)
        latest = past.at + law.read("alarms.shelving", "longest", timedelta)
        if not past.at < self.until <= latest:
            raise ShelvedTooLong(
                evidence=(alarm.raised.position,),
                latest=f"{latest.astimezone(law.zone):%Y-%m-%d %H:%M}",
            )
        yield AlarmShelved(
            obligation=self.obligation,
            fact=str(alarm.raised.position),
            until=self.until,
            reason=self.reason,
        )
