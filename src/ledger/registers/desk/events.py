"""What happens to a ticket."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import CallId, PersonId, PersonYear, TicketId
from ledger.kernel.values import Count, Text


class TicketKind(StrEnum):
    """What a customer's matter is."""

    CONSULT = "consult"
    QUERY = "query"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    FAULT = "fault"
    DISPUTE = "dispute"


class TicketOpened(Event, type="ticket.opened", version=1):
    """A customer's matter has been taken down; whoever was asked first owns it."""

    ticket: TicketId
    owner: PersonId
    kind: TicketKind
    answerable: bool = True
    """Whether it can be answered at once, from what the owner knows."""


class TicketReassigned(Event, type="ticket.reassigned", version=1):
    """A ticket has got another owner."""

    ticket: TicketId
    owner: PersonId


class TicketDispatched(Event, type="ticket.dispatched", version=1):
    """A ticket has been sent to the department that must deal with it."""

    ticket: TicketId
    department: Text


class TicketPromised(Event, type="ticket.promised", version=1):
    """A customer has been promised an answer by an instant."""

    ticket: TicketId
    owner: PersonId
    due_at: datetime


class TicketReplied(Event, type="ticket.replied", version=1):
    """A customer has been answered."""

    ticket: TicketId
    person: PersonId


class ReceiptReturned(Event, type="ticket.receipt_returned", version=1):
    """A department has returned its result for a ticket; somebody may have to call back."""

    ticket: TicketId
    department: Text
    callback_person: PersonId | None = None


class TicketResolved(Event, type="ticket.resolved", version=1):
    """The matter of a ticket has been resolved."""

    ticket: TicketId
    person: PersonId | None = None


class TicketClosed(Event, type="ticket.closed", version=1):
    """A ticket has been closed for a stated reason."""

    ticket: TicketId
    reason: Text


class TicketEscalated(Event, type="ticket.escalated", version=1):
    """A ticket has been passed to somebody higher, in writing or by word of mouth."""

    ticket: TicketId
    to: Text
    written: bool = False


class CustomerContacted(Event, type="ticket.customer_contacted", version=1):
    """The customer of a ticket has been contacted."""

    ticket: TicketId
    person: PersonId


class TicketWaiting(Event, type="ticket.waiting", version=1):
    """A ticket waits for something outside the owner's power."""

    ticket: TicketId
    cause: Text


class TicketResumed(Event, type="ticket.resumed", version=1):
    """What a ticket waited for has come; it goes on."""

    ticket: TicketId


class StaffComplaintUpheld(Event, type="staff_complaint.upheld", version=1):
    """A customer's complaint against a member of the staff has been found to be true."""

    ticket: TicketId
    person: PersonId
    year: PersonYear


class CallRangOut(Event, type="call.rang_out", version=1):
    """A call was left to ring so many times at a person's seat."""

    call: CallId
    person: PersonId
    rings: Count
