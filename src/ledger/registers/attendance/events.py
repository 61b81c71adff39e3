"""What happens to attendance."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import AbsenceId, PersonDay, PersonId, PersonMonth, PersonYear
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
    """A person has arrived, before or after the start of the shift where that is known."""

    person: PersonId
    day: PersonDay
    shift_starts: datetime | None = None


class LatenessRecorded(Event, type="lateness.recorded", version=1):
    """A person was so many minutes late, with permission or without."""

    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    minutes: Count
    occasion: Occasion = Occasion.SHIFT
    permitted: bool = False


class LatenessPermitted(Event, type="lateness.permitted", version=1):
    """A person who would be late has been permitted to be."""

    person: PersonId
    day: PersonDay
    by_phone: bool = False
    reason: Text | None = None
    shift_starts: datetime | None = None


class EarlyLeavingRecorded(Event, type="early_leaving.recorded", version=1):
    """A person left so many minutes early, with permission or without."""

    person: PersonId
    day: PersonDay
    year: PersonYear
    minutes: Count
    occasion: Occasion = Occasion.SHIFT
    permitted: bool = False


class AbsenceRecorded(Event, type="absence.recorded", version=1):
    """A person was absent for so many days."""

    person: PersonId
    day: PersonDay
    month: PersonMonth
    year: PersonYear
    days: Count = 1
    occasion: Occasion = Occasion.SHIFT
    origin: Origin = Origin.NO_LEAVE


class PostLeft(Event, type="post.left", version=1):
    """A person has left the post during working time, perhaps with a limit to the absence."""

    person: PersonId
    day: PersonDay
    absence: AbsenceId
    limit_ends: datetime | None = None
    permitted: bool = False
    reason: Text | None = None


class PostReturned(Event, type="post.returned", version=1):
    """A person is back at the post after so many minutes."""

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
