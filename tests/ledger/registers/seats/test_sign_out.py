"""An agent signs out."""

from ledger.registers.calls.events import CallAccepted, CallEnded
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.seats.sign_out import SignOut, StillOnCall
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import given
from tests.ledger.registers.people import AGENT

SIGNED_IN = SeatSignedIn(agent="A003", seat="S-07")
SIGN_OUT = SignOut(agent="A003")


def test_signing_out_frees_the_seat() -> None:
    """Signing out names the seat, which is free from then on."""
    given(AGENT, SIGNED_IN).when(SIGN_OUT, by="A003").then(SeatSignedOut(agent="A003", seat="S-07"))


def test_nobody_leaves_in_the_middle_of_a_call() -> None:
    """Who is on a call cannot sign out."""
    talking = CallAccepted(call="1", queue="189", agent="A003")
    given(AGENT, SIGNED_IN, talking).when(SIGN_OUT, by="A003").refused(StillOnCall, citing=(3,))


def test_after_the_call_one_may_leave() -> None:
    """When the call is over, signing out is in order."""
    given(AGENT, SIGNED_IN, CallEnded(call="1", queue="189", agent="A003")).when(
        SIGN_OUT, by="A003"
    ).then(SeatSignedOut(agent="A003", seat="S-07"))


def test_who_is_out_cannot_sign_out() -> None:
    """Only a signed-in seat signs out."""
    given(AGENT).when(SIGN_OUT, by="A003").refused(NotSignedIn)
