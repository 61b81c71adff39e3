"""Reactions: what waits to be proposed because of what has happened, under the law of its day."""

from __future__ import annotations

from datetime import date

import msgspec

from ledger.kernel.event import Event
from ledger.obligations.reactions import PendingRow, Reactions
from ledger.registers.attendance.events import LatenessPermitted, LatenessRecorded, Occasion
from ledger.registers.discipline.events import OffenceProposed
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.org.events import PersonPlaced
from ledger.rulebook.lookup import Lawbook
from tests.ledger.obligations.history import SHANGHAI, at, body, law, local

LATE = """
name = "late"
[[clause]]
id = "late"
kind = "offence"
title = { zh = "迟到", en = "Late" }
source = ["S1.21-01"]
in_force = [{ from = 2026-01-01, values = { %s } }]
"""
TERMS = """
when = [{ event = "lateness.recorded", where = { minutes = { at_least = 5 } } }],
tariff = { kind = "per-minute", amount = "1.00 CNY" }, decided_by = ["team-leader"],
repeats = { window = "calendar-year", then = [{ kind = "fixed", amount = "50.00 CNY" }],
same = ["occasion"] },
unless = [{ pattern = { event = "lateness.permitted" }, about = "day",
title = { zh = "准假", en = "permitted" } }]
"""
BREACHED = 'tariff = { kind = "none" }, decided_by = ["team-leader"]'


def reacting(terms: str, *events: Event, lawbook: Lawbook | None = None) -> Reactions:
    """The reactions to some events, a minute apart from nine on."""
    view = Reactions(SHANGHAI, lawbook or law(LATE % " ".join(terms.split())))
    view.apply(
        (position, each.type_name, at("09:00") + position * 60_000_000, body(each))
        for position, each in enumerate(events, start=1)
    )
    return view


def lateness(minutes: int = 29, person: str = "A031") -> LatenessRecorded:
    """Somebody was late."""
    return LatenessRecorded(
        person=person,
        day=f"{person}/2026-11-23",
        month=f"{person}/2026-11",
        year=f"{person}/2026",
        minutes=minutes,
        occasion=Occasion.SHIFT,
    )


def breach(debtor: str | None, person: str | None = None) -> ObligationBreached:
    """An obligation was breached, of a clause that names the offence."""
    return ObligationBreached(
        obligation="answer#1",
        clause="answer",
        due_at=local("09:00"),
        debtor=debtor,
        person=person,
        breach="late",
    )


def test_a_happening_waits_to_be_proposed() -> None:
    """With what the tariff counts by, what repeats are told apart by, and where exceptions are."""
    (row,) = reacting(TERMS, lateness()).waiting()

    assert (row.fact, row.clause, row.person) == (1, "late", "A031")
    assert (row.quantity, row.subject) == (29, "shift")
    assert msgspec.json.decode(row.reading) == [
        [LatenessPermitted.type_name, "person-day:A031/2026-11-23"]
    ]


def test_what_does_not_fit_the_clause_is_passed_over() -> None:
    """Four minutes are below what the clause asks for."""
    assert reacting(TERMS, lateness(minutes=4)).waiting() == []


def test_a_clause_reacts_from_its_first_day_on() -> None:
    """Nothing that happened before it was in force is ever proposed."""
    later = (LATE % " ".join(TERMS.split())).replace("2026-01-01", date(2026, 11, 24).isoformat())

    assert reacting(TERMS, lateness(), lawbook=law(later)).waiting() == []


def test_what_was_proposed_waits_no_more() -> None:
    """Only for that fact, that clause and that person."""
    proposed = OffenceProposed(
        offence="O-1",
        clause="late",
        person="A031",
        day="A031/2026-11-23",
        month="A031/2026-11",
        year="A031/2026",
        occurred=date(2026, 11, 23),
        fact="1",
    )
    view = reacting(TERMS, lateness(), lateness(person="A032"), proposed)

    assert [row.person for row in view.waiting()] == ["A032"]


def test_what_need_not_be_proposed_is_let_go() -> None:
    """The warden says so once the decision was silent."""
    view = reacting(TERMS, lateness())
    view.done(view.waiting()[0])

    assert view.waiting() == []


def test_a_breach_proposes_what_its_deadline_names() -> None:
    """Of the person who owed it."""
    (row,) = reacting(BREACHED, breach("A031", "A031")).waiting()

    assert (row.fact, row.clause, row.person) == (1, "late", "A031")


def test_several_who_owed_it_together_are_all_meant() -> None:
    """A debt of two is the offence of each of them."""
    placed = PersonPlaced(person="A031", post="agent")
    view = reacting(BREACHED, placed, breach("A031, A032"))

    assert [row.person for row in view.waiting()] == ["A031", "A032"]


def test_a_breach_of_a_post_is_its_holders() -> None:
    """Whoever holds the post when it is breached; nobody, when nobody does."""
    placed = PersonPlaced(person="A017", post="team-leader")

    assert [row.person for row in reacting(BREACHED, placed, breach("team-leader")).waiting()] == [
        "A017"
    ]
    assert reacting(BREACHED, breach("team-leader")).waiting() == []


def test_what_waits_comes_in_the_order_of_the_facts() -> None:
    """Older facts are proposed first, so that repeats count right."""
    view = reacting(TERMS, lateness(person="A032"), lateness(person="A031"))

    assert [type(row) for row in view.waiting()] == [PendingRow, PendingRow]
    assert [row.fact for row in view.waiting()] == [1, 2]
