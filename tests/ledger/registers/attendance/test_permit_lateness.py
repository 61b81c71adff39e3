"""Permission to come late or to leave early."""

from __future__ import annotations

from ledger.registers.attendance.events import ArrivalRecorded, LatenessPermitted
from ledger.registers.attendance.permit_lateness import PermitLateness
from ledger.registers.entries import NotAsTheCaseSays
from ledger.rulebook.gates import TooLate
from ledger.testing import at, given
from tests.ledger.registers.attendance.shifts import TEAM, local, shift
from tests.ledger.registers.people import LEADER

DAY = shift("2026-11-21 08:30", "2026-11-21 17:30")
EARLIER = local("2026-11-20 12:00")
LATE = PermitLateness(person="A003", by_phone=True)
EARLY = PermitLateness(person="A003", early=True)
ROSTERED = given(at(LEADER, EARLIER), at(DAY, EARLIER), law=TEAM)


def test_the_shift_that_one_will_be_late_for_follows_from_the_roster() -> None:
    """S1.21-07: asked before it starts, also on the evening before."""
    for when in ("2026-11-21 08:29", "2026-11-20 21:00"):
        ROSTERED.when(LATE, by="A017", at=local(when)).then(
            LatenessPermitted(
                person="A003",
                day=DAY.day,
                by_phone=True,
                shift_starts=DAY.starts,
                shift=DAY.shift,
            )
        )


def test_once_the_shift_has_begun_it_is_too_late() -> None:
    """The start is the roster's, so nobody asks before another one."""
    when = local("2026-11-21 08:31")
    ROSTERED.when(LATE, by="A017", at=when).refused(TooLate, clause="attendance.permission")
    told = PermitLateness(person="A003", shift_starts=local("2026-11-21 09:00"))
    ROSTERED.when(told, by="A017", at=when).refused(NotAsTheCaseSays, citing=(2,))


def test_leaving_early_is_permitted_while_the_shift_is_on() -> None:
    """There is no start to ask before."""
    came = ArrivalRecorded(person="A003", day=DAY.day, shift=DAY.shift)
    given(
        at(LEADER, EARLIER), at(DAY, EARLIER), at(came, local("2026-11-21 08:20")), law=TEAM
    ).when(EARLY, by="A017", at=local("2026-11-21 15:00")).then(
        LatenessPermitted(person="A003", day=DAY.day, shift=DAY.shift, early=True)
    )
