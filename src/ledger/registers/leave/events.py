"""What happens to a leave."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId
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
    """Leave has been asked for, by the person or by somebody else for the person."""

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


class LeaveSigned(Event, type="leave.signed", version=1):
    """Somebody has signed a leave under the post they hold."""

    leave: LeaveId
    signer: str
    post: str


class LeaveGranted(Event, type="leave.granted", version=1):
    """A leave has been granted."""

    leave: LeaveId
    person: PersonId
    applicant: str
    days: Amount
    category: Category
    night: bool = False
    holiday: bool = False
    ends: datetime | None = None


class LeaveRejected(Event, type="leave.rejected", version=1):
    """A leave has been rejected for a stated reason."""

    leave: LeaveId
    reason: Text


class SickLeaveEnded(Event, type="sick_leave.ended", version=1):
    """A sick leave of so many days has ended on a day."""

    leave: LeaveId
    person: PersonId
    ended_on: date
    days: Amount = 1


class MedicalProofSubmitted(Event, type="medical_proof.submitted", version=1):
    """A medical proof that covers a period has been handed in for a leave."""

    leave: LeaveId
    person: PersonId
    covers_from: date
    covers_to: date


class LeaveReturned(Event, type="leave.returned", version=1):
    """A person has reported back from leave."""

    leave: LeaveId
    person: PersonId
