"""An offence is proposed because of what was recorded."""

from typing import Any

from ledger.kernel.action import NotEntitled
from ledger.registers.discipline.propose_offence import ProposeOffence
from ledger.registers.obligations.events import BreachOvertaken
from ledger.registers.org.events import PersonPlaced
from ledger.testing import NOON, When
from tests.ledger.registers.discipline.cases import (
    AGENT,
    DAY,
    LEADER,
    PROGRAM,
    confirmed,
    proposed,
    under_trial,
)

PERMITTED = PersonPlaced(person="A031", post="agent", supervisor="A017", grade="permitted")


def proposing(clause: str, fact: int, **more: Any) -> ProposeOffence:
    """The proposal against A031 of the tests' day."""
    return ProposeOffence(clause=clause, fact=str(fact), person="A031", occurred=DAY, **more)


def late(minutes: float, *history: Any, fact: int = 90) -> When:
    """A lateness is proposed."""
    action = proposing("late", fact, quantity=minutes, reading=(("person.placed", "person:A031"),))
    return under_trial(*history).when(action, by=PROGRAM)


def test_each_full_minute_of_lateness_costs_one() -> None:
    """S1.21-01, W02: 29 minutes and 59 seconds are 29 minutes."""
    late(29 + 59 / 60).then(
        proposed(
            "late",
            90,
            quantity=29 + 59 / 60,
            amount=2900,
            computation=(("29 整分钟 × 1.00 = 29.00", "29 full minutes × 1.00 = 29.00"),),
        ),
        reading=("late",),
    )


def test_from_the_cap_on_it_is_another_offence() -> None:
    """S1.21-02, J09, W02: 30 minutes late counts as a day's absence instead, and is reported."""
    late(30).then(
        proposed(
            "late-day",
            90,
            amount=10_000,
            computation=(("定额 100.00", "fixed at 100.00"),),
            report_to=("general-office",),
        ),
        reading=("late", "late-day"),
    )


def test_an_exception_before_the_fact_takes_the_offence_away() -> None:
    """S1.21-07, W03: with permission given before, nothing is proposed."""
    late(12, PERMITTED, fact=2).nothing()


def test_an_exception_after_the_fact_does_not() -> None:
    """A permission that was entered after the lateness is for a person to weigh."""
    late(12, PERMITTED, fact=1).then(
        proposed(
            "late",
            1,
            quantity=12,
            amount=1200,
            computation=(("12 整分钟 × 1.00 = 12.00", "12 full minutes × 1.00 = 12.00"),),
        )
    )


def test_the_same_fact_is_proposed_once() -> None:
    """Whoever evaluates a fact a second time adds nothing."""
    late(12, proposed("late", 90)).nothing()


def test_what_was_sanctioned_under_the_family_is_not_proposed_again() -> None:
    """One fact and one family of clauses: at most one sanction."""
    other = proposed("talk", 90)
    under_trial(AGENT, other, confirmed(other)).when(proposing("rules", 90), by=PROGRAM).nothing()


def test_another_clause_about_the_same_fact_is_a_case_of_its_own() -> None:
    """Cases about one fact are numbered."""
    under_trial(proposed("talk", 90)).when(proposing("duty", 90), by=PROGRAM).then(
        proposed(
            "duty",
            90,
            offence="A031/2026-11-21/90.2",
            amount=5000,
            computation=(("定额 50.00", "fixed at 50.00"),),
        )
    )


def test_a_fine_of_the_whole_group_leaves_no_room_for_the_members_own() -> None:
    """S2.5-17, J24: on a day of a group fine, the member's own absence is not proposed."""
    group = proposed("duty-group", 80)
    under_trial(group, confirmed(group)).when(proposing("duty", 90), by=PROGRAM).nothing()


def test_repeats_of_the_year_raise_what_is_proposed() -> None:
    """S2.6-20, J21: the second breach of the same rule costs 200; the supervisor would answer."""
    first = proposed("rules", 80, subject="greeting")
    under_trial(AGENT, first, confirmed(first)).when(
        proposing("rules", 90, subject="greeting"), by=PROGRAM
    ).then(
        proposed(
            "rules",
            90,
            subject="greeting",
            supervisor="A017",
            amount=20_000,
            nth=2,
            computation=(("定额 200.00", "fixed at 200.00"),),
        )
    )


def test_a_breach_of_another_rule_is_no_repeat() -> None:
    """S2.6-20: the second and third time count for the same rule."""
    first = proposed("rules", 80, subject="greeting")
    under_trial(first, confirmed(first)).when(
        proposing("rules", 90, subject="closing"), by=PROGRAM
    ).then(
        proposed(
            "rules",
            90,
            subject="closing",
            amount=10_000,
            computation=(("定额 100.00", "fixed at 100.00"),),
        )
    )


def test_only_the_program_proposes() -> None:
    """People record offences; the proposals are those of the rules."""
    under_trial(LEADER).when(proposing("duty", 90), by="A017").refused(NotEntitled)


def test_nothing_is_proposed_because_of_a_breach_that_was_none() -> None:
    """The breach may have been withdrawn while its proposal was on the way."""
    overtaken = BreachOvertaken(obligation="answer#1", clause="answer", due_at=NOON, fact="90")
    late(10, overtaken).nothing()
