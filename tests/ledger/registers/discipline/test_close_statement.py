"""A month's statement is closed."""

from typing import Any

import msgspec
import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.discipline.close_statement import (
    ClosedAlready,
    CloseStatement,
    NotYetBegun,
)
from ledger.registers.discipline.events import StatementClosed
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    DIRECTOR,
    LEADER,
    proposed,
    sanction,
    taken_back,
    under_trial,
)

CASE = proposed("duty", 90)
FINE = sanction(CASE, amount=5000)
REWARD = sanction(proposed("praise", 91), kind="reward", amount=30_000)
CLOSED = StatementClosed(account="2026-11", entries=0, deducted=0, rewarded=0)


def closing(*history: Any, account: str = "2026-11", by: str = "A009") -> When:
    """The statement of a month is closed."""
    return under_trial(*history).when(CloseStatement(account=account), by=by)


def test_the_totals_are_those_of_the_months_entries() -> None:
    """Counter-entries are entries too; measures cost nothing."""
    warning = sanction(CASE, 2, kind="warning")
    history = (DIRECTOR, FINE, warning, REWARD, taken_back(CASE, FINE, 2, amount=2000))
    closing(*history).then(
        StatementClosed(account="2026-11", entries=4, deducted=3000, rewarded=30_000),
        reading=("discipline.statement",),
    )


def test_a_month_is_closed_once() -> None:
    """The second time is refused, citing the first."""
    closing(DIRECTOR, CLOSED).refused(ClosedAlready, citing=(2,), clause="discipline.statement")


def test_a_month_before_one_that_is_closed_stays_as_it_is() -> None:
    """Months are closed in their order."""
    closing(DIRECTOR, CLOSED, account="2026-10").refused(ClosedAlready, citing=(2,))


def test_a_month_to_come_is_not_closed() -> None:
    """What has not begun cannot be settled."""
    closing(DIRECTOR, account="2026-12").refused(NotYetBegun)


def test_a_team_leader_closes_no_month() -> None:
    """The duty leader or the administrator does."""
    closing(LEADER, by="A017").refused(NotEntitled)


def test_a_month_is_written_with_its_year() -> None:
    """Anything else is no month."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"account": "2026-13"}, CloseStatement)
