"""The rows of the roster. Instants are whole microseconds since the epoch."""

from __future__ import annotations

from ledger.kernel.projection import Micros, Row


class ShiftRow(Row, key=("starts", "shift"), dated=True):
    """A shift, and who is on it; a cancelled one stays as a row, with nobody on it."""

    starts: Micros
    shift: str
    ends: Micros
    person: str | None
    """Who is on it; nobody when it was cancelled."""
    code: str
    first: str
    """Who was put on it first."""
    job: str | None = None
    night: bool = False
    holiday: bool = False
    origin: str = "roster"
    roster: str | None = None
    position: int = 0
    """The event that said last who is on it."""


class PersonRow(Row, key=("person",)):
    """Somebody who can be on a shift."""

    person: str
    name: str
    """Sealed; only the vault can show it."""
    team: str | None = None
    unit: str | None = None
    post: str | None = None
    job: str | None = None


class GroupRow(Row, key=("group",)):
    """A group for duty in turns, and when its turn was last."""

    group: str
    leader: str
    members: str
    """Employee numbers, comma-separated, the leader's first."""
    last: Micros | None = None


class PeriodRow(Row, key=("roster",)):
    """A roster that was published."""

    roster: str
    first: str
    last: str
    shifts: int
    published: Micros
    withdrawn: Micros | None = None
