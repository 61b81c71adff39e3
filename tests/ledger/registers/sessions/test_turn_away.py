"""Attempts are turned away before a password is compared."""

from datetime import timedelta

from ledger.registers.sessions.events import HeldBack, PasswordSet, SignInFailed, SignInRefused
from ledger.registers.sessions.turn_away import TurnAway
from ledger.testing import NOON, given

DOOR = "program:door"


def test_a_login_that_may_try_is_let_through_without_an_event() -> None:
    """Looking whether somebody is locked out leaves nothing behind."""
    given().when(TurnAway(login="x"), by=DOOR).nothing()


def test_a_locked_out_login_is_refused_whoever_it_is() -> None:
    """Also a number that is nobody's is locked out, or the lock would tell who exists."""
    failed = SignInFailed(login="x", failures=4)
    given(failed).when(TurnAway(login="x"), by=DOOR, at=NOON + timedelta(seconds=1)).then(
        SignInRefused(login="x", reason=HeldBack.LOCKED_OUT, until=NOON + timedelta(seconds=5)),
        reading=("access.lock_out",),
    )


def test_a_new_password_opens_the_lock() -> None:
    """Failures before the present password do not count."""
    failed = SignInFailed(login="x", failures=9, person="A003")
    renewed = PasswordSet(person="A003", digest="$argon2id$1")
    given(failed, renewed).when(TurnAway(login="x", person="A003"), by=DOOR).nothing()


def test_too_many_at_once_is_a_refusal_of_its_own() -> None:
    """Whoever cannot wait for the comparison is told so, and it is recorded."""
    given().when(TurnAway(login="x", busy=True, station="desk-1"), by=DOOR).then(
        SignInRefused(login="x", reason=HeldBack.BUSY, station="desk-1")
    )
