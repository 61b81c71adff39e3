"""What happens at a seat."""

from __future__ import annotations

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, QueueId, SeatId


class SeatSignedIn(Event, type="seat.signed_in", version=1):
    """An agent has signed in, perhaps at a certain seat, and serves these queues."""

    agent: PersonId
    seat: SeatId | None = None
    queues: tuple[QueueId, ...] = ()


class SeatReady(Event, type="seat.ready", version=1):
    """An agent is ready for the next call; a pause or after-call work is over with this."""

    agent: PersonId


class SeatPaused(Event, type="seat.paused", version=1):
    """An agent takes no calls for a stated reason."""

    agent: PersonId
    reason: str | None = None


class SeatSignedOut(Event, type="seat.signed_out", version=1):
    """An agent has signed out, and the seat is free again."""

    agent: PersonId
    seat: SeatId | None = None
    signed_in_for: int | None = None
    """Whole seconds since the sign-in, where the switch says so and the sign-in is missing."""
