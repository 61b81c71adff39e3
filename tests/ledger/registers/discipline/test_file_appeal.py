"""The person concerned appeals."""

from datetime import timedelta
from typing import Any

from ledger.registers.discipline.case import NotConcerned, NotNotified, TakenBack
from ledger.registers.discipline.events import AppealFiled
from ledger.registers.discipline.file_appeal import AppealedAlready, AppealTooLate, FileAppeal
from ledger.testing import NOON, When
from tests.ledger.registers.discipline.cases import (
    LEADER,
    OFFENDER,
    notified,
    proposed,
    sanction,
    taken_back,
    under_trial,
)

CASE = proposed("duty", 90)
FINE = sanction(CASE, amount=5000)
NOTICE = notified(FINE, NOON)
APPEAL = AppealFiled(offence=CASE.offence, sanction=1, person="A031", grounds="未排班")


def appealing(*history: Any, by: str = "A031", days: float = 1) -> When:
    """An appeal is filed so many days after noon."""
    action = FileAppeal(offence=CASE.offence, grounds="未排班")
    return under_trial(*history).when(action, by=by, at=NOON + timedelta(days=days))


def test_the_person_concerned_appeals_in_time() -> None:
    """Until the instant that the notice names, that instant included."""
    appealing(OFFENDER, FINE, NOTICE, days=3).then(APPEAL, reading=("discipline.appeal",))


def test_after_the_time_it_is_too_late() -> None:
    """A microsecond later it is refused with the clause, citing the notice."""
    late = 3 + timedelta(microseconds=1) / timedelta(days=1)
    appealing(OFFENDER, FINE, NOTICE, days=late).refused(
        AppealTooLate, citing=(3,), clause="discipline.appeal"
    )


def test_the_refusal_says_when_the_time_ended_by_the_sites_clock() -> None:
    """The time stands in the site's own zone."""
    refusal = appealing(OFFENDER, FINE, NOTICE, days=9).refusal

    assert refusal is not None
    assert refusal.text("zh") == "申诉期限 2026-11-24 20:00 已过（通知 #3）"


def test_there_is_one_appeal() -> None:
    """A second one is refused, citing the first."""
    appealing(OFFENDER, FINE, NOTICE, APPEAL).refused(AppealedAlready, citing=(4,))


def test_nobody_appeals_for_another() -> None:
    """Whoever it does not concern has no appeal."""
    appealing(LEADER, FINE, NOTICE, by="A017").refused(NotConcerned)


def test_before_the_notice_no_time_runs() -> None:
    """There is nothing yet to appeal against."""
    appealing(OFFENDER, FINE).refused(NotNotified)


def test_what_was_taken_back_needs_no_appeal() -> None:
    """Nothing is left of it."""
    appealing(OFFENDER, FINE, NOTICE, taken_back(CASE, FINE, 2)).refused(TakenBack, citing=(4,))
