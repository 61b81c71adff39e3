"""The door to a book: who may come in, and what is recorded of everyone who tried.

Comparing a password takes a tenth of a second on purpose. So an attempt is first looked up in the
ledger, where a login that is locked out is turned away for next to nothing; few may wait for
the comparison, which happens one at a time; and every decision is taken in the ledger again once
the comparison is done.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import NamedTuple

from ledger.authentication import tokens
from ledger.authentication.choosing import require_choosable
from ledger.authentication.passwords import Passwords, spelled
from ledger.book import Book
from ledger.kernel import tags
from ledger.kernel.action import Outcome, Refused
from ledger.kernel.boundary import Found
from ledger.kernel.codec import Recorded
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Unfit
from ledger.registers.org.events import PersonRegistered, RolesAssigned
from ledger.registers.org.standing import PROGRAM
from ledger.registers.roster.holding import CHANGES, held_by_all
from ledger.registers.sessions.end_session import EndSession, LockConsole
from ledger.registers.sessions.events import (
    HeldBack,
    Locking,
    PasswordRehashed,
    PasswordSet,
    SessionEnded,
    SignInFailed,
    SignInProved,
    SignInRefused,
    SignInSucceeded,
    TokenIssued,
    TokenRevoked,
)
from ledger.registers.sessions.judge_attempt import Aim, JudgeAttempt
from ledger.registers.sessions.refusals import (
    LockedOut,
    NoToken,
    ProofTooOld,
    SignedInElsewhere,
    TooManyAtOnce,
    WrongPassword,
)
from ledger.registers.sessions.set_password import RenewDigest, SetPassword
from ledger.registers.sessions.tokens import IssueToken
from ledger.registers.sessions.turn_away import TurnAway
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.vault import Unsealable

DOOR = f"{PROGRAM}door"
"""Under this name stands what happens before it is known who somebody is."""

_NOWHERE = "?"


class Session(NamedTuple):
    """A person's live session at a console."""

    person: PersonId
    id: str
    temporary: bool
    """Whether the password has to be replaced by one of the person's own."""


class _Claim(NamedTuple):
    """What is known of whoever somebody claims to be."""

    login: str
    person: PersonId | None
    password: int = 0
    digest: str | None = None
    temporary: bool = False


def secured(book: Book) -> bool:
    """Whether anybody has a password, so that nobody acts without proving who they are."""
    query = DCBQuery([DCBQueryItem([PasswordSet.type_name])])
    return next(book.read(query, limit=1), None) is not None


class Door:
    """The door to one book. Safe to use from several threads; none should be that of a screen."""

    def __init__(
        self, book: Book, *, station: str | None = None, passwords: Passwords | None = None
    ) -> None:
        """Open the door; ``station`` says which console or command line it stands at."""
        self._book = book
        self._station = station
        self._passwords = passwords or Passwords()
        waiting = book.law_on(book.clock.now()).read("access.lock_out", "waiting", int)
        self._places = threading.BoundedSemaphore(waiting)

    def sign_in(self, number: str, password: str, *, takeover: bool = False) -> Session:
        """Sign a person in at this console.

        :raises WrongPassword: when the number is nobody's or the password is wrong.
        :raises LockedOut: when too many attempts before were wrong.
        :raises TooManyAtOnce: when too many passwords are waiting to be compared.
        :raises SignedInElsewhere: when the person has a live session, and is not to take over.
        """
        session = self._book.new_command().hex
        claim = self._prove(number, password, Aim.CONSOLE, session=session, takeover=takeover)
        assert claim.person is not None
        return Session(claim.person, session, claim.temporary)

    def unlock(self, session: Session, password: str) -> None:
        """Open a locked console again.

        :raises SessionOver: when the session was taken over meanwhile.
        :raises Refused: as :meth:`sign_in` does.
        """
        self._prove(session.person, password, Aim.UNLOCK, session=session.id)

    def prove(self, number: str, password: str, session: Session | None = None) -> None:
        """Have a person prove again who they are.

        :raises Refused: as :meth:`sign_in` does, and SessionOver when the session is over.
        """
        self._prove(number, password, Aim.PROOF, session=session.id if session else None)

    def end(self, session: Session) -> None:
        """Sign out."""
        self._book.act(EndSession(person=session.person, session=session.id), by=session.person)

    def lock(self, session: Session, reason: Locking) -> None:
        """Record that the console is locked."""
        action = LockConsole(person=session.person, session=session.id, reason=reason)
        self._book.act(action, by=session.person)

    def is_live(self, session: Session) -> bool:
        """Whether a session has neither ended nor been taken over."""
        newest = self._newest(tags.person(session.person), SignInSucceeded, SessionEnded)
        event = newest.event if newest is not None else None
        return isinstance(event, SignInSucceeded) and event.session == session.id

    def shift_ended(self, session: Session, since: datetime, until: datetime) -> bool:
        """Whether a shift of the person ended after one instant and no later than another."""
        day = until.astimezone(self._book.site.zone).date()
        both = (day - timedelta(days=1), day)
        names = [each.type_name for each in CHANGES]
        query = DCBQuery(
            [
                DCBQueryItem(names, [tags.tag("person-day", tags.person_day(session.person, each))])
                for each in both
            ]
        )
        found = [
            Found(each.position, each.envelope.at, each.event, ())
            for each in self._book.read(query)
            if each.event is not None
        ]
        held = held_by_all(found).get(session.person, {})
        return any(since < shift.ends <= until for shift in held.values())

    def set_password(self, setter: str, person: str, password: str) -> None:
        """Give a person a password: their own, or a temporary one by an administrator.

        :raises Refused: when it is too short, or not for the setter to set.
        """
        law = self._book.law_on(self._book.clock.now())
        require_choosable(person, password, law)
        digest = self._passwords.digest(password)
        self._book.act(SetPassword(setter=setter, person=person, digest=digest), by=setter)

    def issue_token(self, person: str) -> tuple[str, datetime]:
        """A new token for whoever has just proved to be the person, and when it expires."""
        token = tokens.minted()
        issue = IssueToken(token=token.name, person=person, digest=token.digest)
        issued = self._book.act(issue, by=person).kept[0].event
        assert isinstance(issued, TokenIssued)
        return token.text, issued.expires_at

    def bearer(self, text: str, claimed: str | None = None) -> PersonId:
        """Whom a token lets act.

        :raises NoToken: when it is unknown, revoked, expired, older than the person's password,
            or not of the person it is used for.
        """
        token = tokens.parsed(text)
        found = None
        if token is not None:
            found = self._newest(tags.tag("token", token.name), TokenIssued, TokenRevoked)
        event = found.event if found is not None else None
        if (
            token is None
            or found is None
            or not isinstance(event, TokenIssued)
            or not tokens.same(event.digest, token)
            or event.expires_at <= self._book.clock.now()
            or claimed not in (None, event.person)
            or self._password_newer(event.person, found.position)
        ):
            raise self.titled(NoToken(person=claimed or _NOWHERE))
        return event.person

    def require_recent_proof(self, person: PersonId) -> None:
        """Let somebody take records out who gave the password a short while ago (access.proof).

        :raises ProofTooOld: for whoever did so longer ago, or never.
        """
        now = self._book.clock.now()
        within = self._book.law_on(now).read("access.proof", "within", timedelta)
        newest = self._newest(tags.person(person), SignInSucceeded, SignInProved)
        if newest is None or now - newest.envelope.at >= within:
            minutes = f"{within.total_seconds() / 60:g}"
            evidence = () if newest is None else (newest.position,)
            raise self.titled(ProofTooOld(evidence=evidence, minutes=minutes))

    def _prove(
        self,
        number: str,
        password: str,
        aim: Aim,
        *,
        session: str | None,
        takeover: bool = False,
    ) -> _Claim:
        claim = self._claim(number)
        self._turned_away(claim, busy=False)
        if not self._places.acquire(blocking=False):
            self._turned_away(claim, busy=True)
        try:
            verified = self._passwords.fits(password, claim.digest)
        finally:
            self._places.release()
        judge = JudgeAttempt(
            login=claim.login,
            aim=aim,
            verified=verified,
            person=claim.person,
            password=claim.password,
            session=session,
            takeover=takeover,
            station=self._station,
        )
        self._told(claim, self._book.act(judge, by=DOOR))
        assert claim.person is not None
        assert claim.digest is not None
        if self._passwords.outdated(claim.digest):
            self._renew(claim.person, claim.password, password)
        return claim

    def _claim(self, number: str) -> _Claim:
        """What the ledger knows of a number; for one that is nobody's as much is looked up."""
        known = spelled(number).strip()
        login = self._book.vault.pseudonym("login", known)
        try:
            tag = tags.person(known)
        except Unfit:
            return _Claim(login, None)
        registered = self._newest(tag, PersonRegistered, RolesAssigned)
        password = self._newest(tag, PasswordSet, PasswordRehashed)
        if registered is None or known.startswith(PROGRAM):
            return _Claim(login, None)
        event = password.event if password is not None else None
        if password is None or not isinstance(event, PasswordSet | PasswordRehashed):
            return _Claim(login, known)
        try:
            digest = self._book.reveal(password, "digest")
        except Unsealable:
            return _Claim(login, known)
        return _Claim(login, known, password.position, digest, event.temporary)

    def _turned_away(self, claim: _Claim, *, busy: bool) -> None:
        refuse = TurnAway(login=claim.login, person=claim.person, busy=busy, station=self._station)
        self._told(claim, self._book.act(refuse, by=DOOR))

    def _told(self, claim: _Claim, outcome: Outcome) -> None:
        """Say what an attempt came to; nothing when it is well.

        :raises Refused: for a failure or a refusal that was recorded.
        """
        for position, event, _ in outcome.kept:
            if isinstance(event, SignInFailed):
                raise self.titled(WrongPassword(evidence=(position,)))
            if isinstance(event, SignInRefused):
                raise self.titled(self._refusal(claim, event, position))

    def _refusal(self, claim: _Claim, event: SignInRefused, position: int) -> Refused:
        zone = self._book.site.zone
        if event.reason is HeldBack.BUSY:
            return TooManyAtOnce(evidence=(position,))
        if event.until is not None:
            until = f"{event.until.astimezone(zone):%Y-%m-%d %H:%M:%S}"
            return LockedOut(evidence=(position,), until=until)
        assert claim.person is not None
        live = self._newest(tags.person(claim.person), SignInSucceeded)
        assert live is not None
        since = f"{live.envelope.at.astimezone(zone):%Y-%m-%d %H:%M}"
        station = getattr(live.event, "station", None) or _NOWHERE
        return SignedInElsewhere(
            evidence=(live.position,), person=claim.person, since=since, station=station
        )

    def _renew(self, person: PersonId, password: int, clear: str) -> None:
        digest = self._passwords.digest(clear)
        self._book.act(RenewDigest(person=person, digest=digest, password=password), by=DOOR)

    def _password_newer(self, person: PersonId, position: int) -> bool:
        newest = self._newest(tags.person(person), PasswordSet)
        return newest is not None and newest.position > position

    def _newest(self, tag: tags.Tag, *types: type[Event]) -> Recorded | None:
        query = DCBQuery([DCBQueryItem([each.type_name for each in types], [tag])])
        return next(self._book.read(query, limit=1, backwards=True), None)

    def titled(self, refusal: Refused) -> Refused:
        """A refusal of the door's own, with the title of the clause that refuses."""
        refusal.title = self._book.lawbook.title(refusal.clause)
        return refusal
