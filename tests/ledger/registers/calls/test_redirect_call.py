"""A waiting call leaves its queue for another place."""

from ledger.registers.calls.case import CallNotKnown, CallNotWaiting
from ledger.registers.calls.events import CallAccepted, CallOffered, CallRedirected
from ledger.registers.calls.redirect_call import RedirectCall
from ledger.testing import given
from tests.ledger.registers.people import AGENT

OFFERED = CallOffered(call="1", queue="189")


def test_a_waiting_call_leaves_its_queue() -> None:
    """A waiting call can leave the queue unanswered."""
    given(AGENT, OFFERED).when(RedirectCall(call="1", reason="timeout"), by="A003").then(
        CallRedirected(call="1", queue="189", reason="timeout")
    )


def test_an_accepted_call_waits_no_more() -> None:
    """A call that was accepted is not waiting."""
    accepted = CallAccepted(call="1", queue="189", agent="A003")
    given(AGENT, OFFERED, accepted).when(
        RedirectCall(call="1", reason="timeout"), by="A003"
    ).refused(CallNotWaiting, citing=(3,))


def test_a_call_leaves_once() -> None:
    """A call that has left its queue does not leave again."""
    given(AGENT, OFFERED, CallRedirected(call="1", queue="189", reason="timeout")).when(
        RedirectCall(call="1", reason="timeout"), by="A003"
    ).refused(CallNotWaiting, citing=(3,))


def test_an_unknown_call_does_not_leave() -> None:
    """A call that was never offered cannot leave."""
    given(AGENT).when(RedirectCall(call="1", reason="timeout"), by="A003").refused(CallNotKnown)
