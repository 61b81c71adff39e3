"""An agent passes a call on."""

from ledger.registers.calls.case import CallNotInConversation, CallOfAnother
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAccepted,
    CallOffered,
    CallTransferred,
)
from ledger.registers.calls.transfer_call import NowhereToTransfer, TransferCall
from ledger.registers.org.events import QueueOpened
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER

OFFERED = CallOffered(call="1", queue="189")
ACCEPTED = CallAccepted(call="1", queue="189", agent="A003")


def test_a_call_passed_to_a_queue_waits_there_at_once() -> None:
    """S4.14-01: a call passed to another queue is offered there in the same breath."""
    given(AGENT, OFFERED, ACCEPTED, QueueOpened(queue="180", title="投诉")).when(
        TransferCall(call="1", to_queue="180"), by="A003"
    ).then(
        CallTransferred(call="1", queue="189", agent="A003", to_queue="180"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
        CallOffered(call="1", queue="180"),
    )


def test_a_call_may_leave_the_site() -> None:
    """A call may be passed to a place outside."""
    given(AGENT, OFFERED, ACCEPTED).when(TransferCall(call="1", to="114"), by="A003").then(
        CallTransferred(call="1", queue="189", agent="A003", to="114"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
    )


def test_a_transfer_names_a_place_that_exists() -> None:
    """A transfer to nowhere, or to a queue nobody opened, is refused."""
    for nowhere in (TransferCall(call="1"), TransferCall(call="1", to_queue="999")):
        given(AGENT, OFFERED, ACCEPTED).when(nowhere, by="A003").refused(NowhereToTransfer)


def test_a_waiting_call_is_not_transferred() -> None:
    """Only a conversation can be passed on."""
    given(AGENT, OFFERED).when(TransferCall(call="1", to="114"), by="A003").refused(
        CallNotInConversation
    )


def test_a_colleague_does_not_transfer_it_but_a_leader_may() -> None:
    """A colleague cannot pass on somebody else's call; a leader may."""
    passed_on = TransferCall(call="1", to="114")
    given(COLLEAGUE, OFFERED, ACCEPTED).when(passed_on, by="A004").refused(CallOfAnother)
    given(LEADER, OFFERED, ACCEPTED).when(passed_on, by="A017").then(
        CallTransferred(call="1", queue="189", agent="A003", to="114"),
        AfterCallWorkBegan(call="1", queue="189", agent="A003"),
    )
