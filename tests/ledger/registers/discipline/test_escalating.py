"""What a confirmed offence brings on: charges that stop, shares of the bonus, resignation."""

from datetime import date

from tests.ledger.registers.discipline.cases import (
    LEADER,
    after,
    confirmed,
    fixed,
    notified,
    proposed,
    sanction,
)
from tests.ledger.registers.discipline.test_confirm_offence import confirming


def test_the_fourth_day_of_absence_is_not_charged_and_proposes_resignation() -> None:
    """S1.21-03, S1.21-04, J28, W04: 300 for three days, then self-resignation, proposed only."""
    first = proposed("absent", 80, quantity=3)
    case = proposed("absent", 90, quantity=1)
    lines = (
        ("0 天 × 100.00 = 0.00", "0 days × 100.00 = 0.00"),
        (
            "当月此前已计 3 天，至多 3 天",
            "days charged this month before: 3 of 3 at most",
        ),
        (
            "当月满 3 天后不再按天计：1 天",
            "beyond 3 days a month nothing is charged by the day: 1 day",
        ),
    )
    own = sanction(case, kind="record", computation=lines)
    confirming(confirmed(first), LEADER, case).then(
        confirmed(case),
        own,
        notified(own, after(3)),
        proposed(
            "gone",
            90,
            offence="A031/2026-11-21/90.2",
            evidence=(90, 1),
            amount=0,
            arises_from=(first.offence, case.offence),
        ),
    )


def test_the_days_charged_before_are_evidence_and_stand_in_the_computation() -> None:
    """The second day of the month says that one of three was charged already."""
    first = proposed("absent", 80, quantity=1)
    case = proposed("absent", 90, quantity=1)
    lines = (
        ("1 天 × 100.00 = 100.00", "1 day × 100.00 = 100.00"),
        ("当月此前已计 1 天，至多 3 天", "days charged this month before: 1 of 3 at most"),
    )
    own = sanction(case, amount=10_000, computation=lines)
    confirming(confirmed(first), LEADER, case).then(
        confirmed(case), own, notified(own, after(3)), resting_on=(1, 2, 3)
    )


def test_three_days_of_absence_propose_nothing_more() -> None:
    """S1.21-04: it takes more than three days in the month."""
    case = proposed("absent", 90, quantity=3)
    lines = (("3 天 × 100.00 = 300.00", "3 days × 100.00 = 300.00"),)
    own = sanction(case, amount=30_000, computation=lines)
    confirming(LEADER, case).then(confirmed(case), own, notified(own, after(2)))


def test_the_third_duty_absence_of_the_year_proposes_the_share_of_the_bonus() -> None:
    """S2.5-18, J15, W06: three in a calendar year, of which one may be the whole group's."""
    first, second = proposed("duty", 80), proposed("duty-group", 81)
    case = proposed("duty", 90, occurred=date(2026, 11, 22))
    own = sanction(case, amount=5000, computation=fixed(50))
    history = (confirmed(first), confirmed(second), LEADER, case)
    confirming(*history, offence=case.offence).then(
        confirmed(case),
        own,
        notified(own, after(4)),
        proposed(
            "duty-year",
            90,
            occurred=date(2026, 11, 22),
            offence="A031/2026-11-22/90.2",
            evidence=(90, 1, 2),
            computation=(("年终奖 × 10 %", "year-end bonus × 10 %"),),
            arises_from=(first.offence, second.offence, case.offence),
        ),
    )


def test_a_threshold_brings_its_offence_once_a_year() -> None:
    """J15: the fourth absence of the year does not take another share."""
    earlier = [proposed("duty", number) for number in (80, 81, 82)]
    share = proposed("duty-year", 82, offence="A031/2026-11-21/82.2")
    case = proposed("duty", 90, occurred=date(2026, 11, 22))
    own = sanction(case, amount=5000, computation=fixed(50))
    history = (*map(confirmed, earlier), share, LEADER, case)
    confirming(*history, offence=case.offence).then(confirmed(case), own, notified(own, after(6)))
