"""An agent takes a pause for a stated reason."""

from ledger.registers.calls.events import CallAccepted
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn
from ledger.registers.seats.pause_seat import AlreadyPaused, PauseSeat, UnknownPauseReason
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import given
from tests.ledger.registers.people import AGENT

SIGNED_IN = SeatSignedIn(agent="A003")
PAUSE = PauseSeat(agent="A003", reason="water")
PAUSED = SeatPaused(agent="A003", reason="water")


def test_a_pause_has_a_reason_from_the_rulebook() -> None:
    """S4.6-03: leaving the desk is recorded with a reason that the rulebook names."""
    given(AGENT, SIGNED_IN).when(PAUSE, by="A003").then(PAUSED, reading=("seats.pause_reasons",))


def test_a_reason_nobody_wrote_down_is_no_reason() -> None:
    """A reason that the clause does not list is refused."""
    given(AGENT, SIGNED_IN).when(PauseSeat(agent="A003", reason="golf"), by="A003").refused(
        UnknownPauseReason
    )


def test_a_pause_is_begun_once() -> None:
    """A paused seat is not paused again."""
    given(AGENT, SIGNED_IN, PAUSED).when(PAUSE, by="A003").refused(AlreadyPaused, citing=(3,))


def test_a_pause_may_be_asked_for_during_a_call() -> None:
    """During a call the pause is noted, and begins after it."""
    talking = CallAccepted(call="1", queue="189", agent="A003")
    given(AGENT, SIGNED_IN, SeatReady(agent="A003"), talking).when(PAUSE, by="A003").then(PAUSED)


def test_who_is_signed_out_cannot_pause() -> None:
    """Only a signed-in seat pauses."""
    given(AGENT).when(PAUSE, by="A003").refused(NotSignedIn)
