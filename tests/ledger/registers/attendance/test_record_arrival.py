"""Arriving: for which shift, and how late."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.attendance.arriving import ArrivedAlready
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    LatenessPermitted,
    LatenessRecorded,
    Occasion,
)
from ledger.registers.attendance.presence import NotYet, OwnTimeTold
from ledger.registers.attendance.record_arrival import RecordArrival
from ledger.registers.entries import NotAsTheCaseSays
from ledger.registers.leave.events import Category, LeaveGranted
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.testing import Given, Happening, at, given
from tests.ledger.registers.attendance.shifts import TEAM, TOWN, local, shift
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
EARLIER = local("2026-11-20 12:00")
COME = RecordArrival(person="A003")


def arrival(of: ShiftAssigned = DAY, **told: Any) -> ArrivalRecorded:
    """The arrival for a shift."""
    return ArrivalRecorded(
        person="A003", day=of.day, shift_starts=of.starts, shift=of.shift, **told
    )


def lateness(minutes: int, of: ShiftAssigned = DAY, **told: Any) -> LatenessRecorded:
    """The lateness for a shift."""
    day = of.day.removeprefix("A003/")
    return LatenessRecorded(
        person="A003",
        day=of.day,
        month=f"A003/{day[:7]}",
        year=f"A003/{day[:4]}",
        minutes=minutes,
        shift=of.shift,
        **told,
    )


def rostered(*more: Happening, of: ShiftAssigned = DAY) -> Given:
    """A leader, a shift, and what else has happened before it."""
    return given(at(LEADER, EARLIER), at(of, EARLIER), *more, law=TEAM)


@pytest.mark.parametrize(
    ("time", "late"),
    [
        ("06:00:00", None),
        ("08:00:00", None),
        ("08:00:59", None),
        ("08:01:00", 1),
        ("08:12:00", 12),
        ("08:29:40", 29),
        ("08:30:00", 30),
        ("13:59:59", 359),
    ],
)
def test_lateness_counts_in_full_minutes_from_the_start(time: str, late: int | None) -> None:
    """S1.21-01: 29:40 late is 29 minutes, 30:00 is thirty; under a minute nobody is late."""
    came = rostered().when(COME, by="A017", at=local(f"2026-11-21 {time}"))
    came.then(*((arrival(),) if late is None else (arrival(), lateness(late))))


def test_the_lead_time_says_from_when_on_one_comes_for_a_shift() -> None:
    """Two hours and a second before, nobody comes for it: the arrival names no shift."""
    rostered().when(COME, by="A017", at=local("2026-11-21 05:59:59")).then(
        ArrivalRecorded(person="A003", day="A003/2026-11-21")
    )


def test_one_arrives_once_for_a_shift() -> None:
    """The second arrival is refused, citing the first."""
    first = at(arrival(), local("2026-11-21 07:50"))
    rostered(first).when(COME, by="A017", at=local("2026-11-21 08:20")).refused(
        ArrivedAlready, citing=(3,), clause="attendance.presence"
    )


def test_a_withdrawn_arrival_leaves_room_for_another() -> None:
    """What was taken back counts no more."""
    first = at(arrival(), local("2026-11-21 07:50"))
    back = ArrivalWithdrawn(
        person="A003", day=DAY.day, withdrawn=("3",), reason="x", shift=DAY.shift
    )
    rostered(first, at(back, local("2026-11-21 07:55"))).when(
        COME, by="A017", at=local("2026-11-21 08:02")
    ).then(arrival(), lateness(2))


def test_the_next_shift_begins_while_one_is_on() -> None:
    """Who has come for the first of two shifts comes for the second within its lead time."""
    second = shift("2026-11-21 14:00", "2026-11-21 20:00", code="E")
    first = at(arrival(), local("2026-11-21 07:50"))
    rostered(at(second, EARLIER), first).when(COME, by="A017", at=local("2026-11-21 13:55")).then(
        arrival(second)
    )


def test_permission_that_stands_for_the_day_goes_with_the_lateness() -> None:
    """S1.21-07: recorded as permitted; it rests on the shift and on the permission."""
    permitted = LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift)
    rostered(at(permitted, local("2026-11-21 07:30"))).when(
        COME, by="A017", at=local("2026-11-21 08:12")
    ).then(arrival(), lateness(12, permitted=True), resting_on=(1, 2, 3))


def test_permission_that_came_after_the_arrival_permits_nothing() -> None:
    """The arrival of a quarter past is entered at ten, and the permission is of nine."""
    permitted = LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift)
    came = local("2026-11-21 08:12")
    told = RecordArrival(person="A003", arrived_at=came)
    rostered(at(permitted, local("2026-11-21 09:00"))).when(
        told, by="A017", at=local("2026-11-21 10:00")
    ).then(arrival(arrived_at=came.astimezone(UTC)), lateness(12))


def test_leave_to_go_early_is_no_leave_to_come_late() -> None:
    """Each permission is for one thing."""
    early = LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift, early=True)
    rostered(at(early, local("2026-11-21 07:30"))).when(
        COME, by="A017", at=local("2026-11-21 08:12")
    ).then(arrival(), lateness(12))


def test_who_is_on_record_as_absent_is_not_late_as_well() -> None:
    """One shift is not missed twice."""
    absent = AbsenceRecorded(
        person="A003",
        day=DAY.day,
        month="A003/2026-11",
        year="A003/2026",
        shift=DAY.shift,
    )
    rostered(at(absent, local("2026-11-21 09:00"))).when(
        COME, by="A017", at=local("2026-11-21 09:30")
    ).then(arrival())


def test_who_has_leave_for_the_beginning_is_late_only_after_it() -> None:
    """Leave until ten: a quarter past ten is a quarter of an hour late."""
    leave = LeaveGranted(
        leave="L-1",
        person="A003",
        applicant="A003",
        days=0.5,
        category=Category.PERSONAL,
        starts=local("2026-11-21 07:00").astimezone(UTC),
        ends=local("2026-11-21 10:00").astimezone(UTC),
        months=("A003/2026-11",),
    )
    rostered(at(leave, EARLIER)).when(COME, by="A017", at=local("2026-11-21 10:15")).then(
        arrival(), lateness(15)
    )


def test_a_night_shift_counts_under_the_day_on_which_it_starts() -> None:
    """Arriving after midnight, at the turn of the year, one is late for last year's shift."""
    night = shift("2026-12-31 20:00", "2027-01-01 08:00", code="N")
    rostered(of=night).when(COME, by="A017", at=local("2027-01-01 00:10")).then(
        arrival(night), lateness(250, night)
    )


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    """A night over it into March counts in February."""
    night = shift("2028-02-29 20:00", "2028-03-01 08:00", code="N")
    rostered(of=night).when(COME, by="A017", at=local("2028-03-01 00:00")).then(
        arrival(night), lateness(240, night)
    )


@pytest.mark.parametrize(
    ("night", "came", "late"),
    [
        (("2026-03-29 00:00", "2026-03-29 08:00"), "2026-03-29 03:30", 150),
        (("2026-10-25 00:00", "2026-10-25 08:00"), "2026-10-25 03:30", 270),
    ],
)
def test_minutes_are_those_that_pass_when_the_clock_is_changed(
    night: tuple[str, str], came: str, late: int
) -> None:
    """Berlin: half past three is two and a half hours after midnight in March, four and a half
    in October."""
    zone = ZoneInfo("Europe/Berlin")
    of = shift(*night, code="N", zone=zone)
    given(
        at(LEADER, EARLIER - timedelta(days=365)),
        at(of, EARLIER - timedelta(days=300)),
        law=TEAM,
        zone="Europe/Berlin",
    ).when(COME, by="A017", at=local(came, zone)).then(arrival(of), lateness(late, of))


def test_lateness_for_duty_is_told_by_the_kind_of_the_shift() -> None:
    """S2.5-16: a duty in turns is not work."""
    duty = shift("2026-11-23 18:00", "2026-11-23 21:00", code="W")
    given(at(LEADER, EARLIER), at(duty, EARLIER), law=TOWN).when(
        COME, by="A017", at=local("2026-11-23 18:05")
    ).then(arrival(duty), lateness(5, duty, occasion=Occasion.DUTY))


def test_who_took_a_shift_over_arrives_for_it_and_who_gave_it_does_not() -> None:
    """The roster as it stands says whose shift it is."""
    passed = ShiftReassigned(
        shift=DAY.shift,
        giver="A003",
        person="A004",
        giver_day=DAY.day,
        day="A004/2026-11-21",
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    when = local("2026-11-21 08:05")
    rostered(at(passed, EARLIER)).when(COME, by="A017", at=when).then(
        ArrivalRecorded(person="A003", day="A003/2026-11-21")
    )
    given(at(LEADER, EARLIER), at(passed, EARLIER), law=TEAM).when(
        RecordArrival(person="A004"), by="A017", at=when
    ).then(
        ArrivalRecorded(
            person="A004", day="A004/2026-11-21", shift_starts=DAY.starts, shift=DAY.shift
        ),
        LatenessRecorded(
            person="A004",
            day="A004/2026-11-21",
            month="A004/2026-11",
            year="A004/2026",
            minutes=5,
            shift=DAY.shift,
        ),
    )


def test_nobody_comes_for_a_cancelled_shift() -> None:
    """It is no shift any more."""
    gone = ShiftCancelled(
        shift=DAY.shift,
        person="A003",
        day=DAY.day,
        starts=DAY.starts,
        ends=DAY.ends,
        code="D",
    )
    rostered(at(gone, EARLIER)).when(COME, by="A017", at=local("2026-11-21 08:05")).then(
        ArrivalRecorded(person="A003", day="A003/2026-11-21")
    )


def test_an_earlier_instant_is_told_by_a_leader_alone() -> None:
    """The lateness follows from it; nobody tells it about themselves, nor of the future."""
    told = RecordArrival(person="A003", arrived_at=local("2026-11-21 08:12"))
    now = local("2026-11-21 10:00")
    rostered().when(told, by="A017", at=now).then(
        arrival(arrived_at=local("2026-11-21 08:12").astimezone(ZoneInfo("UTC"))), lateness(12)
    )
    given(at(AGENT, EARLIER), at(DAY, EARLIER)).when(told, by="A003", at=now).refused(OwnTimeTold)
    rostered().when(told, by="A017", at=local("2026-11-21 08:00")).refused(NotYet)


def test_the_start_of_a_rostered_shift_cannot_be_told_otherwise() -> None:
    """What the roster says stands; without a shift it may be told, as in books without one."""
    told = RecordArrival(person="A003", shift_starts=local("2026-11-21 09:00"))
    rostered().when(told, by="A017", at=local("2026-11-21 08:05")).refused(
        NotAsTheCaseSays, citing=(2,)
    )
    given(at(LEADER, EARLIER)).when(told, by="A017", at=local("2026-11-21 08:05")).then(
        ArrivalRecorded(
            person="A003",
            day="A003/2026-11-21",
            shift_starts=local("2026-11-21 09:00").astimezone(ZoneInfo("UTC")),
        )
    )


def test_one_records_the_own_arrival_and_a_leader_anybodys() -> None:
    """An agent enters nobody else's."""
    when = local("2026-11-21 07:55")
    given(at(AGENT, EARLIER), at(DAY, EARLIER)).when(COME, by="A003", at=when).then(arrival())
    given(at(COLLEAGUE, EARLIER)).when(COME, by="A004", at=when).refused(NotEntitled)
