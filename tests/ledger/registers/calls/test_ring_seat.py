"""A waiting call rings at a seat."""

from ledger.registers.calls.case import CallNotWaiting
from ledger.registers.calls.events import CallAbandoned, CallOffered, CallRang
from ledger.registers.calls.ring_seat import RingSeat
from ledger.registers.seats.events import SeatSignedIn
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import given
from tests.ledger.registers.people import LEADER

OFFERED = CallOffered(call="1", queue="189")
RING = RingSeat(call="1", agent="A003")


def test_a_waiting_call_rings_at_a_signed_in_seat() -> None:
    """A waiting call may ring at any signed-in seat."""
    given(LEADER, SeatSignedIn(agent="A003"), OFFERED).when(RING, by="A017").then(
        CallRang(call="1", queue="189", agent="A003")
    )


def test_nothing_rings_at_an_empty_seat() -> None:
    """A seat that is signed out does not ring."""
    given(LEADER, OFFERED).when(RING, by="A017").refused(NotSignedIn)


def test_a_call_that_left_does_not_ring() -> None:
    """A call whose caller gave up does not ring."""
    given(LEADER, SeatSignedIn(agent="A003"), OFFERED, CallAbandoned(call="1", queue="189")).when(
        RING, by="A017"
    ).refused(CallNotWaiting, citing=(4,))
