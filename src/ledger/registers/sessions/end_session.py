"""A session at a console is locked, or over."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.sessions.events import ConsoleLocked, Ending, Locking, SessionEnded
from ledger.registers.sessions.state import live_session, sessions


class EndSession(
    Action, by=(Role.PROGRAM,), own="person", words=Words("退出登录", "End a sign-in")
):
    """End a person's own session at a console."""

    person: PersonId
    session: str

    def boundary(self) -> Boundary:
        """The session the person has."""
        return sessions(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends it; says nothing when it is over already."""
        law.cite("access.one_session")
        live = live_session(past, self.person)
        if live is not None and live.event.session == self.session:
            yield SessionEnded(person=self.person, session=self.session, reason=Ending.SIGNED_OUT)


class LockConsole(
    Action, by=(Role.PROGRAM,), own="person", words=Words("锁定控制台", "Lock a console")
):
    """Lock the console of a person's live session."""

    person: PersonId
    session: str
    reason: Locking

    def boundary(self) -> Boundary:
        """The session the person has."""
        return sessions(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Locks it; says nothing when the session is over, because then nothing is open."""
        law.cite("access.idle")
        live = live_session(past, self.person)
        if live is not None and live.event.session == self.session:
            yield ConsoleLocked(person=self.person, session=self.session, reason=self.reason)
