"""The roll call before a shift."""

from __future__ import annotations

from ledger.registers.attendance.events import ArrivalRecorded, LatenessRecorded, RollCallHeld
from ledger.registers.attendance.hold_roll_call import HoldRollCall, NotOfTheShift, TooEarly
from ledger.testing import at, given
from tests.ledger.registers.attendance.shifts import CENTRE, local, shift
from tests.ledger.registers.people import LEADER

EARLIER = local("2026-11-20 12:00")
LI = shift("2026-11-21 08:00", "2026-11-21 14:00")
ZHAO = shift("2026-11-21 08:00", "2026-11-21 14:00", person="A004")
SUN = shift("2026-11-21 08:00", "2026-11-21 14:00", person="A005")
DESK = (at(LEADER, EARLIER), *(at(each, EARLIER) for each in (LI, ZHAO, SUN)))
CALLED = HoldRollCall(
    code="D",
    starts=LI.starts,
    present=("A003", "A004"),
    expected=("A003", "A004", "A005"),
    comments="讲评质检问题",
)
HELD = RollCallHeld(
    roll_call="2026-11-21/D",
    leader="A017",
    starts=LI.starts,
    code="D",
    present=("A003", "A004"),
    missing=("A005",),
    comments="讲评质检问题",
)


def arrival(person: str) -> ArrivalRecorded:
    """The arrival of one of them."""
    return ArrivalRecorded(
        person=person,
        day=f"{person}/2026-11-21",
        shift_starts=LI.starts,
        shift=f"2026-11-21/D/{person}",
    )


def test_who_is_there_has_arrived() -> None:
    """S4.8-01: ten minutes before, one event and an arrival for each, and the missing by name."""
    given(*DESK, law=CENTRE).when(CALLED, by="A017", at=local("2026-11-21 07:50")).then(
        HELD, arrival("A003"), arrival("A004"), reading=("attendance.arrive_early",)
    )


def test_who_arrived_before_does_not_arrive_again() -> None:
    """The roll call takes down only what is new."""
    given(*DESK, at(arrival("A003"), local("2026-11-21 07:40"))).when(
        CALLED, by="A017", at=local("2026-11-21 07:50")
    ).then(HELD, arrival("A004"))


def test_a_roll_call_after_the_start_finds_people_late() -> None:
    """The lateness follows as from any arrival."""
    late = [
        LatenessRecorded(
            person=person,
            day=f"{person}/2026-11-21",
            month=f"{person}/2026-11",
            year=f"{person}/2026",
            minutes=3,
            shift=f"2026-11-21/D/{person}",
        )
        for person in ("A003", "A004")
    ]
    given(*DESK).when(CALLED, by="A017", at=local("2026-11-21 08:03")).then(
        HELD, arrival("A003"), late[0], arrival("A004"), late[1]
    )


def test_only_the_people_of_the_shift_are_called() -> None:
    """Whoever is not on it is named."""
    given(at(LEADER, EARLIER), at(LI, EARLIER)).when(
        CALLED, by="A017", at=local("2026-11-21 07:50")
    ).refused(NotOfTheShift, clause="attendance.presence")


def test_the_roll_is_not_called_long_before() -> None:
    """Who is there much earlier has not come for the shift."""
    given(*DESK).when(CALLED, by="A017", at=local("2026-11-21 05:00")).refused(TooEarly)
