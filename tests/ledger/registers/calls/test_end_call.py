"""A conversation ends, and after-call work begins."""

from ledger.registers.calls.case import CallNotInConversation, CallOfAnother
from ledger.registers.calls.end_call import EndCall
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAccepted,
    CallBackRequested,
    CallEnded,
    CallOffered,
)
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

OFFERED = CallOffered(call="1", queue="189")
ACCEPTED = CallAccepted(call="1", queue="189", agent="A003")


def test_the_end_of_a_call_begins_after_call_work() -> None:
    """Ending a call puts its agent into after-call work in the same breath."""
    given(AGENT, OFFERED, ACCEPTED).when(EndCall(call="1", by_whom="agent"), by="A003").then(
        CallEnded(call="1", queue="189", agent="A003", by="agent"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
    )


def test_a_wish_to_be_called_back_leaves_the_conversation_as_it_is() -> None:
    """A call in which the caller asked for a call-back is still its agent's to end."""
    wish = CallBackRequested(call="1", queue="189")
    given(AGENT, OFFERED, ACCEPTED, wish).when(EndCall(call="1"), by="A003").then(
        CallEnded(call="1", queue="189", agent="A003", by="caller"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
    )


def test_a_waiting_call_is_not_ended() -> None:
    """Only a conversation can be ended."""
    given(AGENT, OFFERED).when(EndCall(call="1"), by="A003").refused(CallNotInConversation)


def test_an_ended_call_is_not_ended_again() -> None:
    """A call ends once."""
    ended = CallEnded(call="1", queue="189", agent="A003")
    given(AGENT, OFFERED, ACCEPTED, ended).when(EndCall(call="1"), by="A003").refused(
        CallNotInConversation, citing=(4,)
    )


def test_a_colleague_does_not_end_it_but_a_leader_may() -> None:
    """A colleague cannot end somebody else's call; a leader may."""
    given(COLLEAGUE, OFFERED, ACCEPTED).when(EndCall(call="1"), by="A004").refused(CallOfAnother)
    given(LEADER, OFFERED, ACCEPTED).when(EndCall(call="1"), by="A017").then(
        CallEnded(call="1", queue="189", agent="A003", by="caller"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
    )
