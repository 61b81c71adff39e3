"""An agent finishes the work that follows a call."""

from ledger.registers.calls.events import AfterCallWorkBegan, CallWrappedUp
from ledger.registers.calls.wrap_up_call import NothingToWrapUp, WrapUpCall
from ledger.registers.seats.events import SeatSignedIn
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import given
from tests.ledger.registers.people import AGENT

SIGNED_IN = SeatSignedIn(agent="A003")
WRAP_UP = WrapUpCall(agent="A003")


def test_after_call_work_is_finished() -> None:
    """Wrapping up ends the after-call work of the call it followed."""
    given(AGENT, SIGNED_IN, AfterCallWorkBegan(agent="A003", call="1")).when(
        WRAP_UP, by="A003"
    ).then(CallWrappedUp(agent="A003", call="1"))


def test_without_a_call_there_is_nothing_to_wrap_up() -> None:
    """A seat that is ready has no after-call work."""
    given(AGENT, SIGNED_IN).when(WRAP_UP, by="A003").refused(NothingToWrapUp)


def test_who_is_signed_out_wraps_up_nothing() -> None:
    """A signed-out seat has no after-call work."""
    given(AGENT).when(WRAP_UP, by="A003").refused(NotSignedIn)
