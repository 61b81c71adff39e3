"""An agent takes the caller back from hold."""

from ledger.registers.calls.case import CallNotInConversation, CallOfAnother
from ledger.registers.calls.events import CallAccepted, CallHeld, CallOffered, CallResumed
from ledger.registers.calls.resume_call import NotHeld, ResumeCall
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

OFFERED = CallOffered(call="1", queue="189")
ACCEPTED = CallAccepted(call="1", queue="189", agent="A003")


def test_a_held_call_is_taken_back() -> None:
    """The agent goes on talking after a hold."""
    held = CallHeld(call="1", queue="189", agent="A003")
    given(AGENT, OFFERED, ACCEPTED, held).when(ResumeCall(call="1"), by="A003").then(
        CallResumed(call="1", queue="189", agent="A003")
    )


def test_a_running_call_is_not_resumed() -> None:
    """Hold and resume take turns."""
    given(AGENT, OFFERED, ACCEPTED).when(ResumeCall(call="1"), by="A003").refused(
        NotHeld, citing=(3,)
    )


def test_a_waiting_call_is_not_resumed() -> None:
    """Only a conversation can be taken back."""
    given(AGENT, OFFERED).when(ResumeCall(call="1"), by="A003").refused(CallNotInConversation)


def test_a_colleague_does_not_resume_it_but_a_leader_may() -> None:
    """A colleague cannot take back somebody else's call; a leader may."""
    held = CallHeld(call="1", queue="189", agent="A003")
    given(COLLEAGUE, OFFERED, ACCEPTED, held).when(ResumeCall(call="1"), by="A004").refused(
        CallOfAnother
    )
    given(LEADER, OFFERED, ACCEPTED, held).when(ResumeCall(call="1"), by="A017").then(
        CallResumed(call="1", queue="189", agent="A003")
    )
