"""The person concerned is given notice by hand."""

from typing import Any

from ledger.registers.discipline.case import NoSuchSanction, NotTheDecider, OwnCase, TakenBack
from ledger.registers.discipline.notify_sanction import NotifiedAlready, NotifySanction
from ledger.testing import NOON, When
from tests.ledger.registers.discipline.cases import (
    LEADER,
    OFFENDER,
    after,
    confirmed,
    notified,
    proposed,
    sanction,
    taken_back,
    under_trial,
)

CASE = proposed("noted", 90)
ISSUED = sanction(CASE, kind="record")


def noticing(*history: Any, by: str = "A017", number: int = 1) -> When:
    """Notice is given of a sanction of the case."""
    action = NotifySanction(offence=CASE.offence, sanction=number)
    return under_trial(*history).when(action, by=by)


def test_the_time_to_appeal_runs_from_the_notice() -> None:
    """Three days, as the first rulebook says, where the clause itself says nothing."""
    noticing(LEADER, CASE, confirmed(CASE), ISSUED).then(
        notified(ISSUED, after(4)), reading=("discipline.notice", "discipline.appeal", "noted")
    )


def test_notice_is_given_once() -> None:
    """A second notice would give a second time to appeal."""
    noticing(LEADER, CASE, ISSUED, notified(ISSUED, NOON)).refused(NotifiedAlready, citing=(4,))


def test_who_is_concerned_gives_no_notice() -> None:
    """Neither an agent nor a leader to themselves."""
    noticing(OFFENDER, CASE, ISSUED, by="A031").refused(NotTheDecider, clause="noted")
    own = sanction(CASE, person="A017", kind="record")
    noticing(LEADER, CASE, own).refused(OwnCase)


def test_there_is_no_notice_of_what_was_not_issued_or_was_taken_back() -> None:
    """Only a sanction that stands is noticed."""
    noticing(LEADER, CASE, ISSUED, number=2).refused(NoSuchSanction)
    noticing(LEADER, CASE, ISSUED, taken_back(CASE, ISSUED, 3)).refused(TakenBack, citing=(4,))
