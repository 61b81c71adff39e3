"""What happens to a leave."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonDay, PersonId, PersonMonth, PersonYear, TeamDay
from ledger.kernel.values import Amount, Count, Text


class Category(StrEnum):
    """What a leave is for."""

    PERSONAL = "personal"
    SPECIAL = "special"
    SICK = "sick"
    EMERGENCY = "emergency"
    ERRAND = "errand"
    STUDY = "study"
    REST = "rest"


class LeaveRequested(Event, type="leave.requested", version=1):
    """Leave has been asked for, by the person or by somebody else for the person.

    ``starts`` is when the first shift that it takes begins, where the roster has one. It lies
    under the person's months and years and the team's days that it touches. Of a leave that goes
    on into the next year, ``days_next_year`` of its days are in that one.
    """

    leave: LeaveId
    person: PersonId
    category: Category
    starts: datetime
    ends: datetime
    days: Amount
    requester: str | None = None
    """Who asked, where it was not the person."""
    night: bool = False
    holiday: bool = False
    swapped_shift: bool = False
    work_complete: bool = True
    staying: Count | None = None
    """How many of the team stay on duty, on the day on which the fewest do."""
    absent_from: tuple[str, ...] = ()
    """The person's shifts that it takes, as they stood on the roster."""
    days_next_year: Amount = 0
    months: tuple[PersonMonth, ...] = ()
    years: tuple[PersonYear, ...] = ()
    team_days: tuple[TeamDay, ...] = ()
    reason: Text | None = None
    own_superior: str | None = None
    """Whose subordinate the person was, and under which post that one would sign."""
    own_superior_post: str | None = None
    unforeseen: bool = False
    """Whether it could not be asked for in time."""
    away_from: datetime | None = None
    """From when on the person is away, where that is before the first shift that it takes."""

    @property
    def since(self) -> datetime:
        """From when on the person is away."""
        return self.away_from or self.starts


class LeaveSigned(Event, type="leave.signed", version=1):
    """Somebody has signed a leave under the post they hold."""

    leave: LeaveId
    signer: str
    post: str


class LeaveGranted(Event, type="leave.granted", version=1):
    """A leave has been granted; nobody who has one is put on a shift meanwhile."""

    leave: LeaveId
    person: PersonId
    applicant: str
    days: Amount
    category: Category
    night: bool = False
    holiday: bool = False
    starts: datetime | None = None
    ends: datetime | None = None
    absent_from: tuple[str, ...] = ()
    days_next_year: Amount = 0
    months: tuple[PersonMonth, ...] = ()
    years: tuple[PersonYear, ...] = ()
    team_days: tuple[TeamDay, ...] = ()
    own_superior: str | None = None
    own_superior_post: str | None = None
    unforeseen: bool = False
    person_days: tuple[PersonDay, ...] = ()
    """The days on which the shifts begin that it takes; nobody awaits the person on them."""


class LeaveRejected(Event, type="leave.rejected", version=1):
    """A leave has been rejected for a stated reason."""

    leave: LeaveId
    reason: Text
    person: PersonId | None = None
    rejecter: str | None = None
    months: tuple[PersonMonth, ...] = ()
    years: tuple[PersonYear, ...] = ()
    team_days: tuple[TeamDay, ...] = ()


class LeaveWithdrawn(Event, type="leave.withdrawn", version=1):
    """A leave that has not begun has been withdrawn, whether it was granted yet or not."""

    leave: LeaveId
    person: PersonId
    withdrawer: str
    reason: Text | None = None
    months: tuple[PersonMonth, ...] = ()
    years: tuple[PersonYear, ...] = ()
    team_days: tuple[TeamDay, ...] = ()


class SickLeaveEnded(Event, type="sick_leave.ended", version=1):
    """A sick leave of so many days has ended on a day."""

    leave: LeaveId
    person: PersonId
    ended_on: date
    days: Amount = 1


class MedicalProofSubmitted(Event, type="medical_proof.submitted", version=1):
    """A medical proof that covers a period has been handed in for a leave.

    ``uncovered`` is how many days of the leave no proof covers yet.
    """

    leave: LeaveId
    person: PersonId
    covers_from: date
    covers_to: date
    uncovered: Count = 0


class LeaveReturned(Event, type="leave.returned", version=1):
    """A person has reported back from leave, at an instant, perhaps before or after its end.

    The instant is that of the event unless it is told. ``unused`` are the days of the leave that
    were not needed, ``unused_next_year`` those of them that lie in the year after its first.
    """

    leave: LeaveId
    person: PersonId
    returned_at: datetime | None = None
    minutes_over: Count = 0
    unused: Amount = 0
    unused_next_year: Amount = 0
    months: tuple[PersonMonth, ...] = ()
    years: tuple[PersonYear, ...] = ()
    team_days: tuple[TeamDay, ...] = ()
