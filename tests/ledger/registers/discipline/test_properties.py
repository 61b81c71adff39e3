"""Whatever happens in whatever order: what discipline never does."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.codec import Recorded
from ledger.registers.discipline.close_statement import CloseStatement
from ledger.registers.discipline.confirm_offence import ConfirmOffence
from ledger.registers.discipline.decide_appeal import DecideAppeal
from ledger.registers.discipline.events import (
    AppealDecided,
    OffenceConfirmed,
    OffenceProposed,
    SanctionIssued,
    SanctionReversed,
    StatementClosed,
)
from ledger.registers.discipline.file_appeal import FileAppeal
from ledger.registers.discipline.propose_offence import ProposeOffence
from ledger.registers.discipline.reverse_sanction import ReverseSanction
from ledger.registers.discipline.void_offence import VoidOffence
from ledger.store.memory import memory_store
from ledger.vault import Unsealable, Vault
from projections.discipline import Discipline
from projections.discipline_statement import statement
from tests.ledger.registers.discipline.cases import AGENT, CHIEF, DIRECTOR, LEADER, OFFENDER
from tests.ledger.registers.discipline.law import LAW

BEGIN = datetime(2026, 11, 2, 4, tzinfo=UTC)
FAMILY = {"rules": "service", "talk": "service", "late": "attendance", "late-day": "attendance"}
CLAUSES = ["rules", "talk", "late", "duty", "duty-group", "absent"]

numbers = st.integers(0, 4)
rulings = st.sampled_from(["upheld", "annulled", "10", "25", "500"])
steps = st.one_of(
    st.tuples(st.just("punish"), st.sampled_from(CLAUSES), st.integers(1, 4)),
    st.tuples(st.just("contest"), numbers, rulings),
    st.tuples(st.just("propose"), st.sampled_from(CLAUSES), st.integers(1, 4)),
    st.tuples(st.just("confirm"), numbers, st.just(0)),
    st.tuples(st.just("void"), numbers, st.just(0)),
    st.tuples(st.just("appeal"), numbers, st.integers(1, 2)),
    st.tuples(st.just("rule"), numbers, rulings),
    st.tuples(st.just("reverse"), numbers, st.integers(1, 2)),
    st.tuples(st.just("close"), st.just(0), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 20), st.just(0)),
)


class NoSecrets(Vault):
    """A vault for trials: what is sealed is not kept."""

    def __init__(self) -> None:
        """Nothing to open."""

    def seal(self, clear: str, *, event_type: str, field: str, subject: str, purpose: str) -> str:
        """A word in place of the clear text."""
        return "sealed"

    def reveal(
        self, sealed: str, *, event_type: str, field: str, subject: str, purpose: str
    ) -> str:
        """What was sealed is gone."""
        raise Unsealable("nothing is kept", zh="没有保留")

    def pseudonym(self, kind: str, value: str) -> str:
        """Nobody is named here."""
        raise Unsealable("nobody is named", zh="没有化名")

    def settle(self) -> None:
        """Nothing to keep."""

    def close(self) -> None:
        """Nothing to close."""


class Department:
    """A book in which steps are tried; what a rule refuses does not happen."""

    def __init__(self) -> None:
        self.clock = FrozenClock(BEGIN)
        site = Site("trial", "Asia/Shanghai")
        vault = NoSecrets()
        first = Book.found(memory_store(), site, vault=vault, clock=self.clock, ids=CountedIds())
        self.book = Book(
            first.recorder, vault=vault, law=LAW, clock=self.clock, ids=CountedIds(1000)
        )
        people = [(each, BEGIN) for each in (LEADER, OFFENDER, DIRECTOR, CHIEF, AGENT)]
        self.book.record([Facts(self.book.new_command(), people)], by="program:trial")

    def events(self) -> list[Recorded]:
        """Everything in the book."""
        return list(self.book.read())

    def cases(self) -> list[str]:
        """The cases in the order in which they were opened."""
        return [
            each.event.offence for each in self.events() if isinstance(each.event, OffenceProposed)
        ]

    def try_step(self, step: tuple[Any, ...]) -> None:
        """Do one thing, unless a rule refuses it."""
        verb, first, second = step
        if verb == "punish":
            self.try_step(("propose", first, second))
            self.try_step(("confirm", len(self.cases()) - 1, 0))
            return
        if verb == "contest":
            self.try_step(("appeal", first, 1))
            self.try_step(("rule", first, second))
            return
        if verb == "wait":
            self.clock.advance(timedelta(days=first))
            return
        planned = self._planned(verb, first, second)
        if planned is None:
            return
        action, by = planned
        try:
            self.book.act(action, by=by)
        except Refused:
            return

    def _planned(self, verb: str, first: Any, second: Any) -> tuple[Action, str] | None:
        if verb == "propose":
            reported = {"late": 10.0 * second, "absent": float(second)}
            propose = ProposeOffence(
                clause=first,
                fact=str(second),
                person="A031",
                occurred=date(2026, 11, 1 + second % 2),
                quantity=reported.get(first),
                subject="greeting",
            )
            return propose, "program:trial"
        if verb == "close":
            return CloseStatement(account=f"{self.clock.now():%Y-%m}"), "A009"
        cases = [
            each.event.offence for each in self.events() if isinstance(each.event, OffenceProposed)
        ]
        if first >= len(cases):
            return None
        return self._deciding(verb, cases[first], second)

    def _deciding(self, verb: str, case: str, second: Any) -> tuple[Action, str]:
        if verb == "confirm":
            return ConfirmOffence(offence=case), "A017"
        if verb == "void":
            return VoidOffence(offence=case, reason="r"), "A009"
        if verb == "reverse":
            return ReverseSanction(offence=case, sanction=second, reason="r"), "A009"
        if verb == "appeal":
            by = "A031" if second == 1 else "A017"
            return FileAppeal(offence=case, sanction=second, grounds="g"), by
        if second in ("upheld", "annulled"):
            return DecideAppeal(offence=case, outcome=second, reason="r"), "A001"
        return DecideAppeal(offence=case, outcome="reduced", amount=second, reason="r"), "A001"


def played(plan: list[tuple[Any, ...]]) -> Department:
    """A department after these steps."""
    department = Department()
    for step in plan:
        department.try_step(step)
    return department


def effective(events: list[Recorded]) -> list[OffenceConfirmed]:
    """The confirmed cases that nobody has annulled since."""
    gone = {
        each.event.offence
        for each in events
        if isinstance(each.event, SanctionReversed) and each.event.annuls
    }
    return [
        each.event
        for each in events
        if isinstance(each.event, OffenceConfirmed) and each.event.offence not in gone
    ]


TWICE = [("propose", "rules", 1), ("propose", "talk", 1), ("confirm", 0, 0), ("confirm", 1, 0)]
APPEALED = [("propose", "rules", 1), ("confirm", 0, 0), ("appeal", 0, 1), ("rule", 0, "10")]
SETTLED = [("propose", "duty", 1), ("confirm", 0, 0), ("close", 0, 0), ("reverse", 0, 1)]

plans = st.lists(steps, min_size=8, max_size=40)
patient = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(plans)
@example(TWICE)
@example([("propose", "rules", 1), ("confirm", 0, 0), ("propose", "talk", 1), ("confirm", 1, 0)])
def test_one_fact_and_family_never_bear_two_sanctions_in_effect(
    plan: list[tuple[Any, ...]],
) -> None:
    """S2.6-20, J24: however cases are opened, confirmed and taken back."""
    found = effective(played(plan).events())
    families = Counter((each.fact, FAMILY.get(each.clause, each.clause)) for each in found)
    days = {each.day for each in found if each.clause == "duty-group"}

    assert all(number == 1 for number in families.values())
    assert not [each for each in found if each.clause == "duty" and each.day in days]


@patient
@given(plans)
@example([*APPEALED, ("reverse", 0, 1)])
@example(SETTLED)
def test_the_balance_is_the_sum_of_the_entries(plan: list[tuple[Any, ...]]) -> None:
    """The view, the events and what is left of each sanction say the same."""
    department = played(plan)
    events = department.events()
    view = Discipline()
    view.apply(department.book.recorder.rows())
    issued = [each.event for each in events if isinstance(each.event, SanctionIssued)]
    reversals = [each.event for each in events if isinstance(each.event, SanctionReversed)]
    paid = sum(each.amount for each in issued) - sum(each.amount for each in reversals)
    months = {each.account for each in issued} | {each.account for each in reversals}

    assert sum(statement(view, month).balance for month in months) == -paid
    assert sum(row.left for row in view.sanctions.values()) == paid
    assert all(0 <= row.left <= row.amount for row in view.sanctions.values())


@patient
@given(plans)
@example(SETTLED)
@example([*SETTLED, ("propose", "duty", 2), ("confirm", 1, 0), ("close", 0, 0)])
def test_a_closed_month_never_changes(plan: list[tuple[Any, ...]]) -> None:
    """Nothing is entered in a month after the event that closed it; the totals hold for ever."""
    department = played([*plan, ("close", 0, 0)])
    closed: dict[str, int] = {}
    for each in department.events():
        event = each.event
        if isinstance(event, StatementClosed):
            closed[event.account] = each.position
        elif isinstance(event, SanctionIssued | SanctionReversed):
            assert event.account not in closed, f"#{each.position} entered a closed month"
    view = Discipline()
    view.apply(department.book.recorder.rows())
    for account, month in view.months.items():
        found = statement(view, account)
        assert month.entries == sum(len(each.lines) for each in found.people)
        assert month.rewarded - month.deducted == found.balance


@patient
@given(plans)
@example(APPEALED)
def test_an_appeal_never_makes_it_worse(plan: list[tuple[Any, ...]]) -> None:
    """After the ruling, what is left is at most what there was, for the joint fine too."""
    events = played(plan).events()
    left: dict[tuple[str, int], int] = {}
    for each in events:
        event = each.event
        if isinstance(event, SanctionIssued):
            left[event.offence, event.sanction] = event.amount
        elif isinstance(event, AppealDecided):
            assert event.amount <= left[event.offence, event.sanction]
        elif isinstance(event, SanctionReversed):
            assert event.amount >= 0
            left[event.offence, event.sanction] -= event.amount
    assert all(amount >= 0 for amount in left.values())


@patient
@given(plans)
def test_playing_it_again_gives_the_same_book(plan: list[tuple[Any, ...]]) -> None:
    """Proposals, sanctions and entries follow from the steps alone."""
    assert [each.event for each in played(plan).events()] == [
        each.event for each in played(plan).events()
    ]
