"""Whatever is tried in whatever order by whomever: what a handover never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Action, Refused
from ledger.kernel.clock import CountedIds, FrozenClock
from ledger.kernel.event import micros
from ledger.registers.handover.accept_handover import AcceptHandover
from ledger.registers.handover.accept_handover_items import AcceptHandoverItems
from ledger.registers.handover.events import (
    HandoverAccepted,
    HandoverAcceptedLate,
    HandoverItemAccepted,
    HandoverItemRefused,
    HandoverOpened,
    HandoverSigned,
)
from ledger.registers.handover.open_handover import OpenHandover
from ledger.registers.handover.refuse_handover_item import RefuseHandoverItem
from ledger.registers.handover.sign_handover import SignHandover
from ledger.rulebook.loading import built_in
from ledger.store.memory import memory_store
from projections.handover.book import HandoverBook, answered_for, sheet
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.handover.cases import KEY, TICKET
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

BEGIN = datetime(2026, 11, 21, 4, tzinfo=UTC)
PEOPLE = ["A003", "A004", "A017"]

people = st.sampled_from(PEOPLE)
numbers = st.integers(1, 3)
steps = st.one_of(
    st.tuples(st.just("open"), people, numbers),
    st.tuples(st.just("take"), people, numbers),
    st.tuples(st.just("refuse"), people, numbers),
    st.tuples(st.just("accept"), people, numbers),
    st.tuples(st.just("sign"), people, numbers),
    st.tuples(st.just("wait"), people, numbers),
)


class Shift:
    """A book in which steps are tried; what a rule refuses does not happen."""

    def __init__(self) -> None:
        self.clock = FrozenClock(BEGIN)
        site = Site("trial", "Asia/Shanghai")
        vault = NoSecrets()
        self.book = Book.found(
            memory_store(), site, vault=vault, clock=self.clock, ids=CountedIds()
        )
        known = [(each, BEGIN) for each in (AGENT, COLLEAGUE, LEADER)]
        self.book.record([Facts(self.book.new_command(), known)], by="program:trial")
        self.opened = 0
        self.cited: set[str] = set()

    def try_step(self, verb: str, by: str, number: int) -> None:
        """Do one thing, unless a rule refuses it."""
        if verb == "wait":
            self.clock.advance(timedelta(minutes=number))
            return
        try:
            self.book.act(self._planned(verb, by, number), by=by)
            self.opened += verb == "open"
        except Refused as refusal:
            self.cited.add(refusal.clause)

    def _planned(self, verb: str, by: str, number: int) -> Action:
        handover = f"H-{max(1, self.opened)}"
        if verb == "open":
            return OpenHandover(
                handover=f"H-{self.opened + 1}",
                outgoing=by,
                incoming=PEOPLE[number - 1],
                items=(TICKET, KEY)[: number - 1],
                due_at=self.clock.now() + timedelta(minutes=2),
            )
        if verb == "take":
            return AcceptHandoverItems(handover=handover, items=(number,))
        if verb == "refuse":
            return RefuseHandoverItem(handover=handover, item=number, reason="不清")
        if verb == "accept":
            return AcceptHandover(handover=handover)
        return SignHandover(handover=handover)


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=25))
def test_nothing_is_accepted_unanswered_nor_signed_before_it_is_accepted(
    tried: list[tuple[str, str, int]],
) -> None:
    """Each step is the right person's and in its turn; lateness is told exactly when it is so."""
    shift = Shift()
    for step in tried:
        shift.try_step(*step)
    assert shift.cited <= built_in().clauses.keys()
    opened: dict[str, HandoverOpened] = {}
    answered: dict[str, set[int]] = {}
    accepted: dict[str, datetime] = {}
    late: set[str] = set()
    for each in shift.book.read():
        event, by = each.event, each.envelope.by
        if isinstance(event, HandoverOpened):
            assert event.outgoing != event.incoming
            opened[event.handover], answered[event.handover] = event, set()
        elif isinstance(event, HandoverItemAccepted | HandoverItemRefused):
            assert by == event.incoming == opened[event.handover].incoming
            assert event.handover not in accepted
            answered[event.handover].add(event.item)
        elif isinstance(event, HandoverAccepted):
            assert by == event.incoming == opened[event.handover].incoming
            assert event.handover not in accepted
            assert len(answered[event.handover]) == len(opened[event.handover].items)
            accepted[event.handover] = each.envelope.at
        elif isinstance(event, HandoverAcceptedLate):
            late.add(event.handover)
        elif isinstance(event, HandoverSigned):
            assert by == event.outgoing == opened[event.handover].outgoing
            assert event.handover in accepted
    overdue = {name for name, at in accepted.items() if at > (opened[name].due_at or at)}
    assert late == overdue


@settings(max_examples=100, deadline=None)
@given(st.lists(steps, max_size=25))
def test_somebody_always_answers_for_an_item(tried: list[tuple[str, str, int]]) -> None:
    """The outgoing person until the relief has accepted it, then the relief; without a gap."""
    shift = Shift()
    for step in tried:
        shift.try_step(*step)
    book = HandoverBook()
    book.apply(shift.book.recorder.rows())
    now = micros(shift.clock.now())
    for number in range(1, shift.opened + 1):
        found = sheet(book, f"H-{number}")
        assert found is not None
        for item in found.items:
            spans = answered_for(book, item, now)
            row = found.handover
            assert spans[0].holder == row.outgoing
            assert spans[0].since == row.opened_at
            taken = item.answer == "accepted"
            assert [span.holder for span in spans[1:]] == ([row.incoming] if taken else [])
            total = sum(span.until - span.since for span in spans)
            assert total == spans[-1].until - row.opened_at
