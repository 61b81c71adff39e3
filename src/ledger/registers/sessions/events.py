"""What is established about who has proved to be who."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import LoginId, PersonId, TokenId

PasswordDigest = Annotated[str, Personal(of="person", purpose="access")]
"""The Argon2id digest of a password; erasing the person's key for this purpose takes it away."""


class HeldBack(StrEnum):
    """Why an attempt was turned away although its password was not found wrong."""

    LOCKED_OUT = "locked-out"
    BUSY = "busy"
    SIGNED_IN_ELSEWHERE = "signed-in-elsewhere"


class Ending(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "signed-out"
    TAKEN_OVER = "taken-over"


class Locking(StrEnum):
    """Why a console was locked."""

    IDLE = "idle"
    BY_HAND = "by-hand"
    SHIFT_END = "shift-end"


class PasswordSet(Event, type="person.password_set", version=1):
    """A person has been given a password; a temporary one has to be replaced at first use."""

    person: PersonId
    digest: PasswordDigest
    temporary: bool = False


class PasswordRehashed(Event, type="person.password_rehashed", version=1):
    """The digest of an unchanged password has been made anew under the parameters of today."""

    person: PersonId
    digest: PasswordDigest
    temporary: bool = False


class SignInSucceeded(Event, type="sign_in.succeeded", version=1):
    """A person has signed in at a console with the right password."""

    login: LoginId
    person: PersonId
    session: str
    station: str | None = None


class SignInFailed(Event, type="sign_in.failed", version=1):
    """Somebody gave a wrong password, or the number of nobody, so many times in a row."""

    login: LoginId
    failures: int
    person: PersonId | None = None
    station: str | None = None


class SignInRefused(Event, type="sign_in.refused", version=1):
    """Somebody was turned away without being told whether the password is right."""

    login: LoginId
    reason: HeldBack
    until: datetime | None = None
    person: PersonId | None = None
    station: str | None = None


class SignInProved(Event, type="sign_in.proved", version=1):
    """A person has given the password again, for a confirmation, a token or a new password."""

    login: LoginId
    person: PersonId
    session: str | None = None
    station: str | None = None


class SessionTakenOver(Event, type="session.taken_over", version=1):
    """A person has taken over from the console where they were signed in before."""

    person: PersonId
    session: str
    successor: str
    station: str | None = None


class SessionEnded(Event, type="session.ended", version=1):
    """A person's session at a console is over."""

    person: PersonId
    session: str
    reason: Ending


class ConsoleLocked(Event, type="console.locked", version=1):
    """A console has been locked until the person gives the password again."""

    person: PersonId
    session: str
    reason: Locking


class ConsoleUnlocked(Event, type="console.unlocked", version=1):
    """A locked console has been opened again by its person's password."""

    login: LoginId
    person: PersonId
    session: str
    station: str | None = None


class TokenIssued(Event, type="token.issued", version=1):
    """A person has been issued a token to act with until an instant; its digest alone is kept."""

    token: TokenId
    person: PersonId
    digest: str
    expires_at: datetime


class TokenRevoked(Event, type="token.revoked", version=1):
    """A token lets nobody act any more."""

    token: TokenId
    person: PersonId
