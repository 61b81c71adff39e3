"""The rows of the floor.

Instants and spans are whole microseconds. Counters are credited to the interval in which the
caller arrived, so that an interval's service level is that of the callers who came in it; the
time people spend is credited to the interval in which they spend it.
"""

from __future__ import annotations

from ledger.kernel.projection import Micros, Row


class QueueRow(Row, key=("queue",)):
    """A queue that calls have been offered to, or that was opened."""

    queue: str
    title: str | None = None
    waiting: int = 0


class TeamRow(Row, key=("team",)):
    """A team that was formed."""

    team: str
    title: str
    leader: str | None = None


class LegRow(Row, key=("call", "queue")):
    """A call in a queue, from the offer to the end; it is gone when the call is."""

    call: str
    queue: str
    state: str
    """waiting, ringing, talking or held."""
    entered: Micros
    """When it entered the queue."""
    credited: Micros
    """The start of the interval its figures belong to."""
    priority: int = 0
    agent: str | None = None
    """Who talks, or at whose seat it rang last."""
    since: Micros = 0
    """When the present state began."""
    accepted: Micros | None = None
    held: Micros = 0
    """How long it has been on hold in all, before the present hold."""
    rings: str = ""
    """The agents at whose seats it rings, comma-separated."""


class SeatRow(Row, key=("agent",)):
    """A person at a seat: one state by precedence, and what it is made of.

    On a call comes before ringing, that before after-call work, a pause, ready, signed out.
    """

    agent: str
    state: str = "signed-out"
    """signed-out, ready, ringing, on-call, after-call or paused."""
    since: Micros = 0
    """When the present state began; 0 for a person of whom nothing was seen yet."""
    reason: str | None = None
    """The reason of the pause."""
    queue: str | None = None
    call: str | None = None
    """The call that is talked on or worked after, and its queue; else the last one."""
    credited: Micros = 0
    """The start of the interval that call's figures belong to."""
    rung: str | None = None
    """The call that rings, and its queue."""
    rung_queue: str | None = None
    seat: str | None = None
    queues: str = ""
    """The queues served, comma-separated; none said means all."""
    name: str | None = None
    """The person's name, sealed; only the vault can show it."""
    team: str | None = None
    serves: bool = False
    """Whether the person takes calls: by role, or because they were seen to."""
    signed_in: Micros | None = None
    signed_out: Micros | None = None
    """When they last signed out, whether or not they are signed in again."""
    paused: Micros | None = None
    accepted: Micros | None = None
    """Since when they talk."""
    after_call: Micros | None = None
    day: str = ""
    """The business day that the following three count."""
    handled: int = 0
    busy: Micros = 0
    """On calls and at after-call work, before the present state."""
    idle: Micros = 0
    """Ready, before the present state."""


class IntervalRow(Row, key=("start", "queue"), dated=True):
    """What one queue came to in one interval of its business day."""

    start: Micros
    queue: str
    day: str
    offered: int = 0
    turned_away: int = 0
    closed: int = 0
    """Of those turned away, the ones for whom the queue was closed."""
    answered: int = 0
    answered_within: int = 0
    """Of those answered, within the service level's threshold."""
    abandoned: int = 0
    abandoned_within: int = 0
    abandoned_short: int = 0
    redirected: int = 0
    wait_answered: Micros = 0
    wait_abandoned: Micros = 0
    wait_longest: Micros = 0
    handled: int = 0
    """Conversations that are over; talk, hold and after-call work are theirs."""
    talk: Micros = 0
    hold: Micros = 0
    after_call: Micros = 0
    call_backs: int = 0


class SeatIntervalRow(Row, key=("start", "agent"), dated=True):
    """How one person's time went in one interval.

    ``ready``, ``ringing``, ``on_call`` and ``after_call`` are the time in that state and never
    overlap. ``signed_in``, ``paused`` and ``held`` run by themselves: a person who is paused on a
    call spends the time on both.
    """

    start: Micros
    agent: str
    day: str
    answered: int = 0
    """Credited, like ``handled`` and ``talk``, to the interval in which the caller arrived."""
    handled: int = 0
    talk: Micros = 0
    """What the conversations handled lasted, hold included, by the switch where it says so."""
    signed_in: Micros = 0
    ready: Micros = 0
    ringing: Micros = 0
    on_call: Micros = 0
    held: Micros = 0
    after_call: Micros = 0
    paused: Micros = 0


class ArrivalRow(Row, key=("slot", "queue")):
    """Calls offered to a queue in one slot of five minutes, kept for the last hour."""

    slot: Micros
    queue: str
    offered: int = 0


class SourceRow(Row, key=("source",)):
    """A source that was imported, by its newest import."""

    source: str
    records: int = 0
    noted: int = 0
    left_out: int = 0
