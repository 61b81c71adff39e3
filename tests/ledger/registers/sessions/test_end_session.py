"""Sessions are locked and ended."""

from ledger.kernel.action import NotEntitled
from ledger.registers.sessions.end_session import EndSession, LockConsole
from ledger.registers.sessions.events import (
    ConsoleLocked,
    Ending,
    Locking,
    SessionEnded,
    SignInSucceeded,
)
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE

IN = SignInSucceeded(login="l3", person="A003", session="s1")
LOCK = LockConsole(person="A003", session="s1", reason=Locking.IDLE)


def test_a_person_signs_out_once() -> None:
    """The session ends, and a second time nothing happens."""
    end = EndSession(person="A003", session="s1")
    ended = SessionEnded(person="A003", session="s1", reason=Ending.SIGNED_OUT)
    given(AGENT, IN).when(end, by="A003").then(ended)
    given(AGENT, IN, ended).when(end, by="A003").nothing()


def test_nobody_signs_another_out() -> None:
    """A session is its person's own."""
    end = EndSession(person="A003", session="s1")
    given(COLLEAGUE).when(end, by="A004").refused(NotEntitled)


def test_a_console_is_locked_in_its_live_session() -> None:
    """Locking says why; a console whose session is over has nothing to lock."""
    given(AGENT, IN).when(LOCK, by="A003").then(
        ConsoleLocked(person="A003", session="s1", reason=Locking.IDLE), reading=("access.idle",)
    )
    newer = SignInSucceeded(login="l3", person="A003", session="s2")
    given(AGENT, IN, newer).when(LOCK, by="A003").nothing()
