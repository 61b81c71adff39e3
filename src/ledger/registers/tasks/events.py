"""What happens to a task, to an error, and to a lead."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import MatterId, PersonId, TaskId
from ledger.kernel.values import Text


class TaskState(StrEnum):
    """What a report says of a task."""

    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not-done"
    BLOCKED = "blocked"


class TaskAssigned(Event, type="task.assigned", version=1):
    """A task has been given to somebody, due at an instant or normally done by one."""

    task: TaskId
    giver: PersonId
    doer: PersonId
    content: Text
    due_at: datetime | None = None
    normally_done_at: datetime | None = None


class TaskObjected(Event, type="task.objected", version=1):
    """Whoever was given a task has objected to it for a stated reason."""

    task: TaskId
    reason: Text


class TaskExtended(Event, type="task.extended", version=1):
    """Whoever gave a task has put its due instant off."""

    task: TaskId
    due_at: datetime
    giver: PersonId


class TaskRevoked(Event, type="task.revoked", version=1):
    """A task has been taken back."""

    task: TaskId


class TaskCompleted(Event, type="task.completed", version=1):
    """A task has been completed."""

    task: TaskId


class TaskReportedBack(Event, type="task.reported_back", version=1):
    """Whoever was given a task has reported back how it stands."""

    task: TaskId
    state: TaskState


class TaskBlocked(Event, type="task.blocked", version=1):
    """A task has met a difficulty that whoever does it cannot overcome."""

    task: TaskId
    person: PersonId
    reason: Text


class ErrorFound(Event, type="error.found", version=1):
    """An error in a person's work has been found."""

    matter: MatterId
    person: PersonId


class ErrorRectified(Event, type="error.rectified", version=1):
    """An error has been put right, and the manager told or not."""

    matter: MatterId
    told_manager: bool


class LeadBooked(Event, type="lead.booked", version=1):
    """A customer's interest has been booked in the dealer's system."""

    matter: MatterId
    person: PersonId


class LeadSynced(Event, type="lead.synced", version=1):
    """A booked interest has been passed on to the leads' system."""

    matter: MatterId


class PostponementRequested(Event, type="postponement.requested", version=1):
    """Whoever does a task has asked to finish it later than the day, with the reason."""

    task: TaskId
    doer: PersonId
    reason: Text


class PostponementApproved(Event, type="postponement.approved", version=1):
    """Whoever may has agreed that a task slips; the new finish is still to be confirmed."""

    task: TaskId
    doer: PersonId
    signer: str
    post: str


class TaskPostponed(Event, type="task.postponed", version=1):
    """The new finish of a postponed task has been confirmed."""

    task: TaskId
    doer: PersonId
    due_at: datetime


class LeadSlipSigned(Event, type="lead.slip_signed", version=1):
    """One side has signed the slip by which a visiting customer is handed over."""

    matter: MatterId
    signer: str
    post: str


class LeadHandedOver(Event, type="lead.handed_over", version=1):
    """Telesales has handed a visiting customer to direct sales."""

    matter: MatterId
    telesales: PersonId
    direct_sales: PersonId


class LeadFollowedUp(Event, type="lead.followed_up", version=1):
    """Telesales has entered what follows from a handover in the system."""

    matter: MatterId
