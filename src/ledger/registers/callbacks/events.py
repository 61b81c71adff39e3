"""What happens when a customer is called back."""

from __future__ import annotations

from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, TicketId


class CallbackOutcome(StrEnum):
    """What came of one attempt."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    REFUSED = "refused"
    ASKED_LATER = "asked-later"


class CallbackAttempted(Event, type="callback.attempted", version=1):
    """An attempt has been made to call a customer back about a ticket."""

    ticket: TicketId
    outcome: CallbackOutcome
    person: PersonId | None = None


class CallbackCompleted(Event, type="callback.completed", version=1):
    """A customer has been called back and has said whether the result satisfies."""

    ticket: TicketId
    satisfied: bool
    person: PersonId | None = None


class CallbackClosedUnreachable(Event, type="callback.closed_unreachable", version=1):
    """The callback about a ticket has been given up, because the customer cannot be reached."""

    ticket: TicketId
