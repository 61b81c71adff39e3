"""A queue is opened."""

from ledger.kernel.action import NotEntitled
from ledger.registers.org.events import QueueOpened
from ledger.registers.org.open_queue import OpenQueue, QueueAlreadyOpen
from ledger.testing import given
from tests.ledger.registers.people import AGENT, LEADER

NEW = OpenQueue(queue="189", title="查询")
ENTERED = QueueOpened(queue="189", title="查询")


def test_a_leader_enters_it() -> None:
    """A duty leader enters it into the book."""
    given(LEADER).when(NEW, by="A017").then(ENTERED, reading=("org.register",))


def test_it_is_entered_once() -> None:
    """What stands in the book already is refused, and cited."""
    given(LEADER, ENTERED).when(NEW, by="A017").refused(QueueAlreadyOpen, citing=(2,))


def test_an_agent_enters_nothing() -> None:
    """An agent may not change the organisation."""
    given(AGENT).when(NEW, by="A003").refused(NotEntitled)
