"""How much leave somebody has in a year."""

from __future__ import annotations

import msgspec

from ledger.registers.leave.balance import AllowanceUsed, used_in
from ledger.registers.leave.events import Category, LeaveRejected, LeaveReturned, LeaveWithdrawn
from ledger.testing import given
from tests.ledger.registers.leave.leaves import allowing, asking, local, requested
from tests.ledger.registers.people import AGENT

NOW = local("2026-11-20T07:00")
FIVE = allowing(rest=5)
SPRING = requested("2026-03-02T00:00", "2026-03-05T00:00", 3, leave="L-3", category=Category.REST)
MAY = requested("2026-05-04T00:00", "2026-05-05T00:00", 1, leave="L-5", category=Category.REST)
DAY = asking("2026-11-25T00:00", "2026-11-26T00:00", category=Category.REST)
TWO_DAYS = asking("2026-11-25T00:00", "2026-11-27T00:00", category=Category.REST)


def test_leave_stays_inside_the_years_allowance() -> None:
    """S1.6-17: with four of five days used, a day passes and two are refused, with the numbers."""
    history = given(AGENT, SPRING, MAY).under(FIVE)
    outcome = history.when(DAY, by="A003", at=NOW)
    assert len(outcome.events) == 1
    (told,) = (each.words for each in outcome.findings if each.clause == "leave.allowance")
    assert told.zh == "2026 年休息连这次 5 天，共 5 天"
    refused = history.when(TWO_DAYS, by="A003", at=NOW)
    refused.refused(AllowanceUsed, citing=(2, 3), clause="leave.allowance")
    assert refused.refusal is not None
    assert refused.refusal.text("zh") == "2026 年休息已请 4 天，再请 2 天超出 5 天"


def test_each_category_has_an_allowance_of_its_own() -> None:
    """A category that the clause does not name has no limit."""
    personal = asking("2026-11-25T00:00", "2026-11-29T00:00")
    assert given(AGENT, SPRING, MAY).under(FIVE).when(personal, by="A003", at=NOW).events


def test_what_was_rejected_withdrawn_or_not_used_does_not_count() -> None:
    """A rejected request, a withdrawn one, and the days after an early return are free again."""
    year = ("A003/2026",)
    rejected = LeaveRejected(leave="L-3", reason="缺人", person="A003", years=year)
    withdrawn = LeaveWithdrawn(leave="L-3", person="A003", withdrawer="A003", years=year)
    back = LeaveReturned(leave="L-3", person="A003", unused=2, years=year)
    for over in (rejected, withdrawn, back):
        history = given(AGENT, SPRING, MAY, over).under(FIVE)
        assert history.when(TWO_DAYS, by="A003", at=NOW).events


def test_a_leave_over_new_year_counts_in_both_years() -> None:
    """Of four days, three are the old year's, so that two more exceed its five days with them."""
    over = requested("2026-12-29T00:00", "2027-01-02T00:00", 4, leave="L-9", category=Category.REST)
    over = msgspec.structs.replace(over, days_next_year=1)
    history = given(AGENT, over, MAY).under(FIVE)
    assert history.when(DAY, by="A003", at=NOW).events
    history.when(TWO_DAYS, by="A003", at=NOW).refused(AllowanceUsed, citing=(2, 3))
    outcome = given(AGENT, over).under(FIVE)
    spring = asking("2027-03-01T00:00", "2027-03-06T00:00", category=Category.REST)
    outcome.when(spring, by="A003", at=NOW).refused(AllowanceUsed, citing=(2,))


def test_a_new_leave_over_new_year_is_weighed_in_both_years() -> None:
    """A leave is refused when only the next year's part of it is too much."""
    booked = requested(
        "2027-02-01T00:00", "2027-02-05T00:00", 4, leave="L-2", category=Category.REST
    )
    ask = asking("2026-12-31T00:00", "2027-01-03T00:00", category=Category.REST)
    outcome = given(AGENT, booked).under(FIVE).when(ask, by="A003", at=NOW)
    outcome.refused(AllowanceUsed, citing=(2,))
    assert outcome.refusal is not None
    assert "2027" in outcome.refusal.text("en")


def test_nothing_is_used_in_a_year_without_leave() -> None:
    """An empty year counts nothing, and rests on nothing."""
    assert used_in([], "A003/2026", Category.REST) == (0, ())
