"""An attempt to prove who one is, is judged."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LoginId, PersonId
from ledger.kernel.words import Words
from ledger.registers.org.standing import roles_of, standing
from ledger.registers.sessions.events import (
    ConsoleUnlocked,
    Ending,
    HeldBack,
    PasswordRehashed,
    PasswordSet,
    SessionEnded,
    SessionTakenOver,
    SignInFailed,
    SignInProved,
    SignInRefused,
    SignInSucceeded,
)
from ledger.registers.sessions.refusals import SessionOver
from ledger.registers.sessions.state import (
    attempts,
    failures,
    live_session,
    locked_until,
    passwords,
    sessions,
)


class Aim(StrEnum):
    """What somebody proves for, who they are."""

    CONSOLE = "console"
    UNLOCK = "unlock"
    PROOF = "proof"


class JudgeAttempt(Action, by=(Role.PROGRAM,), words=Words("判定登录", "Judge an attempt")):
    """Record what came of an attempt: a failure, a refusal, or that somebody is who they claim.

    ``person`` is left out when the number is nobody's. ``verified`` says whether the password
    given fits the one that the event at ``password`` set; when another has been set since, it
    does not count.
    """

    login: LoginId
    aim: Aim
    verified: bool
    person: PersonId | None = None
    password: int = 0
    session: str | None = None
    takeover: bool = False
    station: str | None = None

    def boundary(self) -> Boundary:
        """Earlier attempts, and the person's standing, password and session."""
        found = attempts(self.login)
        if self.person is None:
            return found
        return found | standing(self.person) | passwords(self.person) | sessions(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Judges the attempt; the same happens for a number that is nobody's.

        :raises SessionOver: when a console is to be unlocked whose session is over.
        """
        law.cite("access.sign_in")
        until = locked_until(past, law)
        if until is not None:
            yield SignInRefused(
                login=self.login,
                reason=HeldBack.LOCKED_OUT,
                until=until,
                person=self.person,
                station=self.station,
            )
        elif self.person is None or not self._right(past, self.person):
            failed = failures(past)
            yield SignInFailed(
                login=self.login,
                failures=1 + (failed.event.failures if failed is not None else 0),
                person=self.person,
                station=self.station,
            )
        else:
            yield from self._admitted(past, law, self.person)

    def _right(self, past: Past, person: PersonId) -> bool:
        known = past.last(PasswordSet, PasswordRehashed)
        if known is None or known.position != self.password:
            return False
        return self.verified and bool(roles_of(past, person))

    def _admitted(self, past: Past, law: Law, person: PersonId) -> Iterator[Event]:
        law.cite("access.one_session")
        live = live_session(past, person)
        if self.aim is Aim.CONSOLE:
            yield from self._signed_in(live.event if live is not None else None, person)
            return
        if self.session is not None and (live is None or live.event.session != self.session):
            raise SessionOver(evidence=() if live is None else (live.position,))
        if self.aim is Aim.UNLOCK and self.session is not None:
            yield ConsoleUnlocked(
                login=self.login, person=person, session=self.session, station=self.station
            )
        else:
            yield SignInProved(
                login=self.login, person=person, session=self.session, station=self.station
            )

    def _signed_in(self, live: SignInSucceeded | None, person: PersonId) -> Iterator[Event]:
        assert self.session is not None, "a sign-in at a console begins a session"
        if live is not None and not self.takeover:
            yield SignInRefused(
                login=self.login,
                reason=HeldBack.SIGNED_IN_ELSEWHERE,
                person=person,
                station=self.station,
            )
            return
        if live is not None:
            yield SessionTakenOver(
                person=person, session=live.session, successor=self.session, station=self.station
            )
            yield SessionEnded(person=person, session=live.session, reason=Ending.TAKEN_OVER)
        yield SignInSucceeded(
            login=self.login, person=person, session=self.session, station=self.station
        )
