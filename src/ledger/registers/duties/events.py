"""What is done again and again."""

from __future__ import annotations

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.values import Text


class PeriodicDone(Event, type="periodic.done", version=1):
    """A person has done a periodic duty, named by its code."""

    code: Text
    person: PersonId
    note: Text | None = None


class MeetingHeld(Event, type="meeting.held", version=1):
    """A meeting has been held under somebody's chair; who was there and who was not."""

    code: Text
    chair: PersonId
    attended: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
