"""The rows of attendance. Instants and spans are whole microseconds.

A shift lies under the day on which it starts, whose instant is that day's midnight in UTC wherever
the site is: it names the date, and is no moment of the site.
"""

from __future__ import annotations

from ledger.kernel.projection import Micros, Row


class SpanRow(Row, key=("day", "shift"), dated=True):
    """A shift as it was planned, and what is on record about its attendance."""

    day: Micros
    shift: str
    starts: Micros
    ends: Micros
    person: str | None
    """Who is on it; nobody when it was cancelled."""
    code: str
    swapped: bool = False
    """Whether it came to the person by a swap."""
    night: bool = False
    position: int = 0
    """The event that said last who is on it."""
    arrived: Micros | None = None
    departed: Micros | None = None
    attended_at: int = 0
    """The newest event about its attendance."""
    late: int = 0
    """Full minutes."""
    late_permitted: bool = False
    permitted: bool = False
    """Whether the person was permitted beforehand to come late."""
    early: int = 0
    early_permitted: bool = False
    absent_days: int = 0
    absent_excused: bool = False
    leave: Micros = 0
    """How much of it lies in a leave that was granted."""
    off: Micros = 0
    """How long the person was off the post during it."""
    off_permitted: Micros = 0
    """How much of that was permitted."""
    outing_since: Micros | None = None
    outing: Micros = 0
    outing_told: bool = True
    """Whether the superior knows of every outing."""
    called: str | None = None
    """What the newest roll call found: ``present`` or ``missing``."""


class AwayRow(Row, key=("left", "absence"), dated=True):
    """An absence from the post."""

    left: Micros
    absence: str
    person: str
    permitted: bool
    limit_ends: Micros | None = None
    back: Micros | None = None
    reason: str | None = None
    position: int = 0


class OpenRow(Row, key=("kind", "thing")):
    """Where something that goes on is found: an absence, a seat that somebody sits at."""

    kind: str
    thing: str
    since: Micros


class SeatRow(Row, key=("since", "agent"), dated=True):
    """From when to when somebody was signed in at a seat."""

    since: Micros
    agent: str
    until: Micros | None = None


class LeaveRow(Row, key=("leave",)):
    """A leave that was granted, as long as it lasted."""

    leave: str
    person: str
    category: str
    starts: Micros
    ends: Micros
    granted_until: Micros
    """When it was to end."""
    days: float
    position: int = 0


class PersonRow(Row, key=("person",)):
    """Somebody whose attendance is kept."""

    person: str
    team: str | None = None
    unit: str | None = None


class MonthRow(Row, key=("month", "person")):
    """A person's month: what the attendance sheet says (S1.21-01 to S1.21-07, S4.9-01)."""

    month: str
    person: str
    shifts: int = 0
    nights: int = 0
    swapped: int = 0
    recorded: int = 0
    """Shifts with an arrival, an absence or a leave on record: those that adherence is told of."""
    scheduled: Micros = 0
    worked: Micros = 0
    due: Micros = 0
    """The scheduled time of the recorded shifts."""
    kept: Micros = 0
    """How much of it the person was there."""
    excused: Micros = 0
    """How much of it the person was there or excused."""
    late: int = 0
    late_minutes: int = 0
    late_permitted: int = 0
    early: int = 0
    early_minutes: int = 0
    early_permitted: int = 0
    absent_days: int = 0
    absent_excused_days: int = 0
    off: int = 0
    off_minutes: int = 0
    off_permitted: int = 0
    personal_days: float = 0
    special_days: float = 0
    sick_days: float = 0
    emergency_days: float = 0
    errand_days: float = 0
    study_days: float = 0
    rest_days: float = 0


def forget_arrival(row: SpanRow) -> None:
    """Take back an arrival and what follows from it."""
    row.arrived = row.departed = None
    row.late = row.early = 0
    row.late_permitted = row.early_permitted = False


def came_in(row: SpanRow, at: Micros) -> None:
    """End the outing that somebody is on."""
    if row.outing_since is not None:
        row.outing += at - row.outing_since
        row.outing_since = None
