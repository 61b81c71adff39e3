"""An attempt to sign in is judged."""

from datetime import timedelta

from ledger.registers.org.events import RolesAssigned
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
from ledger.registers.sessions.judge_attempt import Aim, JudgeAttempt
from ledger.registers.sessions.refusals import SessionOver
from ledger.testing import NOON, at, given
from tests.ledger.registers.people import AGENT

DOOR = "program:door"
SET = PasswordSet(person="A003", digest="$argon2id$1")
IN = SignInSucceeded(login="l3", person="A003", session="s1", station="desk-1")


def attempt(**changed: object) -> JudgeAttempt:
    """A right password of A003 at the console, unless told otherwise."""
    fields: dict[str, object] = {
        "login": "l3",
        "aim": Aim.CONSOLE,
        "verified": True,
        "person": "A003",
        "password": 2,
        "session": "s2",
        "station": "desk-2",
    }
    return JudgeAttempt(**fields | changed)  # type: ignore[arg-type]


def failed(times: int) -> SignInFailed:
    """A wrong password of A003, so many times in a row."""
    return SignInFailed(login="l3", failures=times, person="A003")


def test_the_right_password_signs_in() -> None:
    """S4.11-01: a person and their password begin a session."""
    given(AGENT, SET).when(attempt(), by=DOOR).then(
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2"),
        reading=("access.sign_in", "access.one_session"),
    )


def test_a_wrong_password_is_recorded_and_counted() -> None:
    """Failures in a row are counted, so that the next attempt knows them from one event."""
    given(AGENT, SET, failed(1)).when(attempt(verified=False), by=DOOR).then(
        SignInFailed(login="l3", failures=2, person="A003", station="desk-2")
    )


def test_nobody_fails_as_everybody_does() -> None:
    """A number that is nobody's comes to the same failure, without a person."""
    given().when(attempt(person=None, verified=False), by=DOOR).then(
        SignInFailed(login="l3", failures=1, station="desk-2")
    )


def test_a_password_replaced_meanwhile_does_not_count() -> None:
    """What was compared must still be the password when the attempt is judged."""
    newer = PasswordSet(person="A003", digest="$argon2id$2")
    given(AGENT, SET, newer).when(attempt(), by=DOOR).then(
        SignInFailed(login="l3", failures=1, person="A003", station="desk-2")
    )


def test_whoever_holds_no_role_any_more_fails() -> None:
    """A person who has left keeps a password that opens nothing."""
    left = RolesAssigned(person="A003", roles=())
    given(AGENT, SET, left).when(attempt(), by=DOOR).then(
        SignInFailed(login="l3", failures=1, person="A003", station="desk-2")
    )


def test_attempts_are_free_up_to_the_clauses_number() -> None:
    """access.lock_out: three failures cost no waiting."""
    given(AGENT, SET, failed(3)).when(attempt(), by=DOOR, at=NOON + timedelta(seconds=3)).then(
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2")
    )


def test_the_wait_grows_with_every_failure_up_to_the_longest() -> None:
    """Four failures wait 5 s, five 10 s, six 20 s, and no number of them over 15 minutes."""
    for times, seconds in ((4, 5), (5, 10), (6, 20), (40, 900)):
        before = given(AGENT, at(SET, NOON), at(failed(times), NOON))
        until = NOON + timedelta(seconds=seconds)
        before.when(attempt(), by=DOOR, at=until - timedelta(microseconds=1)).then(
            SignInRefused(
                login="l3",
                reason=HeldBack.LOCKED_OUT,
                until=until,
                person="A003",
                station="desk-2",
            ),
            reading=("access.lock_out",),
        )
        before.when(attempt(), by=DOOR, at=until).then(
            SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2")
        )


def test_a_new_password_forgets_the_failures() -> None:
    """An administrator helps somebody out of a lock-out with a new password."""
    given(AGENT, failed(9), SET).when(attempt(password=3), by=DOOR).then(
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2")
    )


def test_a_renewed_digest_is_the_same_password() -> None:
    """A digest under new parameters signs in as the one before."""
    renewed = PasswordRehashed(person="A003", digest="$argon2id$2")
    given(AGENT, SET, renewed).when(attempt(password=3), by=DOOR).then(
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2")
    )


def test_a_second_sign_in_is_refused_until_it_is_a_takeover() -> None:
    """access.one_session: one live sign-in a person, and taking over is said."""
    before = given(AGENT, SET, IN)
    before.when(attempt(), by=DOOR).then(
        SignInRefused(
            login="l3", reason=HeldBack.SIGNED_IN_ELSEWHERE, person="A003", station="desk-2"
        )
    )
    before.when(attempt(takeover=True), by=DOOR).then(
        SessionTakenOver(person="A003", session="s1", successor="s2", station="desk-2"),
        SessionEnded(person="A003", session="s1", reason=Ending.TAKEN_OVER),
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2"),
    )


def test_after_signing_out_nothing_has_to_be_taken_over() -> None:
    """A session that is over stands in nobody's way."""
    out = SessionEnded(person="A003", session="s1", reason=Ending.SIGNED_OUT)
    given(AGENT, SET, IN, out).when(attempt(), by=DOOR).then(
        SignInSucceeded(login="l3", person="A003", session="s2", station="desk-2")
    )


def test_a_console_is_unlocked_only_in_its_live_session() -> None:
    """A console that was taken over cannot be unlocked any more."""
    unlock = attempt(aim=Aim.UNLOCK, session="s1")
    given(AGENT, SET, IN).when(unlock, by=DOOR).then(
        ConsoleUnlocked(login="l3", person="A003", session="s1", station="desk-2")
    )
    other = SignInSucceeded(login="l3", person="A003", session="s9")
    given(AGENT, SET, other).when(unlock, by=DOOR).refused(
        SessionOver, citing=(3,), clause="access.one_session"
    )


def test_a_person_proves_again_with_or_without_a_session() -> None:
    """The proof for a confirmation is of a session, that for a token of none."""
    for session in ("s1", None):
        given(AGENT, SET, IN).when(attempt(aim=Aim.PROOF, session=session), by=DOOR).then(
            SignInProved(login="l3", person="A003", session=session, station="desk-2")
        )
