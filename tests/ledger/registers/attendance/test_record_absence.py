"""Being absent from a shift that nobody came for."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from ledger.kernel.event import Event
from ledger.registers.attendance.arriving import ArrivedAlready
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    ArrivalRecorded,
    Occasion,
    Origin,
)
from ledger.registers.attendance.presence import NotBegun, NotOnShift
from ledger.registers.attendance.record_absence import AbsentAlready, HadLeave, RecordAbsence
from ledger.registers.entries import NotAsTheCaseSays
from ledger.registers.leave.events import Category, LeaveGranted
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.swaps.events import ShiftSwapped
from ledger.testing import Given, at, given
from tests.ledger.registers.attendance.shifts import TOWN, local, shift
from tests.ledger.registers.people import LEADER

DAY = shift("2026-11-21 08:00", "2026-11-21 14:00")
NIGHT = shift("2026-11-20 20:00", "2026-11-21 08:00", code="N")
EARLIER = local("2026-11-20 12:00")
ABSENT = RecordAbsence(person="A003")
NOON = local("2026-11-21 12:00")


def absence(of: ShiftAssigned | None = DAY, **told: Any) -> AbsenceRecorded:
    """The absence from a shift."""
    return AbsenceRecorded(
        person="A003",
        day=of.day if of is not None else "A003/2026-11-21",
        month="A003/2026-11",
        year="A003/2026",
        shift=of.shift if of is not None else None,
        **told,
    )


def rostered(*more: Event, of: tuple[ShiftAssigned, ...] = (DAY,)) -> Given:
    """A leader, shifts, and what else has happened this morning."""
    later = [at(each, local("2026-11-21 09:00")) for each in more]
    return given(at(LEADER, EARLIER), *(at(each, EARLIER) for each in of), *later)


def test_the_newest_shift_that_has_begun_is_the_one_missed() -> None:
    """One shift is one day, for want of leave."""
    rostered().when(ABSENT, by="A017", at=NOON).then(absence())


def test_an_earlier_shift_is_named() -> None:
    """Last night's shift lies under yesterday."""
    named = RecordAbsence(person="A003", shift=NIGHT.shift)
    rostered(of=(NIGHT, DAY)).when(named, by="A017", at=NOON).then(absence(NIGHT))


def test_who_came_is_not_absent() -> None:
    """The refusal cites the arrival."""
    came = ArrivalRecorded(person="A003", day=DAY.day, shift=DAY.shift)
    rostered(came).when(ABSENT, by="A017", at=NOON).refused(
        ArrivedAlready, citing=(3,), clause="attendance.presence"
    )


def test_one_is_absent_from_a_shift_once() -> None:
    """The refusal cites the absence on record."""
    rostered(absence()).when(ABSENT, by="A017", at=NOON).refused(AbsentAlready, citing=(3,))


def test_nobody_is_absent_from_what_has_not_begun_or_is_anothers() -> None:
    """Both name the shift."""
    named = RecordAbsence(person="A003", shift=DAY.shift)
    rostered().when(named, by="A017", at=local("2026-11-21 07:59")).refused(NotBegun, citing=(2,))
    other = RecordAbsence(person="A003", shift="2026-11-21/D/A004")
    rostered().when(other, by="A017", at=NOON).refused(NotOnShift)


def test_what_the_roster_says_cannot_be_told_otherwise() -> None:
    """Neither the days nor the occasion; the shift is the evidence."""
    for told in (
        RecordAbsence(person="A003", days=2),
        RecordAbsence(person="A003", occasion=Occasion.DUTY),
    ):
        rostered().when(told, by="A017", at=NOON).refused(NotAsTheCaseSays, citing=(2,))
    given(at(LEADER, EARLIER)).when(
        RecordAbsence(person="A003", days=2, occasion=Occasion.DUTY), by="A017", at=NOON
    ).then(absence(None, days=2, occasion=Occasion.DUTY))


def test_what_the_roster_does_not_know_is_told() -> None:
    """Why a day counts as absence, such as sickness without proof."""
    told = RecordAbsence(person="A003", origin=Origin.NO_PROOF)
    rostered().when(told, by="A017", at=NOON).then(absence(origin=Origin.NO_PROOF))


def test_a_swapped_shift_that_was_missed_says_so() -> None:
    """S4.10-06: the shift came by a swap, whatever anybody enters."""
    swapped = ShiftSwapped(
        swap="S-1",
        giver="A004",
        taker="A003",
        giver_month="A004/2026-11",
        taker_month="A003/2026-11",
        given=DAY.shift,
        given_starts=DAY.starts,
        given_ends=DAY.ends,
        given_code="D",
        person_days=("A003/2026-11-21", "A004/2026-11-21"),
    )
    given(at(LEADER, EARLIER), at(swapped, EARLIER)).when(ABSENT, by="A017", at=NOON).then(
        absence(origin=Origin.SWAP)
    )


def test_who_has_leave_is_not_absent() -> None:
    """The refusal cites the leave; that its proof is missing may be entered all the same."""
    leave = LeaveGranted(
        leave="L-1",
        person="A003",
        applicant="A003",
        days=1,
        category=Category.SICK,
        starts=local("2026-11-21 00:00").astimezone(UTC),
        ends=local("2026-11-22 00:00").astimezone(UTC),
        months=("A003/2026-11",),
    )
    rostered(leave).when(ABSENT, by="A017", at=NOON).refused(HadLeave, citing=(3,))
    without = RecordAbsence(person="A003", origin=Origin.NO_PROOF)
    rostered(leave).when(without, by="A017", at=NOON).then(absence(origin=Origin.NO_PROOF))


def test_absence_from_duty_is_told_by_the_kind_of_the_shift() -> None:
    """S2.5-15: a duty in turns is not work."""
    duty = shift("2026-11-21 08:00", "2026-11-21 21:00", code="H")
    rostered(of=(duty,)).under(TOWN).when(ABSENT, by="A017", at=NOON).then(
        absence(duty, occasion=Occasion.DUTY)
    )
