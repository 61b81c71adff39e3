"""Whatever becomes of what is asked for, a year never holds more leave than it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.registers.leave.events import Category
from ledger.registers.leave.grant_leave import GrantLeave
from ledger.registers.leave.reject_leave import RejectLeave
from ledger.registers.leave.request_leave import RequestLeave
from ledger.registers.leave.return_from_leave import ReturnFromLeave
from ledger.registers.leave.withdraw_leave import WithdrawLeave
from ledger.store.memory import memory_store
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.leave.leaves import LEADER, LEADS, ZONE, allowing
from tests.ledger.registers.people import AGENT

LAW = allowing(rest=5)
BEGINS = datetime(2026, 12, 20, tzinfo=UTC)
FIRST = datetime(2026, 12, 22, tzinfo=ZONE)
"""Leave is asked for from here on: in this year, in the next, and over the New Year."""

steps = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(0, 25), st.integers(1, 6)),
        st.tuples(st.just("withdraw"), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("reject"), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("return"), st.integers(0, 6), st.integers(0, 7)),
    ),
    min_size=1,
    max_size=14,
)


class Spell(NamedTuple):
    """A leave that stands: its days from the first up to another, which is not one of it."""

    first: datetime
    until: datetime

    def days_in(self, year: int) -> int:
        """How many of its days lie in a year."""
        count = (self.until - self.first).days
        days = (self.first + timedelta(days=number) for number in range(count))
        return sum(day.year == year for day in days)


class Desk:
    """A book in memory, and an account of the leave that stands, kept by hand."""

    def __init__(self) -> None:
        self.clock = FrozenClock(BEGINS)
        site = Site("trial", "Asia/Shanghai")
        founded = Book.found(
            memory_store(), site, vault=NoSecrets(), clock=self.clock, ids=CountedIds()
        )
        self.book = Book(
            founded.recorder,
            vault=founded.vault,
            law=LAW,
            clock=self.clock,
            ids=CountedIds(1_000),
        )
        people = [(each, BEGINS) for each in (AGENT, LEADER, LEADS)]
        self.book.record([Facts(self.book.new_command(), people)], by="program:test")
        self.spells: dict[str, Spell] = {}
        self.asked = 0

    def do(self, kind: str, what: int, more: int) -> None:
        """Carry out a step, if there is a leave that it could be about."""
        if kind == "ask":
            self._ask(FIRST + timedelta(days=what), more)
        elif self.spells:
            leave = sorted(self.spells)[what % len(self.spells)]
            if kind == "return":
                self._return(leave, more)
            elif self.did(self._end(kind, leave)):
                del self.spells[leave]

    def did(self, action: Action) -> bool:
        """Whether an action was let pass."""
        try:
            self.book.act(action, by="A017")
        except Refused:
            return False
        return True

    def _ask(self, first: datetime, days: int) -> None:
        self.asked += 1
        spell = Spell(first, first + timedelta(days=days))
        action = RequestLeave(
            leave=f"L-{self.asked}",
            person="A003",
            category=Category.REST,
            starts=spell.first,
            ends=spell.until,
            requester="A003",
        )
        free = not any(
            spell.first < other.until and other.first < spell.until
            for other in self.spells.values()
        )
        within = all(self.used(year) + spell.days_in(year) <= 5 for year in (2026, 2027))
        assert self.did(action) == (free and within), (spell, self.spells)
        if free and within:
            self.spells[action.leave] = spell

    def _end(self, kind: str, leave: str) -> Action:
        if kind == "reject":
            return RejectLeave(leave=leave, reason="缺人")
        return WithdrawLeave(leave=leave, person="A003")

    def _return(self, leave: str, after: int) -> None:
        """Grant it, let it begin, and come back so many days later; the days left are free."""
        spell = self.spells[leave]
        back = max(spell.first + timedelta(days=after, hours=9), self.clock.now())
        self.did(GrantLeave(leave=leave))
        self.clock.move_to(back)
        if self.did(ReturnFromLeave(leave=leave, person="A003")):
            day = back.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
            used = min(spell.until, day + timedelta(days=1))
            self.spells[leave] = Spell(spell.first, used)

    def used(self, year: int) -> int:
        """How many days of a year stand."""
        return sum(each.days_in(year) for each in self.spells.values())


@settings(max_examples=150, deadline=None)
@given(steps)
def test_a_year_never_holds_more_leave_than_it_may_nor_two_at_once(
    history: list[tuple[str, int, int]],
) -> None:
    """S1.6-17: what is let pass is just what is free and left, also over the New Year."""
    desk = Desk()
    for kind, what, more in history:
        desk.do(kind, what, more)
        assert desk.used(2026) <= 5
        assert desk.used(2027) <= 5
