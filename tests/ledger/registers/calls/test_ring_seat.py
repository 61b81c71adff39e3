"""A waiting call rings at a seat."""

from ledger.registers.calls.case import CallNotWaiting
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallOffered,
    CallRang,
    CallTransferred,
    CallWrappedUp,
)
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


def test_a_transferred_call_may_ring_at_the_seat_that_passed_it_on() -> None:
    """The seat's own wrap-up of the call's earlier stay does not say in which queue it waits."""
    given(
        LEADER,
        SeatSignedIn(agent="A003"),
        CallTransferred(call="1", queue="180", agent="A003", to_queue="189"),
        AfterCallWorkBegan(call="1", queue="180", agent="A003"),
        OFFERED,
        CallWrappedUp(call="1", agent="A003"),
    ).when(RING, by="A017").then(CallRang(call="1", queue="189", agent="A003"))
