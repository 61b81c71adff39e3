"""The time on show: that of the wall, or that of a ledger which is being replayed.

A floor that replays a day of 1999 at sixty times life has to count waits in that day's time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ledger.kernel.clock import Clock, monotonic
from ledger.kernel.event import micros
from ledger.kernel.projection import Micros

_FURTHEST_AHEAD_SECONDS = 10.0
_FAR_FROM_NOW: Micros = 12 * 3600 * 1_000_000


class Pace(Protocol):
    """Tells the instant that a floor shows."""

    speed: float
    """How many times life; 1 on the wall's time, 0 where time moves with the events alone."""
    replaying: bool

    def heard(self, latest: Micros) -> None:
        """The newest event that the floor has happened at this instant."""

    def now(self) -> Micros:
        """The instant to show."""


class WallPace:
    """The present, as a clock tells it."""

    speed = 1.0
    replaying = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def heard(self, latest: Micros) -> None:
        """Events do not move the wall's time."""

    def now(self) -> Micros:
        """The clock's instant."""
        return micros(self._clock.now())


class ReplayPace:
    """The time of the newest event, running on at a multiple of life until the next one.

    It runs no further than ten seconds of the watcher's own time past the newest event: a replay
    that has ended stands still.
    """

    replaying = True

    def __init__(self, speed: float = 0.0, measure: Callable[[], float] = monotonic) -> None:
        self.speed = speed
        self._measure = measure
        self._newest: Micros = 0
        self._told: Micros = 0
        self._since = measure()

    def heard(self, latest: Micros) -> None:
        """Go on from the newest event."""
        if latest > self._newest:
            self._newest = latest
            self._since = self._measure()

    def now(self) -> Micros:
        """The newest event's instant and what has passed since; it never goes back."""
        passed = min(self._measure() - self._since, _FURTHEST_AHEAD_SECONDS)
        self._told = max(self._told, self._newest + int(passed * self.speed * 1_000_000))
        return self._told


def fitting(clock: Clock, latest: Micros, speed: float | None = None) -> Pace:
    """The pace for a ledger whose newest event happened at ``latest``.

    A speed says that it is being replayed. Without one, a ledger whose newest event is more than
    twelve hours from now is shown as it was then, and moves with the events that come.
    """
    if speed is not None:
        return _started(ReplayPace(speed), latest)
    if latest and abs(micros(clock.now()) - latest) > _FAR_FROM_NOW:
        return _started(ReplayPace(), latest)
    return WallPace(clock)


def _started(pace: ReplayPace, latest: Micros) -> ReplayPace:
    pace.heard(latest)
    return pace
