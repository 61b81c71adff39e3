"""Offering a call to a queue."""

from ledger.registers.calls.events import CallEnded, CallOffered
from ledger.registers.calls.offer_call import CallStillOpen, OfferCall, QueueNotOpen
from ledger.registers.org.events import QueueOpened
from ledger.testing import given
from tests.ledger.registers.people import AGENT

QUEUE = QueueOpened(queue="189", title="查询")


def test_a_call_waits_in_an_open_queue() -> None:
    """A call that is offered to an open queue waits there."""
    given(AGENT, QUEUE).when(OfferCall(call="1", queue="189"), by="A003").then(
        CallOffered(call="1", queue="189"), reading=("org.register",)
    )


def test_no_call_waits_in_a_queue_nobody_opened() -> None:
    """A queue that was never opened takes no call."""
    given(AGENT).when(OfferCall(call="1", queue="180"), by="A003").refused(QueueNotOpen)


def test_a_call_under_way_is_not_offered_again() -> None:
    """S4.14-01: a call waits in one queue at a time."""
    given(AGENT, QUEUE, CallOffered(call="1", queue="189")).when(
        OfferCall(call="1", queue="189"), by="A003"
    ).refused(CallStillOpen, citing=(3,))


def test_a_call_that_is_over_may_come_again() -> None:
    """The same call may be offered again once it is over."""
    given(AGENT, QUEUE, CallOffered(call="1", queue="189"), CallEnded(call="1", queue="189")).when(
        OfferCall(call="1", queue="189"), by="A003"
    ).then(CallOffered(call="1", queue="189"))
