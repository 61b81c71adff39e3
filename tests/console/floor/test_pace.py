"""The time a floor shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.pace import ReplayPace, WallPace, fitting
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import micros

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
SECOND = 1_000_000


class Stopwatch:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_replay_runs_at_its_speed_from_the_newest_event() -> None:
    """Two seconds at sixty times life are two minutes of the ledger's time."""
    watch = Stopwatch()
    pace = ReplayPace(60, watch)
    pace.heard(1_000 * SECOND)
    watch.seconds = 2
    assert pace.now() == 1_120 * SECOND


def test_a_replay_never_goes_back() -> None:
    """An event older than the time on show does not turn it back; time waits for the events."""
    watch = Stopwatch()
    pace = ReplayPace(60, watch)
    pace.heard(1_000 * SECOND)
    watch.seconds = 2
    before = pace.now()
    pace.heard(1_050 * SECOND)
    assert pace.now() == before
    watch.seconds = 4
    assert pace.now() == 1_170 * SECOND


def test_a_replay_that_has_ended_stands_still() -> None:
    """Ten seconds after the newest event the time on show stops."""
    watch = Stopwatch()
    pace = ReplayPace(1, watch)
    pace.heard(1_000 * SECOND)
    watch.seconds = 3_600
    assert pace.now() == 1_010 * SECOND


def test_a_ledger_of_the_present_is_shown_on_the_walls_time() -> None:
    """An event of an hour ago leaves the clock in charge."""
    pace = fitting(FrozenClock(NOW), micros(NOW - timedelta(hours=1)))
    assert isinstance(pace, WallPace)
    assert pace.now() == micros(NOW)


def test_a_ledger_of_long_ago_is_shown_as_it_was_then() -> None:
    """A year's old ledger stands at its newest event, so that its figures are not all zero."""
    latest = micros(NOW - timedelta(days=365))
    pace = fitting(FrozenClock(NOW), latest)
    assert pace.replaying
    assert pace.now() == latest


def test_an_empty_ledger_is_of_the_present() -> None:
    """Without any event there is no other time to show."""
    assert isinstance(fitting(FrozenClock(NOW), 0), WallPace)
