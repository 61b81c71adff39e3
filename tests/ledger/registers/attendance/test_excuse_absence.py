"""Excusing an absence."""

from __future__ import annotations

from datetime import date

from ledger.registers.attendance.events import AbsenceExcused, AbsenceRecorded
from ledger.registers.attendance.excuse_absence import ExcuseAbsence
from ledger.testing import at, given
from tests.ledger.registers.attendance.shifts import local
from tests.ledger.registers.people import LEADER

EARLIER = local("2026-11-20 12:00")
ABSENT = AbsenceRecorded(
    person="A003", day="A003/2026-11-21", month="A003/2026-11", year="A003/2026"
)


def test_a_proof_that_comes_later_excuses_the_day_it_is_for() -> None:
    """It rests on the absence of that day."""
    late = ExcuseAbsence(person="A003", proof="医院证明", on=date(2026, 11, 21))
    absent = at(ABSENT, local("2026-11-21 18:00"))
    given(at(LEADER, EARLIER), absent).when(late, by="A017", at=local("2026-11-22 09:00")).then(
        AbsenceExcused(person="A003", day="A003/2026-11-21", proof="医院证明"), resting_on=(1, 2)
    )


def test_an_approval_beforehand_is_for_today() -> None:
    """Nothing has been missed yet."""
    today = ExcuseAbsence(person="A003", proof="approval")
    given(at(LEADER, EARLIER)).when(today, by="A017", at=local("2026-11-21 07:00")).then(
        AbsenceExcused(person="A003", day="A003/2026-11-21", proof="approval")
    )
