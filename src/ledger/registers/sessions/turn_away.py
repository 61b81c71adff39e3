"""An attempt is turned away before its password is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LoginId, PersonId
from ledger.kernel.words import Words
from ledger.registers.sessions.events import HeldBack, SignInRefused
from ledger.registers.sessions.state import attempts, locked_until, passwords


class TurnAway(Action, by=(Role.PROGRAM,), words=Words("挡回登录", "Turn an attempt away")):
    """Record that an attempt is refused, when its login is locked out or too many wait.

    It is decided before any password is compared, because comparing costs what an attacker would
    like to make others wait for.
    """

    login: LoginId
    person: PersonId | None = None
    busy: bool = False
    station: str | None = None

    def boundary(self) -> Boundary:
        """Earlier attempts, and since when the person has had the password."""
        return attempts(self.login) | (NOTHING if self.person is None else passwords(self.person))

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Refuses while the login is locked out or too many wait; says nothing otherwise."""
        law.cite("access.lock_out")
        until = locked_until(past, law)
        if until is None and not self.busy:
            return
        yield SignInRefused(
            login=self.login,
            reason=HeldBack.BUSY if until is None else HeldBack.LOCKED_OUT,
            until=until,
            person=self.person,
            station=self.station,
        )
