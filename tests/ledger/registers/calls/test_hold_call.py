"""An agent puts the caller on hold."""

from ledger.registers.calls.case import CallNotInConversation, CallOfAnother
from ledger.registers.calls.events import CallAccepted, CallHeld, CallOffered
from ledger.registers.calls.hold_call import AlreadyHeld, HoldCall
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

OFFERED = CallOffered(call="1", queue="189")
ACCEPTED = CallAccepted(call="1", queue="189", agent="A003")


def test_the_agent_of_a_call_holds_it() -> None:
    """Who accepted a call may put the caller on hold."""
    given(AGENT, OFFERED, ACCEPTED).when(HoldCall(call="1"), by="A003").then(
        CallHeld(call="1", queue="189", agent="A003")
    )


def test_a_held_call_is_not_held_again() -> None:
    """Hold and resume take turns."""
    held = CallHeld(call="1", queue="189", agent="A003")
    given(AGENT, OFFERED, ACCEPTED, held).when(HoldCall(call="1"), by="A003").refused(
        AlreadyHeld, citing=(4,)
    )


def test_a_waiting_call_is_not_held() -> None:
    """Only a conversation can be held."""
    given(AGENT, OFFERED).when(HoldCall(call="1"), by="A003").refused(
        CallNotInConversation, citing=(2,)
    )


def test_a_colleague_does_not_hold_it_but_a_leader_may() -> None:
    """A colleague cannot hold somebody else's call; a leader may."""
    given(COLLEAGUE, OFFERED, ACCEPTED).when(HoldCall(call="1"), by="A004").refused(
        CallOfAnother, citing=(3,)
    )
    given(LEADER, OFFERED, ACCEPTED).when(HoldCall(call="1"), by="A017").then(
        CallHeld(call="1", queue="189", agent="A003")
    )
