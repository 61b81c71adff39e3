"""Accepting the whole."""

from __future__ import annotations

from datetime import timedelta

from ledger.registers.handover.accept_handover import (
    AcceptHandover,
    HandoverAcceptedBefore,
    ItemsUnanswered,
)
from ledger.registers.handover.case import HandoverNotKnown, NotTheRelief
from ledger.registers.handover.events import HandoverAcceptedLate, HandoverItemNoted, Topic
from ledger.rulebook.gates import TooSeldom
from ledger.testing import NOON, at, given
from tests.ledger.registers.handover.cases import (
    ACCEPTED,
    DUE,
    EMPTY,
    OPENED,
    TIMED,
    left,
    taken,
)
from tests.ledger.registers.people import AGENT, LEADER
from tests.ledger.rulebook.trial import law

WHOLE = AcceptHandover(handover="H-1")


def test_every_item_is_answered_first() -> None:
    """One accepted of two leaves one; refused with its reason it is answered."""
    given(AGENT, OPENED, taken(1)).when(WHOLE, by="A003").refused(
        ItemsUnanswered, citing=(2,), clause="handover.item_by_item"
    )
    given(AGENT, OPENED, taken(1), left(2)).when(WHOLE, by="A003").then(
        ACCEPTED, resting_on=(1, 2, 3, 4)
    )


def test_only_the_relief_accepts_a_handover() -> None:
    """Whoever takes over accepts it; another's acceptance is refused with the case as evidence."""
    given(AGENT, EMPTY).when(WHOLE, by="A003").then(ACCEPTED)
    given(LEADER, EMPTY).when(WHOLE, by="A017").refused(NotTheRelief, citing=(2,))
    told = AcceptHandover(handover="H-1", incoming="A004")
    given(AGENT, EMPTY).when(told, by="A003").refused(NotTheRelief, citing=(2,))


def test_it_is_accepted_once() -> None:
    """A second acceptance is refused with the first as evidence."""
    given(AGENT, EMPTY, ACCEPTED).when(WHOLE, by="A003").refused(
        HandoverAcceptedBefore, citing=(3,)
    )
    given(AGENT).when(WHOLE, by="A003").refused(HandoverNotKnown)


def test_a_late_acceptance_is_a_fact_of_its_own() -> None:
    """Ten minutes and a half after the change of shifts are ten whole minutes late."""
    when = DUE + timedelta(minutes=10, seconds=30)
    given(AGENT, at(TIMED, NOON), at(taken(1), NOON)).when(WHOLE, by="A003", at=when).then(
        ACCEPTED,
        HandoverAcceptedLate(handover="H-1", incoming="A003", due_at=DUE, minutes=10),
    )


def test_at_the_very_instant_it_is_in_time() -> None:
    """The due instant itself is not late."""
    given(AGENT, at(TIMED, NOON), at(taken(1), NOON)).when(WHOLE, by="A003", at=DUE).then(ACCEPTED)


def test_the_rulebooks_gates_still_hold() -> None:
    """S2.7-07: where the book must have an entry, the relief does not accept without one."""
    book = law(
        "quota",
        """
on = [{ event = "handover.accepted" }]
counts = [{ event = "handover.item_noted" }]
each = ["handover"]
window = "case"
least = 1
""",
    )
    noted = HandoverItemNoted(handover="H-1", category=Topic.PENDING, text="无")
    given(AGENT, EMPTY).under(book).when(WHOLE, by="A003").refused(TooSeldom, clause="t.gate")
    given(AGENT, EMPTY, noted).under(book).when(WHOLE, by="A003").then(ACCEPTED)
