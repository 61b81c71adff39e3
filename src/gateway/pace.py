"""Replaying at a multiple of life: a clock that runs faster, and records that wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from ledger.kernel.clock import monotonic
from ledger.kernel.codec import utc

T = TypeVar("T")

_LEAST_PAUSE_SECONDS = 0.05
_MOST_AT_ONCE = 2_000


class Pace:
    """A clock that shows ``origin`` when it is made and from then on runs ``speed`` times as fast.

    It is a clock like any other, so a floor or a book that is given it lives in replayed time.
    ``elapsed`` measures the seconds that pass here.
    """

    def __init__(
        self, origin: datetime, speed: float, *, elapsed: Callable[[], float] = monotonic
    ) -> None:
        """Start the clock.

        :raises ValueError: when the speed is not above zero, or ``origin`` has no time zone.
        """
        if not speed > 0:
            raise ValueError(f"a replay cannot run at {speed} times life; use a speed above 0")
        self.origin = utc(origin)
        self.speed = speed
        self._elapsed = elapsed
        self._began = elapsed()

    def now(self) -> datetime:
        """The instant that the replay has come to, in UTC."""
        return self.origin + timedelta(seconds=(self._elapsed() - self._began) * self.speed)

    def until(self, at: datetime) -> float:
        """Seconds to wait here until the replay comes to an instant; none or fewer when it has."""
        return (at - self.now()).total_seconds() / self.speed


def in_pace(
    items: Iterable[T],
    instant_of: Callable[[T], datetime],
    pace: Pace,
    wait: Callable[[float], object],
) -> Iterator[list[T]]:
    """Hand out items, given in order of time, when the pace comes to them.

    Those that are due together come as one list, so that they can be committed together.
    ``wait`` is called with seconds to wait here; when it answers with something true the replay
    ends, as ``threading.Event.wait`` does once the event is set.
    """
    due: list[T] = []
    for item in items:
        remaining = pace.until(instant_of(item))
        if due and (remaining > 0 or len(due) >= _MOST_AT_ONCE):
            yield due
            due = []
            remaining = pace.until(instant_of(item))
        if remaining > 0 and wait(max(remaining, _LEAST_PAUSE_SECONDS)):
            return
        due.append(item)
    if due:
        yield due
