"""What happens to the roster."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from ledger.kernel.event import Event
from ledger.kernel.tags import GroupId, PersonDay, PersonId, PersonMonth, RosterId, ShiftId
from ledger.kernel.values import Count, Text

ShiftCode = Annotated[str, msgspec.Meta(min_length=1, max_length=1)]
"""The letter of a shift kind, as the rulebook has it."""


class Cause(StrEnum):
    """Why somebody is on a shift."""

    ROSTER = "roster"
    SWAP = "swap"
    OVERTIME = "overtime"
    ARRANGED = "arranged"
    GROUP = "group"


class RosterPublished(Event, type="roster.published", version=1):
    """The roster of a period has been published, with so many shifts in the same commit."""

    roster: RosterId
    first: date
    last: date
    shifts: Count


class RosterWithdrawn(Event, type="roster.withdrawn", version=1):
    """A published roster has been taken back; its shifts were cancelled in the same commit."""

    roster: RosterId
    shifts: Count
    reason: Text


class ShiftAssigned(Event, type="shift.assigned", version=1):
    """A person is on a shift, which counts under the day on which it starts.

    ``next_day`` is there when the shift goes on past midnight of the site. An event about a shift
    lies under every day of every person that it concerns, so that one day shows all shifts of it.
    """

    shift: ShiftId
    person: PersonId
    day: PersonDay
    starts: datetime
    ends: datetime
    code: ShiftCode
    next_day: PersonDay | None = None
    roster: RosterId | None = None
    job: Text | None = None
    night: bool = False
    holiday: bool = False
    origin: Cause = Cause.ROSTER


class ShiftReassigned(Event, type="shift.reassigned", version=1):
    """A shift has passed from one person to another; nothing else about it has changed."""

    shift: ShiftId
    giver: PersonId
    person: PersonId
    giver_day: PersonDay
    day: PersonDay
    starts: datetime
    ends: datetime
    code: ShiftCode
    giver_next_day: PersonDay | None = None
    next_day: PersonDay | None = None
    roster: RosterId | None = None
    origin: Cause = Cause.ARRANGED
    reason: Text | None = None


class ShiftCancelled(Event, type="shift.cancelled", version=1):
    """A shift will not be worked; nobody is on it any more."""

    shift: ShiftId
    person: PersonId
    day: PersonDay
    starts: datetime
    ends: datetime
    code: ShiftCode
    next_day: PersonDay | None = None
    roster: RosterId | None = None
    reason: Text | None = None


class DutyGroupFormed(Event, type="duty_group.formed", version=1):
    """A group for duty in turns stands anew, with one leader and these members."""

    group: GroupId
    leader: PersonId
    members: tuple[str, ...]


class DriverDutyRotated(Event, type="driver_duty.rotated", version=1):
    """The drivers' duty of a month has fallen to a driver, perhaps in the place of another."""

    driver: PersonId
    driver_month: PersonMonth
    substitute_for: str | None = None
