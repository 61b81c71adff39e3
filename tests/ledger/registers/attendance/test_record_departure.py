"""Leaving: from which shift, and how early."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.kernel.event import Event
from ledger.registers.attendance.events import (
    ArrivalRecorded,
    DepartureRecorded,
    EarlyLeavingRecorded,
    LatenessPermitted,
    Occasion,
)
from ledger.registers.attendance.record_departure import (
    BeforeArrival,
    LeftAlready,
    NotArrived,
    RecordDeparture,
)
from ledger.registers.roster.events import ShiftAssigned
from ledger.testing import Given, at, given
from tests.ledger.registers.attendance.shifts import TOWN, local, shift
from tests.ledger.registers.people import LEADER

DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
EARLIER = local("2026-11-20 12:00")
GO = RecordDeparture(person="A003")


def departure(of: ShiftAssigned = DAY) -> DepartureRecorded:
    """The departure from a shift."""
    return DepartureRecorded(person="A003", day=of.day, shift=of.shift, shift_ends=of.ends)


def early(minutes: int, of: ShiftAssigned = DAY, **told: Any) -> EarlyLeavingRecorded:
    """The early leaving of a shift."""
    year = f"A003/{of.day[5:9]}"
    return EarlyLeavingRecorded(
        person="A003", day=of.day, year=year, minutes=minutes, shift=of.shift, **told
    )


def there(*more: Event, of: ShiftAssigned = DAY, came: str = "2026-11-21 07:55") -> Given:
    """A leader, a shift, the arrival for it, and what else has happened since."""
    arrived = ArrivalRecorded(person="A003", day=of.day, shift_starts=of.starts, shift=of.shift)
    later = [at(each, local(came)) for each in more]
    return given(at(LEADER, EARLIER), at(of, EARLIER), at(arrived, local(came)), *later)


@pytest.mark.parametrize(
    ("time", "minutes"),
    [("14:00:00", None), ("13:59:30", None), ("13:59:00", 1), ("13:30:00", 30), ("16:00", None)],
)
def test_early_leaving_counts_in_full_minutes_to_the_end(time: str, minutes: int | None) -> None:
    """S1.21-01: under a minute, and after the end, nobody leaves early."""
    gone = there().when(GO, by="A017", at=local(f"2026-11-21 {time}"))
    gone.then(*((departure(),) if minutes is None else (departure(), early(minutes))))


def test_permission_to_leave_early_goes_with_it() -> None:
    """S1.21-07: a permission to leave early counts, one to come late does not."""
    when = local("2026-11-21 13:30")
    permitted = LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift, early=True)
    there(permitted).when(GO, by="A017", at=when).then(
        departure(), early(30, permitted=True), resting_on=(1, 2, 3, 4)
    )
    late = LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift)
    there(late).when(GO, by="A017", at=when).then(departure(), early(30))


def test_only_who_came_can_leave_and_only_once() -> None:
    """The refusals cite the shift, and the departure that stands."""
    when = local("2026-11-21 13:00")
    given(at(LEADER, EARLIER), at(DAY, EARLIER)).when(GO, by="A017", at=when).refused(
        NotArrived, citing=(2,), clause="attendance.presence"
    )
    there(departure()).when(GO, by="A017", at=when).refused(LeftAlready, citing=(4,))


def test_a_night_is_left_in_the_morning() -> None:
    """What happens after midnight counts under the day on which the shift began."""
    night = shift("2026-11-30 20:00", "2026-12-01 08:00", code="N")
    there(of=night, came="2026-11-30 19:50").when(GO, by="A017", at=local("2026-12-01 07:00")).then(
        departure(night), early(60, night)
    )


def test_leaving_duty_early_is_told_by_the_kind_of_the_shift() -> None:
    """S2.5-16: a duty in turns is not work."""
    duty = shift("2026-11-23 18:00", "2026-11-23 21:00", code="W")
    there(of=duty, came="2026-11-23 17:50").under(TOWN).when(
        GO, by="A017", at=local("2026-11-23 20:55")
    ).then(departure(duty), early(5, duty, occasion=Occasion.DUTY))


def test_nobody_leaves_before_they_came() -> None:
    """An earlier instant that is told lies after the arrival."""
    told = RecordDeparture(person="A003", left_at=local("2026-11-21 07:00"))
    there().when(told, by="A017", at=local("2026-11-21 10:00")).refused(BeforeArrival, citing=(3,))


def test_without_a_shift_the_departure_stands_alone() -> None:
    """Where the roster knows nothing, nothing follows."""
    given(at(LEADER, EARLIER)).when(GO, by="A017", at=local("2026-11-21 18:00")).then(
        DepartureRecorded(person="A003", day="A003/2026-11-21")
    )
