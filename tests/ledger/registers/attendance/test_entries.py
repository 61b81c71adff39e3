"""Minutes told by hand, where no roster tells them."""

from __future__ import annotations

import pytest

from ledger.registers.attendance.entries import (
    FollowsFromTheRoster,
    RecordEarlyLeaving,
    RecordLateness,
)
from ledger.registers.attendance.events import LatenessRecorded, Occasion
from ledger.testing import Given, at, given
from tests.ledger.registers.attendance.shifts import local, shift
from tests.ledger.registers.people import LEADER

EARLIER = local("2026-11-19 12:00")
DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
NIGHT = shift("2026-11-20 20:00", "2026-11-21 08:00", code="N")


def late(occasion: Occasion = Occasion.SHIFT) -> LatenessRecorded:
    """Twelve minutes late on the 21st, for no shift of the roster."""
    return LatenessRecorded(
        person="A003",
        day="A003/2026-11-21",
        month="A003/2026-11",
        year="A003/2026",
        minutes=12,
        occasion=occasion,
    )


def rostered() -> Given:
    """A leader, and the day shift."""
    return given(at(LEADER, EARLIER), at(DAY, EARLIER))


@pytest.mark.parametrize("time", ["06:30", "08:12", "10:00", "18:00"])
def test_minutes_of_a_rostered_shift_are_not_told(time: str) -> None:
    """Before it, during it and later that day they follow from arrival and departure."""
    when = local(f"2026-11-21 {time}")
    for told in (RecordLateness, RecordEarlyLeaving):
        rostered().when(told(person="A003", minutes=12), by="A017", at=when).refused(
            FollowsFromTheRoster, citing=(2,), clause="attendance.presence"
        )


def test_what_the_roster_does_not_know_is_told() -> None:
    """A morning meeting, a duty that nobody rostered, and books without a roster."""
    when = local("2026-11-21 08:12")
    for occasion in (Occasion.MORNING_MEETING, Occasion.DUTY):
        told = RecordLateness(person="A003", minutes=12, occasion=occasion)
        rostered().when(told, by="A017", at=when).then(late(occasion))
    told = RecordLateness(person="A003", minutes=12)
    given(at(LEADER, EARLIER)).when(told, by="A017", at=when).then(late())


def test_a_night_that_is_over_tells_nothing_of_the_day_after() -> None:
    """What somebody is late for on the next evening is another matter."""
    told = RecordLateness(person="A003", minutes=12)
    given(at(LEADER, EARLIER), at(NIGHT, EARLIER)).when(
        told, by="A017", at=local("2026-11-21 18:12")
    ).then(late())
