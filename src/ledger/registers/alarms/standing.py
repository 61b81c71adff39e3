"""Which alarm of an obligation stands, and how it is raised; shared by all that touch alarms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel.action import Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import ObligationId, tag
from ledger.registers.alarms.events import (
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    AlarmShelved,
)


class NoAlarm(
    Refused,
    clause="alarms.response",
    zh="义务 {obligation} 没有告警；可能已办结",
    en="obligation {obligation} has no alarm; it may have been discharged",
):
    """Only an alarm that stands is acknowledged or shelved."""


class Alarm(NamedTuple):
    """An alarm that stands, and what a leader has done about it."""

    raised: Found[Event]
    acknowledged: Found[Event] | None = None
    shelved: Found[Event] | None = None


def alarms_of(obligation: ObligationId) -> Boundary:
    """Everything about the alarms of one obligation."""
    return about(tag("obligation", obligation)).read(
        AlarmRaised, AlarmAcknowledged, AlarmShelved, AlarmCleared
    )


def standing_alarm(past: Past) -> Alarm | None:
    """The alarm of a boundary's obligation that stands, if one does; nothing is cited."""
    alarm: Alarm | None = None
    for each in past.peek(AlarmRaised, AlarmAcknowledged, AlarmShelved, AlarmCleared):
        if isinstance(each.event, AlarmRaised):
            alarm = Alarm(each)
        elif alarm is None or isinstance(each.event, AlarmCleared):
            alarm = None
        elif isinstance(each.event, AlarmAcknowledged):
            alarm = alarm._replace(acknowledged=each)
        else:
            alarm = alarm._replace(shelved=each)
    return alarm


def require_alarm(past: Past, obligation: ObligationId) -> Alarm:
    """The alarm that stands, cited.

    :raises NoAlarm: when none does.
    """
    alarm = standing_alarm(past)
    if alarm is None:
        raise NoAlarm(obligation=obligation)
    past.cite(alarm.raised)
    return alarm


def raising(past: Past, alarm: AlarmRaised) -> Iterator[AlarmRaised]:
    """Raises an alarm, unless one stands that nobody has answered yet.

    What goes up a level after somebody took note of it, or put it aside, is a new alarm.
    """
    standing = standing_alarm(past)
    if standing is None or standing.acknowledged is not None or standing.shelved is not None:
        yield alarm


def clearing(past: Past, obligation: ObligationId) -> Iterator[AlarmCleared]:
    """Clears the alarm that stands, if one does."""
    standing = standing_alarm(past)
    if standing is not None:
        past.cite(standing.raised)
        yield AlarmCleared(obligation=obligation, fact=str(standing.raised.position))
