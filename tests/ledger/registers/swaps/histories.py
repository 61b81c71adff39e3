"""Random histories of shifts, swaps and leave, and what must hold after every step of one.

The account is kept here by plain folding of each event by itself, apart from what the registers
make of the past.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused, Role
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.event import Event
from ledger.registers.leave.events import Category, LeaveGranted, LeaveWithdrawn
from ledger.registers.leave.request_leave import RequestLeave
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.leave.withdraw_leave import WithdrawLeave
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.roster.cancel_shift import CancelShift
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.roster.reassign_shift import ReassignShift
from ledger.registers.swaps.agree_swap import AgreeSwap
from ledger.registers.swaps.events import ShiftSwapped
from ledger.registers.swaps.request_swap import RequestSwap
from ledger.rulebook.lookup import OutsideCoverage
from ledger.store.memory import memory_store
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.swaps.swapping import SHANGHAI, TELECOM

AGENTS = ("A1", "A2", "A3")
LEADERS = {"A1": "L1", "A2": "L2", "A3": "L2"}
FIRST = date(2026, 11, 27)
DAYS = (0, 1, 2, 4, 7, 10, 13)
"""From a Friday into the next month: some next to each other, some not."""

_NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
_REST = timedelta(hours=8)
_PER_MONTH = 2

people = st.sampled_from(AGENTS)
days = st.sampled_from(DAYS)
picks = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("assign"), people, days, st.sampled_from("DEN")),
    st.tuples(st.just("reassign"), people, picks, st.none()),
    st.tuples(st.just("cancel"), st.none(), picks, st.none()),
    *(
        st.tuples(
            st.just("swap"),
            people,
            st.tuples(picks, st.none() | picks),
            st.permutations(("L1", "L2")),
        )
        for _ in range(4)
    ),
    st.tuples(st.just("repay"), st.none(), picks, st.permutations(("L1", "L2"))),
    st.tuples(st.just("leave"), people, st.tuples(days, st.integers(6, 40)), st.booleans()),
    st.tuples(st.just("withdraw"), st.none(), picks, st.none()),
    st.tuples(st.just("wait"), st.none(), st.integers(1, 40), st.none()),
)
starts = st.lists(st.tuples(people, days, st.sampled_from("DEN")), max_size=12)


class Span(NamedTuple):
    """Somebody's time, on a shift or on leave."""

    person: str
    starts: datetime
    ends: datetime

    def meets(self, other: Span) -> bool:
        """Whether both are somebody's at one instant."""
        same = self.person == other.person
        return same and self.starts < other.ends and other.starts < self.ends


class Account:
    """Who is on which shift, who is on leave, and who has swapped, event by event."""

    def __init__(self) -> None:
        self.shifts: dict[str, Span] = {}
        self.leaves: dict[str, Span] = {}
        self.swaps: list[ShiftSwapped] = []
        self.counted: Counter[str] = Counter()

    def add(self, event: Event) -> None:
        """Take an event down, which must leave everything sound."""
        match event:
            case ShiftAssigned():
                assert event.shift not in self.shifts
                self._put(event.shift, Span(event.person, event.starts, event.ends))
            case ShiftReassigned():
                self._take(event.shift, event.giver)
                self._put(event.shift, Span(event.person, event.starts, event.ends))
            case ShiftCancelled():
                self._take(event.shift, event.person)
            case ShiftSwapped():
                self._swap(event)
            case LeaveGranted():
                assert event.starts is not None
                assert event.ends is not None
                self.leaves[event.leave] = Span(event.person, event.starts, event.ends)
            case LeaveWithdrawn():
                self.leaves.pop(event.leave, None)

    def _swap(self, event: ShiftSwapped) -> None:
        self.swaps.append(event)
        assert event.given is not None
        legs = [(event.given, event.giver, event.taker)]
        if event.taken is not None:
            legs.append((event.taken, event.taker, event.giver))
        left = [(shift, self._take(shift, giver), to) for shift, giver, to in legs]
        for shift, span, to in left:
            self._put(shift, span._replace(person=to))
            self._require_rest(shift)
        if event.repays is None:
            for month in (event.giver_month, event.taker_month):
                self.counted[month] += 1
                assert self.counted[month] <= _PER_MONTH, month

    def _take(self, shift: str, person: str) -> Span:
        """A shift always has an owner, until it is cancelled; only theirs it can be taken from."""
        span = self.shifts.pop(shift)
        assert span.person == person
        return span

    def _put(self, shift: str, span: Span) -> None:
        """Nobody is on two shifts at once, and nobody is put on one while on leave."""
        assert not any(span.meets(other) for other in self.shifts.values()), (shift, span)
        assert not any(span.meets(leave) for leave in self.leaves.values()), (shift, span)
        self.shifts[shift] = span

    def _require_rest(self, shift: str) -> None:
        span = self.shifts[shift]
        longer = Span(span.person, span.starts - _REST, span.ends + _REST)
        near = [each for name, each in self.shifts.items() if name != shift and longer.meets(each)]
        assert not near, (shift, span, near)


class Stage:
    """A book in memory with three agents, their leaders and a director, and its account."""

    def __init__(self, seen: Counter[str]) -> None:
        self.clock = FrozenClock(_NOON)
        founded = Book.found(
            memory_store(),
            Site("trial", "Asia/Shanghai"),
            vault=NoSecrets(),
            clock=self.clock,
            ids=CountedIds(),
        )
        self.book = Book(
            founded.recorder,
            vault=founded.vault,
            law=TELECOM,
            clock=self.clock,
            ids=CountedIds(1_000),
        )
        self.account = Account()
        self.seen = seen
        self._number = 0
        facts = Facts(self.book.new_command(), [(event, _NOON) for event in _people()])
        self.book.record([facts], by="program:test")

    def act(self, action: Action, by: str) -> bool:
        """Do it, or be refused by a clause that the law has."""
        try:
            outcome = self.book.act(action, by=by)
        except Refused as refusal:
            self._require_clause(refusal)
            self.seen[f"refused {refusal.clause}"] += 1
            return False
        for each in outcome.kept:
            self.account.add(each.event)
            self.seen[each.event.type_name] += 1
            self.seen["repaid"] += isinstance(each.event, ShiftSwapped) and bool(each.event.repays)
        return True

    def do(self, step: tuple[Any, ...]) -> None:
        """Carry out a step, if there is anything to do it to."""
        kind, who, what, more = step
        self._number += 1
        shifts = sorted(self.account.shifts)
        match kind:
            case "assign":
                on = FIRST + timedelta(days=what)
                self.act(AssignShift(person=who, on=on, code=more), "L1")
            case "reassign" if shifts:
                self.act(ReassignShift(shift=shifts[what % len(shifts)], person=who), "L1")
            case "cancel" if shifts:
                self.act(CancelShift(shift=shifts[what % len(shifts)]), "L1")
            case "swap" if shifts:
                self._swap(shifts, who, what, more)
            case "repay" if self.account.swaps:
                made = self.account.swaps[what % len(self.account.swaps)]
                self._agree(made.taker, made.giver, str(made.given), made.taken, more, made.swap)
            case "leave":
                self._leave(who, what, both=more)
            case "withdraw" if self.account.leaves:
                leave = sorted(self.account.leaves)[what % len(self.account.leaves)]
                person = self.account.leaves[leave].person
                self.act(WithdrawLeave(leave=leave, person=person), person)
            case "wait":
                self.clock.advance(timedelta(hours=what))

    def _swap(
        self,
        shifts: list[str],
        other: str,
        legs: tuple[int, int | None],
        leaders: tuple[str, ...],
    ) -> None:
        given = shifts[legs[0] % len(shifts)]
        giver = self.account.shifts[given].person
        taken = None if legs[1] is None else shifts[legs[1] % len(shifts)]
        taker = other if taken is None else self.account.shifts[taken].person
        self._agree(giver, taker, given, taken, leaders)

    def _agree(
        self,
        giver: str,
        taker: str,
        given: str,
        taken: str | None,
        leaders: tuple[str, ...],
        repays: str | None = None,
    ) -> None:
        swap = f"W{self._number}"
        action = RequestSwap(
            swap=swap, giver=giver, taker=taker, given=given, taken=taken, repays=repays
        )
        if self.act(action, giver):
            for leader in leaders:
                self.act(AgreeSwap(swap=swap), leader)

    def _leave(self, person: str, span: tuple[int, int], *, both: bool) -> None:
        day, hours = span
        begins = datetime.combine(FIRST + timedelta(days=day), time(8), SHANGHAI).astimezone(UTC)
        leave = f"L{self._number}"
        asked = RequestLeave(
            leave=leave,
            person=person,
            category=Category.PERSONAL,
            starts=begins,
            ends=begins + timedelta(hours=hours),
        )
        if self.act(asked, person):
            leader = LEADERS[person]
            for signer in (leader, "D", "C") if both else (leader,):
                self.act(SignLeave(leave=leave), signer)

    def _require_clause(self, refusal: Refused) -> None:
        """A refusal cites a clause of the law, and says in both languages why."""
        day = self.clock.now().astimezone(SHANGHAI).date()
        try:
            TELECOM.in_force(refusal.clause, day)
        except OutsideCoverage:
            raise AssertionError(f"no such clause: {refusal.clause}") from refusal
        assert refusal.text("zh")
        assert refusal.text("en")


def _people() -> list[Event]:
    found: list[Event] = []
    for person, leader in LEADERS.items():
        found.append(PersonRegistered(person=person, name=person, roles=(Role.AGENT,)))
        found.append(PersonPlaced(person=person, post="agent", supervisor=leader, unit="desk"))
    for person, post in (
        ("L1", "team-leader"),
        ("L2", "team-leader"),
        ("D", "cs-director"),
        ("C", "centre-director"),
    ):
        found.append(PersonRegistered(person=person, name=person, roles=(Role.DUTY_LEADER,)))
        found.append(PersonPlaced(person=person, post=post))
    return found
