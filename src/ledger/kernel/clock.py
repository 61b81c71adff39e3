"""Time and identity as the book is given them, so that a test or a simulation can give its own."""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present instant, in UTC."""


class Ids(Protocol):
    """Mints command ids."""

    def command(self, at: datetime) -> UUID:
        """A new id that no other command has; ids sort by the instant they were minted at."""


class SystemClock:
    """The machine's clock, which within this process never goes backwards."""

    def __init__(self) -> None:
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The machine's time, or the latest time told if the machine was set back."""
        with self._lock:
            self._latest = max(self._latest, datetime.now(UTC))
            return self._latest


class FrozenClock:
    """A clock that stands still until it is moved; for tests, replays and the simulator."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The instant the clock was set to."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Set the clock."""
        self._at = at

    def advance(self, by: timedelta) -> None:
        """Move the clock on."""
        self._at += by


class RandomIds:
    """Command ids of RFC 9562 version 7: 48 bits of milliseconds, then randomness.

    The system's randomness is the seed alone: asking the system for every id would hand Python's
    lock to another thread each time, and an id has to be unlike others, not hard to guess.
    """

    def __init__(self) -> None:
        self._random = Random(os.urandom(32))

    def command(self, at: datetime) -> UUID:
        """A new version 7 UUID."""
        return _version_7(int(at.timestamp() * 1000), self._random.getrandbits(80))


class CountedIds:
    """Command ids that count up; the same run mints the same ids."""

    def __init__(self, start: int = 0) -> None:
        self._count = start
        self._lock = threading.Lock()

    def command(self, at: datetime) -> UUID:
        """The next id in the count, stamped with the instant."""
        with self._lock:
            self._count += 1
            return _version_7(int(at.timestamp() * 1000), self._count)


def _version_7(milliseconds: int, rest: int) -> UUID:
    high, low = rest >> 62 & 0xFFF, rest & 0x3FFF_FFFF_FFFF_FFFF
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    return UUID(int=value)


def monotonic() -> float:
    """Seconds on a clock that only measures spans; for pacing and staleness, never for facts."""
    return time.monotonic()
