"""A call is accepted once, by a seat that is signed in and free."""

from datetime import timedelta

from ledger.kernel.action import NotEntitled
from ledger.kernel.event import Event
from ledger.registers.calls.accept_call import AcceptCall, AlreadyAccepted, SeatNotFree
from ledger.registers.calls.case import CallNotKnown, CallNotWaiting, TimeGoesBack
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallWrappedUp,
)
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from ledger.registers.seats.state import NotSignedIn
from ledger.testing import NOON, given
from tests.ledger.registers.people import AGENT, AUDITOR, COLLEAGUE, LEADER

WAITING = CallOffered(call="1", queue="189")
SIGNED_IN = SeatSignedIn(agent="A003")
ACCEPT = AcceptCall(call="1", agent="A003")


def test_a_free_agent_accepts_a_waiting_call() -> None:
    """S4.14-01: a signed-in and free agent accepts a waiting call."""
    given(AGENT, SIGNED_IN, WAITING).when(ACCEPT, by="A003").then(
        CallAccepted(call="1", queue="189", agent="A003"),
        reading=("org.roles", "calls.accepted_once", "seats.one_state"),
    )


def test_a_call_is_accepted_once() -> None:
    """A second acceptance is refused and names the first."""
    taken = CallAccepted(call="1", queue="189", agent="A004")
    given(AGENT, SIGNED_IN, WAITING, taken).when(ACCEPT, by="A003").refused(
        AlreadyAccepted, citing=(4,)
    )


def test_a_call_nobody_offered_is_not_known() -> None:
    """Nothing can be done with a call that was never offered."""
    given(AGENT, SIGNED_IN).when(ACCEPT, by="A003").refused(CallNotKnown)


def test_an_abandoned_call_waits_no_more() -> None:
    """A call whose caller gave up cannot be accepted."""
    given(AGENT, SIGNED_IN, WAITING, CallAbandoned(call="1", queue="189")).when(
        ACCEPT, by="A003"
    ).refused(CallNotWaiting, citing=(4,))


def test_who_is_not_signed_in_takes_no_call() -> None:
    """A seat that is signed out takes no call."""
    given(AGENT, WAITING).when(ACCEPT, by="A003").refused(NotSignedIn)
    gone = SeatSignedOut(agent="A003")
    given(AGENT, gone, WAITING).when(ACCEPT, by="A003").refused(NotSignedIn, citing=(2,))


def test_a_busy_seat_takes_no_call() -> None:
    """On a call, in after-call work or paused, a seat is not free."""
    talking = CallAccepted(call="0", queue="189", agent="A003")
    wrapping = AfterCallWorkBegan(agent="A003", call="0")
    paused = SeatPaused(agent="A003", reason="water")
    for state in (talking, wrapping, paused):
        history: tuple[Event, ...] = (AGENT, SIGNED_IN, state, WAITING)
        given(*history).when(ACCEPT, by="A003").refused(SeatNotFree, citing=(3,))


def test_a_seat_is_free_again_after_each_of_these() -> None:
    """Ready ends a pause and after-call work; wrapping up ends after-call work."""
    ended = CallEnded(call="0", queue="189", agent="A003")
    for last in (SeatReady(agent="A003"), CallWrappedUp(agent="A003"), ended):
        given(AGENT, SIGNED_IN, last, WAITING).when(ACCEPT, by="A003").then(
            CallAccepted(call="1", queue="189", agent="A003")
        )


def test_time_within_a_call_does_not_go_back() -> None:
    """A call cannot be accepted before it was offered."""
    offered_at = given(AGENT, SIGNED_IN, WAITING)
    early = NOON - timedelta(minutes=5)
    offered_at.when(ACCEPT, by="A003", at=early).refused(TimeGoesBack, citing=(3,))


def test_only_the_agent_or_a_leader_accepts_for_a_seat() -> None:
    """A leader may accept on behalf of a seat; a colleague or an auditor may not."""
    seat: tuple[Event, ...] = (SIGNED_IN, WAITING)
    given(LEADER, *seat).when(ACCEPT, by="A017").then(
        CallAccepted(call="1", queue="189", agent="A003")
    )
    given(COLLEAGUE, *seat).when(ACCEPT, by="A004").refused(NotEntitled)
    given(AUDITOR, *seat).when(ACCEPT, by="A090").refused(NotEntitled)


def test_who_is_not_registered_may_do_nothing() -> None:
    """An employee number that nobody registered has no rights, not even over its own seat."""
    given(SIGNED_IN, WAITING).when(ACCEPT, by="A003").refused(NotEntitled)
