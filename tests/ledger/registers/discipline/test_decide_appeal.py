"""An appeal is decided by somebody other than the issuer, and never for the worse."""

from typing import Any

import pytest

from ledger.kernel.action import Role
from ledger.registers.discipline.accounts import AmountRefused
from ledger.registers.discipline.case import NotTheDecider, OwnCase, TakenBack
from ledger.registers.discipline.decide_appeal import (
    DecideAppeal,
    NoAppeal,
    ReviewerIsIssuer,
    RuledAlready,
    WorseOnAppeal,
)
from ledger.registers.discipline.events import AppealDecided, AppealFiled, StatementClosed
from ledger.registers.org.events import PersonPlaced
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    CHIEF,
    LEADER,
    confirmed,
    proposed,
    sanction,
    taken_back,
    under_trial,
)

CASE = proposed("rules", 90, subject="greeting", supervisor="A017")
FINE = sanction(CASE, amount=10_000)
JOINT = sanction(CASE, 2, person="A017", amount=20_000, joint_of=1)
HISTORY = (CHIEF, CASE, confirmed(CASE), FINE, JOINT)


def appeal(number: int = 1, person: str = "A031") -> AppealFiled:
    """An appeal against a sanction of the case."""
    return AppealFiled(offence=CASE.offence, sanction=number, person=person, grounds="未违反")


def deciding(*history: Any, outcome: Any = "annulled", by: str = "A001", **more: Any) -> When:
    """An appeal is decided after a history."""
    action = DecideAppeal(offence=CASE.offence, outcome=outcome, reason="复核", **more)
    return under_trial(*history).when(action, by=by)


def ruling(outcome: Any, amount: int, **more: Any) -> AppealDecided:
    """The decision of A001."""
    fields: dict[str, Any] = {"sanction": 1, "person": "A031"} | more
    return AppealDecided(
        offence=CASE.offence,
        outcome=outcome,
        decider="A001",
        amount=amount,
        reason="复核",
        **fields,
    )


def test_upheld_nothing_changes() -> None:
    """The ruling stands alone."""
    deciding(*HISTORY, appeal(), outcome="upheld").then(
        ruling("upheld", 10_000), reading=("rules",)
    )


def test_annulled_the_fine_and_the_supervisors_are_taken_back() -> None:
    """A joint fine falls with its base, and the offence counts no more."""
    deciding(*HISTORY, appeal()).then(
        ruling("annulled", 0),
        taken_back(CASE, FINE, 4, decider="A001"),
        taken_back(CASE, JOINT, 5, decider="A001"),
        reading=("discipline.statement",),
    )


def test_reduced_the_supervisors_falls_in_proportion() -> None:
    """S2.6-28: what is left of the fine, doubled, is left of the joint one; the offence counts."""
    line = "100.00 − 40.00 = 60.00"
    double = "200.00 − 80.00 = 120.00"
    deciding(*HISTORY, appeal(), outcome="reduced", amount="60").then(
        ruling("reduced", 6000),
        taken_back(
            CASE, FINE, 4, decider="A001", amount=4000, annuls=False, computation=((line, line),)
        ),
        taken_back(
            CASE,
            JOINT,
            5,
            decider="A001",
            amount=8000,
            annuls=False,
            computation=((double, double),),
        ),
    )


def test_the_supervisors_own_appeal_leaves_the_offenders_fine() -> None:
    """Each appeals against their own sanction."""
    deciding(*HISTORY, appeal(2, "A017"), sanction=2).then(
        ruling("annulled", 0, sanction=2, person="A017"),
        taken_back(CASE, JOINT, 5, decider="A001"),
    )


def test_later_repeats_that_had_counted_it_are_listed() -> None:
    """What the later case would cost without this one is said, for a person to review."""
    later = proposed("rules", 95, subject="greeting")
    step = (
        f"{later.offence}：第 2 次改为第 1 次，应为 100.00",
        f"{later.offence}: time 2 becomes time 1, which costs 100.00",
    )
    line = "100.00 − 100.00 = 0.00"
    alone = (CHIEF, CASE, confirmed(CASE), FINE)
    deciding(*alone, confirmed(later, 2), appeal()).then(
        ruling("annulled", 0),
        taken_back(
            CASE,
            FINE,
            4,
            decider="A001",
            knock_on=(later.offence,),
            computation=((line, line), step),
        ),
    )


def test_a_correction_of_a_closed_month_stands_in_the_next_with_a_link() -> None:
    """The closed month keeps its entry; the counter-entry names it."""
    closed = StatementClosed(account="2026-11", entries=1, deducted=10_000, rewarded=0)
    alone = (CHIEF, CASE, confirmed(CASE), FINE)
    deciding(*alone, appeal(), closed).then(
        ruling("annulled", 0), taken_back(CASE, FINE, 4, decider="A001", account="2026-12")
    )


@pytest.mark.parametrize("amount", ["100", "100.01", "500", "0", None])
def test_an_appeal_never_makes_it_worse(amount: str | None) -> None:
    """A reduction leaves less than there was, and something; nothing is an annulment."""
    deciding(*HISTORY, appeal(), outcome="reduced", amount=amount).refused(
        WorseOnAppeal, citing=(4,), clause="discipline.appeal"
    )


def test_a_reward_does_not_shrink_because_its_receiver_asked_for_more() -> None:
    """Who appeals against a reward cannot lose it."""
    reward = sanction(CASE, kind="reward", amount=10_000)
    for outcome, amount in (("reduced", "50"), ("annulled", None)):
        deciding(
            CHIEF, CASE, confirmed(CASE), reward, appeal(), outcome=outcome, amount=amount
        ).refused(WorseOnAppeal)


def test_an_amount_must_be_one() -> None:
    """What is no amount is refused with the clause."""
    deciding(*HISTORY, appeal(), outcome="reduced", amount="half").refused(
        AmountRefused, clause="rules"
    )


def test_the_issuer_does_not_review_their_own_decision() -> None:
    """Also when the issuer holds the post that reviews."""
    own = sanction(CASE, amount=10_000, issuer="A001")
    deciding(CHIEF, CASE, confirmed(CASE), own, appeal()).refused(ReviewerIsIssuer, citing=(4,))


def test_the_issuers_subordinate_does_not_review_either() -> None:
    """A reviewer depends on nobody whose decision is reviewed."""
    below = PersonPlaced(person="A001", post="centre-director", supervisor="A017")
    deciding(CHIEF, below, CASE, confirmed(CASE), FINE, appeal()).refused(
        ReviewerIsIssuer, citing=(5,)
    )


def test_only_the_post_that_the_clause_names_reviews() -> None:
    """The team leader decides about cases, not about appeals."""
    deciding(LEADER, CASE, FINE, appeal(), by="A017").refused(
        NotTheDecider, clause="discipline.appeal"
    )


def test_nobody_decides_their_own_appeal() -> None:
    """Also a director."""
    own = sanction(CASE, person="A001", amount=10_000)
    deciding(CHIEF, CASE, own, appeal(person="A001")).refused(OwnCase)


def test_there_is_nothing_to_decide_without_an_appeal_or_after_the_ruling() -> None:
    """One appeal, one ruling."""
    deciding(*HISTORY).refused(NoAppeal)
    deciding(*HISTORY, appeal(), ruling("upheld", 10_000)).refused(RuledAlready, citing=(7,))
    gone = taken_back(CASE, FINE, 4)
    deciding(*HISTORY, appeal(), gone).refused(TakenBack, citing=(7,))


def test_the_reviewers_of_the_first_rulebook_serve_clauses_that_name_none() -> None:
    """Every sanction can be appealed against, also under a clause that says nothing of it."""
    case = proposed("duty", 91)
    fine = sanction(case, amount=5000)
    filed = AppealFiled(offence=case.offence, sanction=1, person="A031", grounds="g")
    action = DecideAppeal(offence=case.offence, outcome="upheld", reason="复核")
    assert CHIEF.roles == (Role.ADMINISTRATOR,)
    under_trial(CHIEF, case, fine, filed).when(action, by="A001").then(
        AppealDecided(
            offence=case.offence,
            sanction=1,
            person="A031",
            outcome="upheld",
            decider="A001",
            amount=5000,
            reason="复核",
        ),
        reading=("discipline.appeal",),
    )
