"""What happens to a call.

Waits and talks measured by the telephone switch itself stand beside the times where a source
gives them (``waited``, ``talked``, whole seconds): a switch counts from moments of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import CallId, CustomerId, PersonId, QueueId

EndedBy = Literal["caller", "agent", "transfer", "system"]
LeftBecause = Literal["key", "timeout", "empty", "menu", "other"]
TurnedAwayBecause = Literal["closed", "full", "empty", "ratio", "hold-time"]


class CallOffered(Event, type="call.offered", version=1):
    """A call has entered a queue and waits for an agent."""

    call: CallId
    queue: QueueId
    customer: CustomerId | None = None
    number: Annotated[str, Personal(of="customer", purpose="call-back")] | None = None
    customer_number: Annotated[str, Personal(of="customer", purpose="service")] | None = None
    priority: int = 0
    arrived: datetime | None = None
    """When the caller reached the site, where that was before the queue."""


class CallTurnedAway(Event, type="call.turned_away", version=1):
    """A call was not let into a queue."""

    call: CallId
    queue: QueueId
    reason: TurnedAwayBecause


class CallRang(Event, type="call.rang", version=1):
    """A waiting call rings at an agent's seat."""

    call: CallId
    queue: QueueId
    agent: PersonId


class RingUnanswered(Event, type="call.ring_unanswered", version=1):
    """An agent has let a call ring without accepting it."""

    call: CallId
    queue: QueueId
    agent: PersonId | None = None
    rang: int | None = None
    """Whole seconds it rang, as the switch measured."""


class CallAccepted(Event, type="call.accepted", version=1):
    """An agent has accepted a waiting call; the agent is missing where the source lost it."""

    call: CallId
    queue: QueueId
    agent: PersonId | None = None
    waited: int | None = None


class CallHeld(Event, type="call.held", version=1):
    """An agent has put the caller on hold."""

    call: CallId
    queue: QueueId
    agent: PersonId


class CallResumed(Event, type="call.resumed", version=1):
    """An agent has taken the caller back from hold."""

    call: CallId
    queue: QueueId
    agent: PersonId


class CallTransferred(Event, type="call.transferred", version=1):
    """An agent has passed an accepted call on, and is done with it."""

    call: CallId
    queue: QueueId
    agent: PersonId | None = None
    to_queue: QueueId | None = None
    to: str | None = None
    """The extension or other place it went to, when that is no queue of this site."""
    waited: int | None = None
    talked: int | None = None


class CallEnded(Event, type="call.ended", version=1):
    """The conversation is over."""

    call: CallId
    queue: QueueId
    agent: PersonId | None = None
    by: EndedBy | None = None
    waited: int | None = None
    talked: int | None = None


class AfterCallWorkBegan(Event, type="call.after_call_began", version=1):
    """An agent has begun the work that follows a call."""

    agent: PersonId
    call: CallId | None = None
    queue: QueueId | None = None


class CallWrappedUp(Event, type="call.wrapped_up", version=1):
    """An agent has finished the work that follows a call."""

    agent: PersonId
    call: CallId | None = None
    queue: QueueId | None = None


class CallAbandoned(Event, type="call.abandoned", version=1):
    """The caller gave up waiting."""

    call: CallId
    queue: QueueId
    waited: int | None = None


class CallRedirected(Event, type="call.redirected", version=1):
    """A waiting call has left the queue for another place without being accepted."""

    call: CallId
    queue: QueueId
    reason: LeftBecause
    to_queue: QueueId | None = None
    waited: int | None = None


class CallBackRequested(Event, type="call.back_requested", version=1):
    """A caller has asked to be called back."""

    call: CallId
    queue: QueueId
    customer: CustomerId | None = None
    number: Annotated[str, Personal(of="customer", purpose="call-back")] | None = None
