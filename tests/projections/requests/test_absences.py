"""Who is on leave when, and what is left of their shifts."""

from __future__ import annotations

from typing import Any

from ledger.kernel.event import instant
from ledger.registers.leave.events import (
    Category,
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
)
from projections.requests import Requests
from projections.requests.absences import Absence, absences, away_from, by_person, worked
from projections.roster.rows import ShiftRow
from tests.projections.happenings import Happening, at, ledger


def asked(leave: str = "L1", starts: str = "12:00:00", ends: str = "18:00:00") -> LeaveRequested:
    """A leave of A003 between two times of the day."""
    return LeaveRequested(
        leave=leave,
        person="A003",
        category=Category.PERSONAL,
        starts=instant(at(starts)),
        ends=instant(at(ends)),
        days=0.5,
    )


def granted(leave: str = "L1") -> LeaveGranted:
    """That leave, granted."""
    return LeaveGranted(
        leave=leave, person="A003", applicant="A003", days=0.5, category=Category.PERSONAL
    )


def away(*happened: Happening) -> list[tuple[Any, ...]]:
    """The absences of the day after these events."""
    requests = Requests()
    requests.apply(ledger(*happened))
    return [tuple(each[:4]) for each in absences(requests, at("00:00"), at("23:59"))]


def shift(starts: str, ends: str, person: str = "A003") -> ShiftRow:
    """A shift of the day."""
    return ShiftRow(
        starts=at(starts),
        shift=f"{person}/{starts}",
        ends=at(ends),
        person=person,
        code="D",
        first=person,
    )


def off(starts: str, ends: str) -> Absence:
    """A leave of A003."""
    return Absence("A003", at(starts), at(ends), "L1")


def test_only_a_granted_leave_is_an_absence() -> None:
    """Who has asked, or was refused, is expected on duty."""
    assert away(("08:00:00", asked())) == []
    rejected = ("09:00:00", LeaveRejected(leave="L1", reason="no"))
    assert away(("08:00:00", asked()), rejected) == []
    assert away(("08:00:00", asked()), ("09:00:00", granted())) == [
        ("A003", at("12:00"), at("18:00"), "L1")
    ]


def test_who_is_back_early_is_there_again() -> None:
    """The rest of the leave is no absence; coming back late makes it no longer."""
    before = (("08:00:00", asked()), ("09:00:00", granted()))
    back = LeaveReturned(leave="L1", person="A003")

    assert away(*before, ("15:00:00", back)) == [("A003", at("12:00"), at("15:00"), "L1")]
    assert away(*before, ("19:00:00", back)) == [("A003", at("12:00"), at("18:00"), "L1")]


def test_a_shift_is_worked_around_the_leave() -> None:
    """Before it and after it the person is there."""
    (row,) = worked([shift("08:00", "20:00")], by_person([off("21:00", "22:00")]))
    assert (row.starts, row.ends) == (at("08:00"), at("20:00"))
    found = worked([shift("08:00", "20:00")], by_person([off("12:00", "14:00")]))
    assert [(row.starts, row.ends) for row in found] == [
        (at("08:00"), at("12:00")),
        (at("14:00"), at("20:00")),
    ]
    two = by_person([off("07:00", "10:00"), off("09:00", "12:00")])
    (row,) = worked([shift("08:00", "20:00")], two)
    assert (row.starts, row.ends) == (at("12:00"), at("20:00"))


def test_a_shift_that_the_leave_takes_whole_is_not_worked() -> None:
    """Others' shifts are as they were."""
    shifts = [shift("08:00", "14:00"), shift("08:00", "14:00", "A004")]
    found = by_person([off("08:00", "14:00")])

    assert [row.person for row in worked(shifts, found)] == ["A004"]
    assert list(away_from(shifts, found)) == ["A003/08:00"]


def test_a_leave_that_ends_as_the_shift_begins_takes_nothing_of_it() -> None:
    """The end of a span belongs to what comes next."""
    found = by_person([off("06:00", "08:00"), off("14:00", "15:00")])

    assert away_from([shift("08:00", "14:00")], found) == {}
    assert len(worked([shift("08:00", "14:00")], found)) == 1
