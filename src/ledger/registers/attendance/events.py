"""What happens to attendance."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import (
    AbsenceId,
    FactId,
    PersonDay,
    PersonId,
    PersonMonth,
    PersonYear,
    RollCallId,
    ShiftId,
)
from ledger.kernel.values import Count, Text


class Occasion(StrEnum):
    """What a person had to be present at."""

    SHIFT = "shift"
    DUTY = "duty"
    MORNING_MEETING = "morning-meeting"


class Origin(StrEnum):
    """Why a day counts as absence."""

    NO_LEAVE = "no-leave"
    LATE = "late"
    SWAP = "swap"
    MISSED_SHIFT = "missed-shift"
    NO_PROOF = "no-proof"
    LEAVE_ON_SWAP = "leave-on-swap"


class ArrivalRecorded(Event, type="arrival.recorded", version=1):
    """A person has arrived, before or after the start of the shift where that is known.

    It counts under the day on which the shift starts. ``arrived_at`` says when, where that was
    entered only later.
    """

    person: PersonId
    day: PersonDay
    shift_starts: datetime | None = None
    shift: ShiftId | None = None
    arrived_at: datetime | None = None


class ArrivalWithdrawn(Event, type="arrival.withdrawn", version=1):
    """An arrival was entered wrongly, and counts no more; nor does what was derived from it.

    ``withdrawn`` are the positions of the arrival and of what followed from it.
    """

    person: PersonId
    day: PersonDay
    withdrawn: tuple[FactId, ...]
    reason: Text
    shift: ShiftId | None = None


class DepartureRecorded(Event, type="departure.recorded", version=1):
    """A person has left at the end of a shift, or before it.

    It counts under the day on which the shift starts. ``left_at`` says when, where that was entered
    only later.
    """

    person: PersonId
    day: PersonDay
    shift: ShiftId | None = None
    shift_ends: datetime | None = None
    left_at: datetime | None = None


class RollCallHeld(Event, type="roll_call.held", version=1):
    """The people of a shift were called by name; these were there, and those were not."""

    roll_call: RollCallId
    leader: str
    starts: datetime
    code: str
    present: tuple[PersonId, ...]
    missing: tuple[PersonId, ...] = ()
    comments: Text | None = None


class LatenessRecorded(Event, type="lateness.recorded", version=1):
    """A person was so many full minutes late, with permission or without."""

    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    minutes: Count
    occasion: Occasion = Occasion.SHIFT
    permitted: bool = False
    shift: ShiftId | None = None


class LatenessPermitted(Event, type="lateness.permitted", version=1):
    """A person who would be late has been permitted to be, or to leave early."""

    person: PersonId
    day: PersonDay
    by_phone: bool = False
    reason: Text | None = None
    shift_starts: datetime | None = None
    shift: ShiftId | None = None
    early: bool = False
    """Whether it is to leave early."""


class EarlyLeavingRecorded(Event, type="early_leaving.recorded", version=1):
    """A person left so many full minutes early, with permission or without."""

    person: PersonId
    day: PersonDay
    year: PersonYear
    minutes: Count
    occasion: Occasion = Occasion.SHIFT
    permitted: bool = False
    shift: ShiftId | None = None


class AbsenceRecorded(Event, type="absence.recorded", version=1):
    """A person was absent for so many days."""

    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    days: Count = 1
    occasion: Occasion = Occasion.SHIFT
    origin: Origin = Origin.NO_LEAVE
    shift: ShiftId | None = None


class PostLeft(Event, type="post.left", version=1):
    """A person has left the post during working time, perhaps with a limit to the absence."""

    person: PersonId
    day: PersonDay
    absence: AbsenceId
    limit_ends: datetime | None = None
    permitted: bool = False
    reason: Text | None = None


class PostReturned(Event, type="post.returned", version=1):
    """A person is back at the post after so many full minutes."""

    person: PersonId
    day: PersonDay
    absence: AbsenceId
    minutes: Count


class OvertimeRefused(Event, type="overtime.refused", version=1):
    """A person has refused overtime that was ordered."""

    person: PersonId
    day: PersonDay
    reason: Text | None = None


class AbsenceExcused(Event, type="absence.excused", version=1):
    """A person's absence of that day has been excused on the strength of a proof."""

    person: PersonId
    day: PersonDay
    proof: Text


class StopWorkOrdered(Event, type="stop_work.ordered", version=1):
    """A person has been ordered to stop work for the day."""

    person: PersonId
    day: PersonDay
    reason: Text


class OutingBegan(Event, type="outing.began", version=1):
    """Somebody has gone out on business, with or without telling the manager first."""

    person: PersonId
    day: PersonDay
    destination: Text
    told_before: bool = True


class OutingExplained(Event, type="outing.explained", version=1):
    """Who went out without telling has explained it afterwards."""

    person: PersonId
    day: PersonDay
    reason: Text
