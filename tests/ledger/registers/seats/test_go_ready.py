"""An agent is ready for the next call."""

from ledger.registers.calls.events import AfterCallWorkBegan
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn
from ledger.registers.seats.go_ready import GoReady
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import given
from tests.ledger.registers.people import AGENT

SIGNED_IN = SeatSignedIn(agent="A003")
READY = GoReady(agent="A003")


def test_ready_ends_a_pause_and_after_call_work() -> None:
    """Going ready ends a pause, and after-call work."""
    for busy in (SeatPaused(agent="A003", reason="meal"), AfterCallWorkBegan(agent="A003")):
        given(AGENT, SIGNED_IN, busy).when(READY, by="A003").then(SeatReady(agent="A003"))


def test_who_is_ready_need_not_say_so() -> None:
    """A seat that is ready already stays quiet."""
    given(AGENT, SIGNED_IN).when(READY, by="A003").nothing()


def test_who_is_signed_out_is_not_ready() -> None:
    """Only a signed-in seat goes ready."""
    given(AGENT).when(READY, by="A003").refused(NotSignedIn)
