"""Replays keep their pace on a clock that the test moves itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gateway.pace import Pace, in_pace

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Wall:
    """The time that passes here: only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.waits: list[float] = []

    def elapsed(self) -> float:
        """Seconds since some moment."""
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.waits.append(seconds)
        self.seconds += seconds


def test_a_second_here_is_a_minute_there_at_sixty_times_life() -> None:
    """The clock shows its origin at first, and a minute later after a second."""
    wall = Wall()
    pace = Pace(NOON, 60, elapsed=wall.elapsed)

    assert pace.now() == NOON
    wall.wait(1)
    assert pace.now() == NOON + timedelta(minutes=1)
    assert pace.until(NOON + timedelta(minutes=3)) == 2
    assert pace.until(NOON) == -1


def test_the_clock_tells_utc_whatever_zone_its_origin_was_given_in() -> None:
    """A clock of the ledger tells UTC."""
    origin = datetime(2026, 11, 21, 20, tzinfo=timezone(timedelta(hours=8)))

    assert Pace(origin, 1, elapsed=Wall().elapsed).now().tzinfo is UTC


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_time_can_neither_stand_nor_run_back(speed: float) -> None:
    """A speed of zero, below zero, or of no value at all is refused in a sentence."""
    with pytest.raises(ValueError, match="use a speed above 0"):
        Pace(NOON, speed)


def test_items_come_when_their_time_has_come_and_together_when_due_together() -> None:
    """Nothing comes early; what is due at one moment comes as one list."""
    wall = Wall()
    pace = Pace(NOON, 60, elapsed=wall.elapsed)
    minutes = [-5, 0, 0.5, 2, 2, 7]
    came = []

    for group in in_pace(minutes, lambda m: NOON + timedelta(minutes=m), pace, wall.wait):
        assert all(pace.now() >= NOON + timedelta(minutes=each) for each in group)
        came.append(group)

    assert came == [[-5, 0], [0.5], [2, 2], [7]]
    assert wall.seconds == pytest.approx(107)


def test_items_that_follow_closely_share_a_wait() -> None:
    """A busy replay waits a twentieth of a second at least, and commits many together."""
    wall = Wall()
    pace = Pace(NOON, 1, elapsed=wall.elapsed)
    milliseconds = list(range(1, 100))

    came = list(in_pace(milliseconds, lambda m: NOON + timedelta(milliseconds=m), pace, wall.wait))

    assert len(came) <= 3
    assert [each for group in came for each in group] == milliseconds


def test_a_replay_ends_when_it_is_told_to_while_it_waits() -> None:
    """What was due before has come; what is not due yet never comes."""
    pace = Pace(NOON, 60, elapsed=Wall().elapsed)

    came = list(in_pace([0, 1], lambda m: NOON + timedelta(minutes=m), pace, lambda _: True))

    assert came == [[0]]


def test_a_replay_that_fell_behind_catches_up_in_bounded_groups() -> None:
    """After a long standstill not everything is committed at once."""
    wall = Wall()
    pace = Pace(NOON, 60, elapsed=wall.elapsed)
    wall.wait(1)

    came = list(in_pace(range(5_000), lambda _: NOON, pace, wall.wait))

    assert [len(group) for group in came] == [2_000, 2_000, 1_000]
