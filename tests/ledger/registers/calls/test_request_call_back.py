"""A caller asks to be called back."""

from ledger.registers.calls.case import CallNotKnown
from ledger.registers.calls.events import CallAbandoned, CallBackRequested, CallOffered
from ledger.registers.calls.request_call_back import RequestCallBack
from ledger.testing import given
from tests.ledger.registers.people import AGENT

OFFERED = CallOffered(call="1", queue="189")


def test_a_caller_who_gave_up_may_ask_for_a_call_back() -> None:
    """A call-back can be asked for whether the call waits or is over."""
    wish = CallBackRequested(call="1", queue="189", customer="c7", number="010-5550")
    asked = RequestCallBack(call="1", customer="c7", number="010-5550")
    given(AGENT, OFFERED).when(asked, by="A003").then(wish)
    given(AGENT, OFFERED, CallAbandoned(call="1", queue="189")).when(asked, by="A003").then(wish)


def test_nobody_is_called_back_without_a_call() -> None:
    """A call-back belongs to a call that was offered."""
    given(AGENT).when(RequestCallBack(call="1"), by="A003").refused(CallNotKnown)
