"""An offence is confirmed, and what follows from it is issued."""

from datetime import date, timedelta
from typing import Any

import pytest

from ledger.registers.discipline.accounts import AmountRefused
from ledger.registers.discipline.case import CaseDecided, CaseNotKnown, NotTheDecider, OwnCase
from ledger.registers.discipline.confirm_offence import (
    AnswerableUnclear,
    ConfirmOffence,
    DecidedTooLate,
)
from ledger.registers.discipline.events import (
    OffenceProposed,
    OffenceVoided,
    StatementClosed,
)
from ledger.rulebook.loading import built_in, parse
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.testing import NOON, When
from tests.ledger.registers.discipline.cases import (
    DIRECTOR,
    LEADER,
    OFFENDER,
    after,
    confirmed,
    fixed,
    notified,
    proposed,
    sanction,
    taken_back,
    under_trial,
)
from tests.ledger.registers.discipline.law import LAW, TEXT

CASE = "A031/2026-11-21/90.1"


def confirming(*history: Any, by: str = "A017", offence: str = CASE, **entered: Any) -> When:
    """A case is confirmed after a history, under the rulebook of the tests."""
    action = ConfirmOffence(offence=offence, **entered)
    return under_trial(*history).when(action, by=by, at=after(len(history)))


def test_a_fixed_fine_is_issued_and_noticed_at_once() -> None:
    """One commit confirms, issues the fine with its computation, and gives notice."""
    case = proposed("duty", 90)
    fine = sanction(case, amount=5000, computation=fixed(50))
    confirming(LEADER, case).then(
        confirmed(case),
        fine,
        notified(fine, after(2)),
        reading=("discipline.once", "discipline.decision", "discipline.appeal", "duty"),
    )


def test_minutes_that_were_measured_are_charged() -> None:
    """S1.21-01, W01: twelve minutes cost twelve."""
    case = proposed("late", 90, quantity=12)
    lines = (("12 整分钟 × 1.00 = 12.00", "12 full minutes × 1.00 = 12.00"),)
    fine = sanction(case, amount=1200, computation=lines)
    confirming(LEADER, case).then(confirmed(case), fine, notified(fine, after(2)))


def test_a_delay_may_have_gone_on_since_it_was_proposed() -> None:
    """S0.6-16, J01: each started hour counts; the decider enters how many it came to."""
    case = proposed("delay", 90, quantity=1)
    lines = (("3 小时（不足一小时按一小时）× 10.00 = 30.00", "3 started hours × 10.00 = 30.00"),)
    fine = sanction(case, amount=3000, computation=lines)
    confirming(LEADER, case, quantity=2.2).then(
        confirmed(case, quantity=2.2), fine, notified(fine, after(2))
    )


def test_what_was_measured_cannot_be_entered_otherwise() -> None:
    """Minutes on record stand; whoever finds them wrong voids the case."""
    confirming(LEADER, proposed("late", 90, quantity=12), quantity=5).refused(
        AmountRefused, citing=(2,)
    )


@pytest.mark.parametrize(
    ("nth", "amount", "kind"), [(1, 10_000, "fine"), (2, 20_000, "fine"), (3, 0, "measure")]
)
def test_the_same_rule_broken_again_costs_more_and_the_supervisor_double(
    nth: int, amount: int, kind: str
) -> None:
    """S2.6-20, S2.6-28, J10, J11, W08: 100, 200, dismissal; the supervisor 200, 400, nothing."""
    earlier = [proposed("rules", number, subject="greeting") for number in range(80, 80 + nth - 1)]
    case = proposed("rules", 90, subject="greeting", supervisor="A017")
    history = [*(confirmed(each, number) for number, each in enumerate(earlier, 1)), LEADER, case]
    expected: list[Any] = [confirmed(case, nth)]
    if kind == "fine":
        own = sanction(case, amount=amount, nth=nth, computation=fixed(amount // 100))
        double = f"{amount / 100:.2f} × 2 = {amount / 50:.2f}"
        joint = sanction(
            case,
            2,
            person="A017",
            amount=2 * amount,
            nth=nth,
            joint_of=1,
            computation=((f"连带：{double}", f"jointly: {double}"),),
        )
        now = after(len(history))
        expected += [own, joint, notified(own, now, 2), notified(joint, now, 2)]
    else:
        own = sanction(case, kind="measure", measure="dismissal", in_effect=False, nth=nth)
        expected += [own, notified(own, after(len(history)), 2)]
    confirming(*history).then(*expected)


def test_an_annulled_case_counts_for_no_repeat() -> None:
    """What was taken back is not the first time of anything."""
    first = proposed("rules", 80, subject="greeting")
    fine = sanction(first, amount=10_000)
    case = proposed("rules", 90, subject="greeting")
    own = sanction(case, amount=10_000, computation=fixed(100))
    history = (confirmed(first), taken_back(first, fine, 9), LEADER, case)
    confirming(*history).then(
        confirmed(case), own, notified(own, after(4), 2), resting_on=(2, 3, 4)
    )


def test_a_decision_rests_on_no_case_that_could_not_change_it() -> None:
    """Another clause's confirmation, and a repeat of another rule, are no evidence."""
    other, elsewhere = proposed("swap", 70), proposed("rules", 80, subject="closing")
    case = proposed("rules", 90, subject="greeting")
    own = sanction(case, amount=10_000, computation=fixed(100))
    history = (confirmed(other), confirmed(elsewhere), LEADER, case)
    confirming(*history).then(confirmed(case), own, notified(own, after(4), 2), resting_on=(3, 4))


def test_the_last_years_cases_are_not_even_read() -> None:
    """J21: the window of repeats is the calendar year, and a decision reads no more."""
    case = proposed("rules", 90, occurred=date(2027, 1, 2), subject="greeting")
    with pytest.raises(AssertionError, match="lies outside"):
        confirming(confirmed(proposed("rules", 80)), LEADER, case, offence=case.offence)


def test_a_range_needs_an_amount_within_it_and_a_reason() -> None:
    """S1.6-25, J25: the decider sets the amount; the warning stands beside it."""
    case = proposed("proxy", 90)
    lines = (("20.00–1000.00 内定为 300.50", "set at 300.50 within 20.00–1000.00"),)
    fine = sanction(case, amount=30_050, computation=lines)
    warning = sanction(case, 2, kind="warning", measure="warning")
    confirming(LEADER, case, amount="300.50", reason="第二次").then(
        confirmed(case, reason="第二次"),
        fine,
        warning,
        notified(fine, after(2)),
        notified(warning, after(2)),
    )


@pytest.mark.parametrize(
    "entered",
    [
        {"amount": "19.99", "reason": "r"},
        {"amount": "1000.01", "reason": "r"},
        {"amount": "300"},
        {"amount": "300", "reason": "  "},
        {"reason": "r"},
        {"amount": "viel", "reason": "r"},
        {"amount": "-300", "reason": "r"},
    ],
)
def test_an_amount_outside_the_range_or_without_reason_is_refused(entered: dict[str, str]) -> None:
    """J25: refused with the clause, and nothing is written."""
    confirming(LEADER, proposed("proxy", 90), **entered).refused(AmountRefused, citing=(2,))


def test_the_refusal_names_the_clause_and_what_to_enter() -> None:
    """The sentence says what is wrong and what would be right, in both languages."""
    refusal = confirming(LEADER, proposed("proxy", 90), amount="5", reason="r").refusal

    assert refusal is not None
    assert refusal.clause == "proxy"
    assert refusal.text("zh") == "条款 proxy：金额 5.00 不在 20.00–1000.00 之内；请改正"
    assert refusal.text("en") == "Clause proxy: 5.00 is not within 20.00–1000.00; correct it"


def test_an_amount_that_the_clause_sets_cannot_be_set_otherwise() -> None:
    """A fixed tariff leaves the decider no choice."""
    confirming(LEADER, proposed("duty", 90), amount="40", reason="r").refused(AmountRefused)


def test_a_share_of_the_bonus_is_computed_from_the_bonus() -> None:
    """S2.5-18, W06: ten per cent of 8,000."""
    case = proposed("duty-year", 90)
    line = "8000.00 × 10 % = 800.00"
    fine = sanction(case, amount=80_000, computation=((line, line),))
    confirming(LEADER, case, bonus="8000").then(confirmed(case), fine, notified(fine, after(2)))


def test_without_the_bonus_there_is_no_share() -> None:
    """The decider has to enter what the share is of."""
    confirming(LEADER, proposed("duty-year", 90)).refused(AmountRefused)


def test_a_loss_is_compensated_as_established_and_the_superior_is_responsible() -> None:
    """S2.5-14, S0.5-19: the decider enters the loss with a reason; no amount for the superior."""
    case = proposed("damage", 90, supervisor="A017")
    lines = (("认定损失 1200.00", "a loss of 1200.00 was established"),)
    loss = sanction(case, kind="compensation", amount=120_000, computation=lines)
    words = (("直接上级领导责任", "leadership responsibility of the direct superior"),)
    joint = sanction(case, 2, person="A017", kind="liability", joint_of=1, computation=words)
    confirming(LEADER, case, amount="1200", reason="发票").then(
        confirmed(case, reason="发票"),
        loss,
        joint,
        notified(loss, after(2)),
        notified(joint, after(2)),
    )


def test_dismissal_is_proposed_only_and_wages_are_withheld_without_the_supervisor() -> None:
    """S2.6-22, J11: one month's wages; no joint fine on wages unless the clause says so."""
    case = proposed("quarrel", 90, supervisor="A017")
    line = "3000.00 × 1 = 3000.00"
    wages = sanction(case, kind="wages", amount=300_000, computation=((line, line),))
    fired = sanction(case, 2, kind="measure", measure="dismissal", in_effect=False)
    confirming(LEADER, case, wage="3000").then(
        confirmed(case), wages, fired, notified(wages, after(2)), notified(fired, after(2))
    )


def test_joint_liability_reaches_wages_where_the_clause_says_so() -> None:
    """J11: the parameter for wage deductions."""
    case = proposed("quarrel-wages", 90, supervisor="A017")
    line = "3000.00 × 1 = 3000.00"
    wages = sanction(case, kind="wages", amount=300_000, computation=((line, line),))
    fired = sanction(case, 2, kind="measure", measure="dismissal", in_effect=False)
    double = "3000.00 × 2 = 6000.00"
    joint = sanction(
        case,
        3,
        person="A017",
        amount=600_000,
        joint_of=1,
        computation=((f"连带：{double}", f"jointly: {double}"),),
    )
    parts = (wages, fired, joint)
    confirming(LEADER, case, wage="3000").then(
        confirmed(case), *parts, *(notified(each, after(2)) for each in parts)
    )


def test_shares_by_degree_divide_the_amount() -> None:
    """S4.10-06, J31: the part in per cent that falls on the person."""
    case = proposed("swap", 90, quantity=60)
    line = "100.00 × 60 % = 60.00"
    fine = sanction(case, amount=6000, computation=((line, line),))
    confirming(LEADER, case).then(confirmed(case), fine, notified(fine, after(2)))


def test_an_offence_without_a_tariff_is_put_on_record_and_noticed_by_hand() -> None:
    """Where the source sets no sanction there is a record; the clause may want notice by hand."""
    case = proposed("noted", 90)
    lines = (("只作记录，不处罚", "recorded only, no sanction"),)
    confirming(LEADER, case).then(confirmed(case), sanction(case, kind="record", computation=lines))


def test_both_heads_answer_where_the_decider_names_the_other() -> None:
    """S0.6-11: both heads bear the consequences."""
    case = proposed("heads", 90)
    own = sanction(case, amount=5000, computation=fixed(50))
    line = "50.00 × 1 = 50.00"
    joint = sanction(
        case,
        2,
        person="A009",
        amount=5000,
        joint_of=1,
        computation=((f"连带：{line}", f"jointly: {line}"),),
    )
    confirming(LEADER, DIRECTOR, case, jointly=("A009",)).then(
        confirmed(case), own, joint, notified(own, after(3)), notified(joint, after(3))
    )


@pytest.mark.parametrize("named", [(), ("A031",), ("A777",)])
def test_those_who_answer_jointly_must_be_named_and_known(named: tuple[str, ...]) -> None:
    """Nobody, the offender, or somebody who is not in the book cannot answer jointly."""
    registered = (OFFENDER,) if named == ("A031",) else ()
    confirming(LEADER, *registered, proposed("heads", 90), jointly=named).refused(AnswerableUnclear)


def test_a_reward_that_was_proposed_is_paid() -> None:
    """Rewards go the same way as offences."""
    case = proposed("thanks", 90)
    lines = (("只作记录，不处罚", "recorded only, no sanction"),)
    own = sanction(case, kind="reward", computation=lines)
    confirming(LEADER, case).then(confirmed(case), own, notified(own, after(2)))


def test_what_is_confirmed_after_a_month_was_closed_stands_in_the_next() -> None:
    """A closed month never changes."""
    case = proposed("duty", 90)
    closed = StatementClosed(account="2026-11", entries=0, deducted=0, rewarded=0)
    fine = sanction(case, amount=5000, account="2026-12", computation=fixed(50))
    confirming(closed, LEADER, case).then(confirmed(case), fine, notified(fine, after(3)))


def test_a_case_is_confirmed_once() -> None:
    """Confirming twice is refused, citing the first."""
    case = proposed("duty", 90)
    confirming(LEADER, case, confirmed(case)).refused(CaseDecided, citing=(3,))


def test_a_void_case_is_not_confirmed() -> None:
    """What was found void stays void."""
    case = proposed("duty", 90)
    confirming(LEADER, case, void(case, None)).refused(CaseDecided, citing=(3,))


def test_only_the_post_that_the_clause_names_decides() -> None:
    """The refusal cites the clause and names the posts."""
    agent = OFFENDER.__class__(person="A040", name="周杰", roles=OFFENDER.roles, post="agent")
    confirming(agent, proposed("duty", 90), by="A040").refused(NotTheDecider)


def test_nobody_confirms_their_own_offence() -> None:
    """Also a leader who may decide about others."""
    case = proposed("duty", 90, person="A017")
    confirming(LEADER, case, offence=case.offence).refused(OwnCase)


def test_a_beneficiary_does_not_confirm_a_reward() -> None:
    """Who is rewarded takes no part in it."""
    case = proposed("thanks", 90, person="A017")
    confirming(LEADER, case, offence=case.offence).refused(OwnCase)


def test_a_stricter_amendment_never_touches_an_earlier_fact() -> None:
    """What happened under the old edition costs what that edition said, whenever it is decided."""
    stricter = parse(TEXT.replace("50 CNY", "80 CNY"), "stricter.toml")
    law = Lawbook(built_in(), [*LAW.editions, Edition(date(2026, 11, 22), stricter)])
    now = NOON + timedelta(days=2)
    for occurred, amount in ((date(2026, 11, 21), 50), (date(2026, 11, 22), 80)):
        case = proposed("duty", 90, occurred=occurred)
        own = sanction(case, amount=amount * 100, computation=fixed(amount))
        under_trial(LEADER, case).under(law).when(
            ConfirmOffence(offence=case.offence), by="A017", at=now
        ).then(confirmed(case), own, notified(own, now))


def test_after_the_limit_nothing_is_confirmed() -> None:
    """The time from discovery to the decision is over."""
    case = proposed("rules", 90)
    late = NOON + timedelta(days=30, seconds=2)
    under_trial(LEADER, case).when(ConfirmOffence(offence=CASE), by="A017", at=late).refused(
        DecidedTooLate, citing=(2,)
    )


@pytest.mark.parametrize("name", [CASE, "nonsense", "A031/2026-11-21/"])
def test_a_case_that_was_never_opened_is_not_confirmed(name: str) -> None:
    """Also under a name that no case could have."""
    confirming(LEADER, offence=name).refused(CaseNotKnown)


def void(case: OffenceProposed, by: OffenceProposed | None) -> OffenceVoided:
    """The case is void, in favour of another if one is given."""
    return OffenceVoided(
        offence=case.offence,
        person=case.person,
        day=case.day,
        month=case.month,
        year=case.year,
        decider="A017",
        fact=case.fact,
        replaced_by=None if by is None else by.offence,
    )
