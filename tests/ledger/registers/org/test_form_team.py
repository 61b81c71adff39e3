"""A team is formed."""

from ledger.kernel.action import NotEntitled
from ledger.registers.org.events import TeamFormed
from ledger.registers.org.form_team import FormTeam, TeamAlreadyFormed
from ledger.testing import given
from tests.ledger.registers.people import AGENT, LEADER

NEW = FormTeam(team="T1", title="甲班", leader="A017")
ENTERED = TeamFormed(team="T1", title="甲班", leader="A017")


def test_a_leader_enters_it() -> None:
    """A duty leader enters it into the book."""
    given(LEADER).when(NEW, by="A017").then(ENTERED, reading=("org.register",))


def test_it_is_entered_once() -> None:
    """What stands in the book already is refused, and cited."""
    given(LEADER, ENTERED).when(NEW, by="A017").refused(TeamAlreadyFormed, citing=(2,))


def test_an_agent_enters_nothing() -> None:
    """An agent may not change the organisation."""
    given(AGENT).when(NEW, by="A003").refused(NotEntitled)
