"""An agent signs in."""

from ledger.registers.org.events import SeatInstalled
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.seats.sign_in import AlreadySignedIn, NotRegistered, SeatTaken, SignIn
from ledger.testing import given
from tests.ledger.registers.people import AGENT, LEADER

SEAT = SeatInstalled(seat="S-07", extension="1007")
SIGN_IN = SignIn(agent="A003", seat="S-07", queues=("189", "180"))


def test_a_registered_agent_signs_in_at_a_free_seat() -> None:
    """An agent signs in at a seat and says which queues it serves."""
    given(AGENT, SEAT).when(SIGN_IN, by="A003").then(
        SeatSignedIn(agent="A003", seat="S-07", queues=("189", "180")),
        reading=("org.register", "seats.one_state"),
    )


def test_nobody_signs_in_twice() -> None:
    """An agent is signed in once."""
    given(AGENT, SeatSignedIn(agent="A003")).when(SignIn(agent="A003"), by="A003").refused(
        AlreadySignedIn, citing=(2,)
    )


def test_after_signing_out_one_may_sign_in_again() -> None:
    """Signing out makes room for signing in."""
    given(AGENT, SeatSignedOut(agent="A003")).when(SignIn(agent="A003"), by="A003").then(
        SeatSignedIn(agent="A003")
    )


def test_one_agent_at_a_time_sits_at_a_seat() -> None:
    """A seat that a colleague has taken is refused, and the colleague is named."""
    taken = SeatSignedIn(agent="A004", seat="S-07")
    given(AGENT, SEAT, taken).when(SIGN_IN, by="A003").refused(SeatTaken, citing=(3,))


def test_a_seat_is_free_when_its_agent_has_left() -> None:
    """Signing out frees the seat."""
    left = SeatSignedOut(agent="A004", seat="S-07")
    given(AGENT, SEAT, left).when(SIGN_IN, by="A003").then(
        SeatSignedIn(agent="A003", seat="S-07", queues=("189", "180"))
    )


def test_only_registered_people_sign_in_at_installed_seats() -> None:
    """An unknown person or an unknown seat is refused."""
    given(LEADER).when(SignIn(agent="A003"), by="A017").refused(NotRegistered)
    given(AGENT).when(SIGN_IN, by="A003").refused(NotRegistered)
