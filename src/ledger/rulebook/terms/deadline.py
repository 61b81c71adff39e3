"""A deadline: what must be done until when, once something has happened."""

from __future__ import annotations

from datetime import time, timedelta

from ledger.rulebook.terms.base import Closed, Party, Pattern, Title


class Due(Closed, frozen=True):
    """When something is due, counted from what started it. One of the three is given.

    ``within`` so long after the start, in running time; ``field`` at the instant that a field of
    the starting event holds, moved by ``shift``; or at a ``time`` of the site's day, so many
    ``days`` after the start's day (working days, if ``working`` is set).
    """

    within: timedelta | None = None
    field: str | None = None
    shift: timedelta = timedelta(0)
    time: time | None = None
    days: int = 0
    working: bool = False


class Pause(Closed, frozen=True):
    """The clock stands still from one happening to another, for a stated cause."""

    starts: tuple[Pattern, ...]
    ends: tuple[Pattern, ...]
    cause: Title


class Escalation(Closed, frozen=True):
    """So long after the due instant (before it, if negative) the matter goes to a post."""

    after: timedelta
    to: str


class Deadline(Closed, frozen=True):
    """A *must, until*. Each starting event opens an obligation of its own.

    ``about`` is the field that the starting event shares with those that end, pause, restart,
    hand over or withdraw it. ``hours`` is the id of a clause of kind ``hours`` outside which the
    clock stands still; without it the clock runs day and night. ``reassigned`` names events
    after which the debtor is whom the debtor's field of that event names. ``breach`` is the
    offence that a breach proposes. ``action`` is the verb of the action that discharges it.

    With ``each`` there is an obligation of its own for everybody whom the debtor's field names,
    and ``each`` is the field of the ending events that holds the person. With ``quiet`` nothing
    is breached while nothing happens: only an ending that comes late is, such as the report that
    a task cannot be finished (S0.6-05).
    """

    starts: tuple[Pattern, ...]
    about: str
    ends: tuple[Pattern, ...]
    due: Due
    debtor: Party
    creditor: Party | None = None
    hours: str | None = None
    warn: tuple[timedelta, ...] = ()
    escalate: tuple[Escalation, ...] = ()
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[Pattern, ...] = ()
    withdrawn: tuple[Pattern, ...] = ()
    reassigned: tuple[Pattern, ...] = ()
    each: str | None = None
    quiet: bool = False
    breach: str | None = None
    action: str | None = None
