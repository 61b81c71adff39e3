"""Clauses that go before others where both apply."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from ledger.kernel.event import micros
from ledger.obligations import opening
from ledger.obligations.reactions import Reactions
from ledger.obligations.rules import day_law
from ledger.registers.attendance.events import LatenessRecorded, Occasion
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.rulebook.loading import RulebookFault, built_in, from_texts
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.rulebook.precedence import prevailing

ZONE = ZoneInfo("Asia/Shanghai")
AT = micros(datetime(2026, 11, 21, 1, tzinfo=UTC))

OFFENCE = """
[[clause]]
id     = "{id}"
kind   = "offence"
title  = {{ zh = "迟到", en = "Late" }}
source = ["S1.21-01"]
over   = [{over}]

[[clause.in_force]]
from = 2002-02-19

[clause.in_force.values]
when       = [{{ event = "lateness.recorded", where = {{ {where} }} }}]
tariff     = {{ kind = "fixed", amount = "30 CNY" }}
decided_by = ["team-leader"]
family     = "lateness"
"""
DEADLINE = """
[[clause]]
id     = "{id}"
kind   = "deadline"
title  = {{ zh = "答复", en = "Answer" }}
source = ["S2.6-07"]
over   = [{over}]

[[clause.in_force]]
from = 2002-02-19

[clause.in_force.values]
starts = [{{ event = "ticket.opened", where = {{ {where} }} }}]
about  = "ticket"
ends   = [{{ event = "ticket.resolved" }}]
due    = {{ within = "PT1H" }}
debtor = {{ field = "owner" }}
"""


class Named(NamedTuple):
    """A clause of its own, with those that give way to it."""

    clause: str
    over: tuple[str, ...] = ()


def law(*clauses: str) -> Lawbook:
    """The law of a rulebook with these clauses."""
    texts = {"rulebook.toml": 'name = "ours"\n' + "".join(clauses)}
    return Lawbook(built_in(), [Edition(date.min, from_texts(texts))])


def offence(id_: str, *, over: str = "", where: str = "") -> str:
    """The text of an offence of lateness."""
    return OFFENCE.format(id=id_, over=over, where=where)


def deadline(id_: str, *, over: str = "", where: str = "") -> str:
    """The text of a deadline for a ticket's answer."""
    return DEADLINE.format(id=id_, over=over, where=where)


def proposed(lawbook: Lawbook, minutes: int) -> list[str]:
    """The offences that so many minutes of lateness propose."""
    reactions = Reactions(ZONE, lawbook)
    late = LatenessRecorded(
        person="A031",
        day="A031/2026-11-21",
        month="A031/2026-11",
        year="A031/2026",
        minutes=minutes,
        occasion=Occasion.SHIFT,
    )
    reactions._happened(late, AT, 7)
    return [row.clause for row in reactions.waiting()]


def opened(lawbook: Lawbook, kind: TicketKind) -> list[str]:
    """The deadlines that a ticket of a kind starts."""
    ticket = TicketOpened(ticket="T1", owner="A031", kind=kind)
    rules = day_law(lawbook, date(2026, 11, 21), zone=ZONE)
    return [row.clause for row in opening.started(rules, ticket, AT, 7)]


def test_what_another_goes_before_gives_way() -> None:
    """Only where both apply, and each of several may go before others."""
    first, second, third = Named("a", ("b",)), Named("b"), Named("c", ("b",))
    assert prevailing([first, second, third]) == [first, third]
    assert prevailing([second]) == [second]


def test_one_fact_proposes_the_offence_that_goes_before() -> None:
    """Twenty minutes and more are the breach, which goes before the fine; fewer are the fine."""
    both = law(
        offence("late.fine"),
        offence("late.breach", over='"late.fine"', where="minutes = { at_least = 20 }"),
    )
    assert proposed(both, 19) == ["late.fine"]
    assert proposed(both, 20) == ["late.breach"]


def test_one_case_has_the_deadline_that_goes_before() -> None:
    """A complaint's own term takes the place of the one for every ticket."""
    both = law(
        deadline("desk.answer"),
        deadline("desk.complaint", over='"desk.answer"', where='kind = "complaint"'),
    )
    assert opened(both, TicketKind.QUERY) == ["desk.answer"]
    assert opened(both, TicketKind.COMPLAINT) == ["desk.complaint"]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("", "", True),
        ("minutes = 5", "minutes = 6", False),
        ("minutes = 5", "minutes = { below = 6 }", True),
        ("minutes = { below = 20 }", "minutes = { at_least = 20 }", False),
        ("minutes = { at_most = 20 }", "minutes = { at_least = 20 }", True),
        ("minutes = { at_most = 20 }", "minutes = { above = 20 }", False),
        ("minutes = { above = 5 }", "minutes = { below = 9 }", True),
        ('occasion = "shift"', 'occasion = "duty"', False),
        ('occasion = ["shift", "duty"]', 'occasion = ["duty", "morning-meeting"]', True),
        ('occasion = { differs = "shift" }', 'occasion = "shift"', False),
        ('occasion = { differs = "shift" }', 'occasion = { differs = "duty" }', True),
        ("minutes = { present = false }", "minutes = 5", False),
        ("minutes = { present = false }", "minutes = { at_least = 5 }", False),
        ("minutes = 5", "permitted = true", True),
    ],
)
def test_two_offences_clash_where_one_event_can_be_both(one: str, other: str, clash: bool) -> None:
    """Patterns that no event fits both of need no precedence; all others do."""
    if not clash:
        law(offence("late.one", where=one), offence("late.two", where=other))
        return
    with pytest.raises(RulebookFault, match=r"late\.one and late\.two both apply"):
        law(offence("late.one", where=one), offence("late.two", where=other))


def test_offences_of_different_families_stand_beside_each_other() -> None:
    """A fact may be two breaches, if the rulebook says that they are two."""
    other = offence("meeting.late").replace('family     = "lateness"', 'family = "meeting"')
    assert proposed(law(offence("late.fine"), other), 5) == ["late.fine", "meeting.late"]


def test_clauses_that_are_never_in_force_together_do_not_clash() -> None:
    """A clause that ended gives way to the one that came after it."""
    old = offence("late.old").replace("from = 2002-02-19", "from = 2002-02-19\nends = 2010-01-01")
    new = offence("late.new").replace("2002-02-19", "2010-01-01")
    assert proposed(law(old, new), 5) == ["late.new"]
