"""Who sits at this console, since when they last proved it, and what takes a new proof."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import timedelta

from ledger import registers
from ledger.authentication.door import Door, Session
from ledger.book import Book
from ledger.kernel.action import Action


def station() -> str:
    """The name that this console goes by in the ledger: its machine and its terminal."""
    try:
        terminal = os.ttyname(0).removeprefix("/dev/")
    except OSError:
        terminal = str(os.getpid())
    return f"{socket.gethostname()}:{terminal}"


class Access:
    """The session at one console of a book with passwords.

    ``measure`` tells seconds, for how long nobody has touched the console.
    """

    def __init__(self, book: Book, door: Door, measure: Callable[[], float]) -> None:
        self.door = door
        self.session: Session | None = None
        self._book = book
        self._measure = measure
        self._touched = measure()
        self._proved = measure()
        self._looked_at = book.clock.now()

    def enter(self, session: Session) -> None:
        """Begin a session, whose person has just given the password."""
        self.session = session
        self.proved()

    def touch(self) -> None:
        """Somebody uses the console."""
        self._touched = self._measure()

    def proved(self) -> None:
        """The person has given the password."""
        self._proved = self._touched = self._measure()
        self._looked_at = self._book.clock.now()

    def idle(self) -> bool:
        """Whether nobody has used the console for as long as the clause allows."""
        return self._measure() - self._touched >= self._span("access.idle", "lock_after")

    def shift_over(self) -> bool:
        """Whether a shift of the person has ended since the last look or the last password.

        :raises StoreError: when the ledger cannot be reached.
        """
        session, since, now = self.session, self._looked_at, self._book.clock.now()
        ended = session is not None and self.door.shift_ended(session, since, now)
        self._looked_at = now
        return ended

    def must_prove(self, action: type[Action] | None) -> bool:
        """Whether an action takes a new proof of who acts; none stands for taking records out.

        That takes one whenever the last proof is older than the clause allows. An action does if
        it also decides about others by the actor's post, or belongs to a register that the clause
        lists.
        """
        law = self._book.law_on(self._book.clock.now())
        listed = law.read("access.proof", "registers", list)
        if action is not None and not (action.placed or registers.register_of(action) in listed):
            return False
        return self._measure() - self._proved >= self._span("access.proof", "within")

    def leave(self) -> None:
        """End the session, if there is one."""
        session, self.session = self.session, None
        if session is not None:
            self.door.end(session)

    def _span(self, clause: str, parameter: str) -> float:
        law = self._book.law_on(self._book.clock.now())
        return law.read(clause, parameter, timedelta).total_seconds()
