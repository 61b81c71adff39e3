"""Whose the obligations of a turn are."""

from __future__ import annotations

import pytest

from ledger.kernel.action import Role
from ledger.registers.org.events import PersonPlaced, PersonRegistered, SiteOpened
from tests.ledger.obligations.history import History, RoundMade, law

MONITORED = """
name = "rounds"
[[clause]]
id = "round"
kind = "cadence"
title = {{ zh = "巡查", en = "Round" }}
source = ["S4.13-02"]

[[clause.in_force]]
from = 2026-01-01
[clause.in_force.values]
rrule = "FREQ=DAILY;BYHOUR=18"
about = "person"
done = [{{ event = "test.round" }}]
each = "agent"
debtor = {{ post = "{debtor}" }}
"""


@pytest.mark.parametrize(
    ("post", "owed_by"), [("agent", "A031"), ("quality-inspector", "quality-inspector")]
)
def test_what_is_owed_for_each_person_is_owed_by_that_person_or_by_another_post(
    post: str, owed_by: str
) -> None:
    """S4.13-02: each agent's own monitoring is the inspector's debt, not the agent's."""
    history = History(law(MONITORED.format(debtor=post)))
    history.add(SiteOpened(site="here", timezone="Asia/Shanghai"), "07:00")
    history.add(PersonRegistered(person="A031", name="A031", roles=(Role.AGENT,)), "08:00")
    history.add(PersonPlaced(person="A031", post="agent"), "08:00")
    history.add(RoundMade(person="A031"), "+1 17:30")

    (row,) = [each for each in history.tracker.obligations.values() if each.each == "A031"]
    assert (row.debtor, row.to_post) == (owed_by, owed_by != "A031")
    assert row.state == "discharged"
