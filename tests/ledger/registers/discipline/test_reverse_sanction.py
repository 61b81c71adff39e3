"""A sanction is taken back by a counter-entry."""

from typing import Any

from ledger.registers.discipline.case import NotTheDecider, OwnCase, TakenBack
from ledger.registers.discipline.events import StatementClosed
from ledger.registers.discipline.reverse_sanction import ReverseSanction
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    DIRECTOR,
    LEADER,
    OFFENDER,
    confirmed,
    proposed,
    sanction,
    taken_back,
    under_trial,
)

CASE = proposed("duty", 90)
FINE = sanction(CASE, amount=5000)
HISTORY = (LEADER, CASE, confirmed(CASE), FINE)


def reversing(*history: Any, by: str = "A017", number: int = 1, offence: str = "") -> When:
    """A sanction is taken back for a reason."""
    action = ReverseSanction(offence=offence or CASE.offence, reason="登记有误", sanction=number)
    return under_trial(*history).when(action, by=by)


def test_the_counter_entry_names_the_entry_it_takes_back() -> None:
    """Both stand in the book, linked, and the offence counts no more."""
    reversing(*HISTORY).then(
        taken_back(CASE, FINE, 4, reason="登记有误"),
        reading=("discipline.decision", "discipline.statement", "duty"),
    )


def test_in_a_closed_month_nothing_is_touched() -> None:
    """The counter-entry stands in the next month, and names the month that it corrects."""
    closed = StatementClosed(account="2026-11", entries=1, deducted=5000, rewarded=0)
    reversing(*HISTORY, closed).then(
        taken_back(CASE, FINE, 4, reason="登记有误", account="2026-12")
    )


def test_a_case_that_arose_by_counting_it_is_listed() -> None:
    """The share of the bonus rests on three absences; without one of them somebody reviews it."""
    share = proposed("duty-year", 95, arises_from=("A031/2026-11-21/80.1", CASE.offence))
    line = "50.00 − 50.00 = 0.00"
    reversing(*HISTORY, share).then(
        taken_back(
            CASE,
            FINE,
            4,
            reason="登记有误",
            knock_on=(share.offence,),
            computation=(
                (line, line),
                (
                    f"{share.offence}：因本案计数而起，须复核",
                    f"{share.offence}: arose by counting this case; review it",
                ),
            ),
        )
    )


def test_while_something_of_the_offenders_stands_the_offence_counts() -> None:
    """Taking back the warning leaves the fine, and the offence."""
    case = proposed("proxy", 91)
    fine = sanction(case, amount=30_000)
    warning = sanction(case, 2, kind="warning", measure="warning")
    line = "0.00 − 0.00 = 0.00"
    reversing(LEADER, case, confirmed(case), fine, warning, number=2, offence=case.offence).then(
        taken_back(case, warning, 5, reason="登记有误", annuls=False, computation=((line, line),))
    )


def test_it_is_taken_back_once() -> None:
    """A second time there is nothing left to take back."""
    reversing(*HISTORY, taken_back(CASE, FINE, 4)).refused(TakenBack, citing=(5,))


def test_whom_it_concerns_takes_nothing_back() -> None:
    """Neither the offender nor the supervisor who pays with them."""
    own = proposed("duty", 92, person="A017")
    fine = sanction(own, amount=5000)
    reversing(LEADER, own, confirmed(own), fine, offence=own.offence).refused(OwnCase)
    case = proposed("rules", 93, supervisor="A017")
    base = sanction(case, amount=10_000)
    joint = sanction(case, 2, person="A017", amount=20_000, joint_of=1)
    history = (case, confirmed(case), base, joint)
    reversing(LEADER, *history, offence=case.offence).refused(OwnCase)


def test_only_the_post_that_decides_takes_back() -> None:
    """Other posts have no say; another holder of the post has."""
    reversing(OFFENDER, CASE, confirmed(CASE), FINE, by="A031").refused(
        NotTheDecider, clause="duty"
    )
    reversing(DIRECTOR, CASE, confirmed(CASE), FINE, by="A009").then(
        taken_back(CASE, FINE, 4, reason="登记有误", decider="A009")
    )
