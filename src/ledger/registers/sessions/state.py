"""How sign-ins stand, as a decision's boundary shows it: failures, passwords, sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

from ledger.kernel import tags
from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import LoginId, PersonId
from ledger.registers.sessions.events import (
    ConsoleUnlocked,
    PasswordRehashed,
    PasswordSet,
    SessionEnded,
    SignInFailed,
    SignInProved,
    SignInSucceeded,
)

_LOCK_OUT = "access.lock_out"


def attempts(login: LoginId) -> Boundary:
    """The newest attempt that was judged, of one who claims to be somebody."""
    judged = (SignInFailed, SignInSucceeded, SignInProved, ConsoleUnlocked)
    return about(tags.tag("login", login)).last(*judged)


def passwords(person: PersonId) -> Boundary:
    """The password a person has."""
    return about(tags.person(person)).last(PasswordSet, PasswordRehashed)


def sessions(person: PersonId) -> Boundary:
    """The session a person has."""
    return about(tags.person(person)).last(SignInSucceeded, SessionEnded)


def failures(past: Past) -> Found[SignInFailed] | None:
    """The last wrong attempt, unless a right one or a new password has come since."""
    newest = past.last(SignInFailed, SignInSucceeded, SignInProved, ConsoleUnlocked)
    if newest is None or not isinstance(newest.event, SignInFailed):
        return None
    renewed = past.last(PasswordSet)
    if renewed is not None and renewed.position > newest.position:
        return None
    return Found(newest.position, newest.at, newest.event, newest.tags)


def locked_until(past: Past, law: Law) -> datetime | None:
    """Until when no attempt is judged, or None when the next one is."""
    failed = failures(past)
    if failed is None:
        return None
    over = failed.event.failures - law.read(_LOCK_OUT, "free", int)
    if over <= 0:
        return None
    longest = law.read(_LOCK_OUT, "longest", timedelta)
    delay = law.read(_LOCK_OUT, "first", timedelta)
    factor = law.read(_LOCK_OUT, "factor", int)
    for _ in range(over - 1):
        delay = min(longest, delay * factor)
        if delay == longest:
            break
    until = failed.at + delay
    return until if until > past.at else None


def live_session(past: Past, person: PersonId) -> Found[SignInSucceeded] | None:
    """The session that a person has now."""
    newest = past.last(SignInSucceeded, SessionEnded, tag=tags.person(person))
    if newest is None or not isinstance(newest.event, SignInSucceeded):
        return None
    return Found(newest.position, newest.at, newest.event, newest.tags)
