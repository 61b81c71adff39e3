"""A caller gives up waiting."""

from ledger.registers.calls.abandon_call import AbandonCall
from ledger.registers.calls.case import CallNotKnown, CallNotWaiting
from ledger.registers.calls.events import CallAbandoned, CallAccepted, CallOffered
from ledger.testing import given
from tests.ledger.registers.people import AGENT

OFFERED = CallOffered(call="1", queue="189")


def test_a_waiting_call_leaves_its_queue() -> None:
    """A waiting call can leave the queue unanswered."""
    given(AGENT, OFFERED).when(AbandonCall(call="1"), by="A003").then(
        CallAbandoned(call="1", queue="189")
    )


def test_an_accepted_call_waits_no_more() -> None:
    """A call that was accepted is not waiting."""
    accepted = CallAccepted(call="1", queue="189", agent="A003")
    given(AGENT, OFFERED, accepted).when(AbandonCall(call="1"), by="A003").refused(
        CallNotWaiting, citing=(3,)
    )


def test_a_call_leaves_once() -> None:
    """A call that has left its queue does not leave again."""
    given(AGENT, OFFERED, CallAbandoned(call="1", queue="189")).when(
        AbandonCall(call="1"), by="A003"
    ).refused(CallNotWaiting, citing=(3,))


def test_an_unknown_call_does_not_leave() -> None:
    """A call that was never offered cannot leave."""
    given(AGENT).when(AbandonCall(call="1"), by="A003").refused(CallNotKnown)
