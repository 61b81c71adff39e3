"""What the floor shows at one instant: the figures, with a level for each that can deviate.

A frame is plain data, made from the floor's rows and the law. The console draws it, the plain
mode prints it, and both show the same numbers. Where something ticks, the frame gives the instant
it began, so that a screen can count on without asking again.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from ledger.kernel.projection import Micros


class Level(IntEnum):
    """How far a figure deviates: nothing, for information, at risk, act now."""

    NORMAL = 0
    INFO = 1
    WARN = 2
    ALARM = 3


class Reading(NamedTuple):
    """A figure with its level; None where it would divide by zero, shown as a dash."""

    value: float | None
    level: Level = Level.NORMAL


class Since(NamedTuple):
    """Something that has been going on since an instant, and when it becomes a deviation."""

    instant: Micros | None
    warn_at: Micros | None = None
    alarm_at: Micros | None = None

    def level(self, now: Micros) -> Level:
        """The level at an instant."""
        if self.instant is None:
            return Level.NORMAL
        if self.alarm_at is not None and now >= self.alarm_at:
            return Level.ALARM
        if self.warn_at is not None and now >= self.warn_at:
            return Level.WARN
        return Level.NORMAL


class Headline(NamedTuple):
    """Is something wrong: the whole floor in one line. Spans are seconds, shares are percent."""

    waiting: Reading
    oldest: Since
    service_level: Reading
    formula: str
    target_percent: int
    within_seconds: float
    offered: int
    answered: int
    abandoned: int
    abandoned_short: int
    abandonment: Reading
    asa: float | None
    aht: float | None
    occupancy: float | None
    signed_in: int
    known: int
    """People who have signed in on this business day, or are still signed in."""
    left_out: int
    """Records that imports left out, which no figure counts."""
    unknown: int
    """Events of types this program does not know, which no figure counts."""
    unended: int = 0
    """Calls that came before yesterday and whose end was never recorded; none is shown waiting."""


class QueueLine(NamedTuple):
    """Where: one queue."""

    queue: str
    title: str | None
    waiting: Reading
    oldest: Since
    ready: int
    busy: int
    offered: int
    answered: int
    abandoned: int
    abandoned_short: int
    service_level: Reading
    asa: float | None
    aht: float | None
    occupancy: float | None
    abandonment: Reading
    last_hour: tuple[int, ...]
    """Calls offered in each of the last twelve slots of five minutes, oldest first."""


class SeatLine(NamedTuple):
    """Who: one person."""

    agent: str
    sealed_name: str | None
    team: str | None
    state: str
    since: Since
    reason: str | None
    queue: str | None
    call: str | None
    handled: int


class WaitingLine(NamedTuple):
    """A call that waits, and for how long."""

    call: str
    queue: str
    since: Since
    priority: int
    ringing_at: str | None


class Frame(NamedTuple):
    """The whole floor at an instant, queues and seats by name, waiting calls oldest first."""

    now: Micros
    day: str
    position: int
    latest_at: Micros
    """When the newest event happened; 0 in an empty book."""
    headline: Headline
    queues: tuple[QueueLine, ...]
    seats: tuple[SeatLine, ...]
    waiting: tuple[WaitingLine, ...]
