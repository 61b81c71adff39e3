"""The door: what comes of passwords and tokens, and what the ledger keeps of it."""

from __future__ import annotations

import threading
from datetime import timedelta

import apsw
import pytest
from argon2 import PasswordHasher

from ledger.authentication import tokens
from ledger.authentication.door import Door, secured
from ledger.authentication.passwords import Passwords
from ledger.book import Book
from ledger.kernel.action import Refused, Role
from ledger.kernel.clock import FrozenClock
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.sessions.events import Locking, PasswordRehashed, SignInFailed
from ledger.registers.sessions.refusals import (
    LockedOut,
    NoToken,
    PasswordIsTheNumber,
    PasswordTooShort,
    ProofTooOld,
    SessionOver,
    SignedInElsewhere,
    TooManyAtOnce,
    WrongPassword,
)
from ledger.registers.sessions.tokens import RevokeToken

RIGHT = "correct horse 电池"
WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Counting(Passwords):
    """Passwords under cheap parameters, with a count of what was compared."""

    def __init__(self, hasher: PasswordHasher = WEAK) -> None:
        super().__init__(hasher)
        self.compared: list[bool] = []

    def fits(self, password: str, digest: str | None) -> bool:
        """Compare, and count."""
        self.compared.append(digest is not None)
        return super().fits(password, digest)


@pytest.fixture
def passwords() -> Counting:
    """Cheap passwords."""
    return Counting()


@pytest.fixture
def door(book: Book, passwords: Counting) -> Door:
    """A door to a book whose administrator and one agent have passwords."""
    book.act(RegisterPerson(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,)), by="A001")
    book.act(RegisterPerson(person="A003", name="李娜"), by="A001")
    made = Door(book, station="desk-1", passwords=passwords)
    made.set_password("A001", "A001", "root and branch")
    made.set_password("A001", "A003", RIGHT)
    return made


def kinds(book: Book) -> list[str]:
    """The types of all events, oldest first."""
    return [each.type_name for each in book.read()]


def test_a_book_is_secured_by_its_first_password(book: Book, passwords: Counting) -> None:
    """Until somebody has a password the book is open."""
    book.act(RegisterPerson(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,)), by="A001")
    assert not secured(book)
    Door(book, passwords=passwords).set_password("A001", "A001", RIGHT)
    assert secured(book)


def test_no_clear_password_is_stored(book: Book, door: Door) -> None:
    """The ledger holds neither the password nor its digest in the clear."""
    door.sign_in("A003", RIGHT)
    stored = b"".join(each.event.data for each in book.recorder.read())
    assert RIGHT.encode() not in stored
    assert b"argon2" not in stored


def test_the_right_password_signs_in_and_out(book: Book, door: Door) -> None:
    """A session begins with the sign-in, and is over with the sign-out."""
    session = door.sign_in("A003", RIGHT)
    assert (session.person, session.temporary) == ("A003", True)
    assert door.is_live(session)
    door.end(session)
    assert not door.is_live(session)
    assert kinds(book)[-2:] == ["sign_in.succeeded", "session.ended"]


def test_a_full_width_password_is_the_same(door: Door) -> None:
    """An input method that types full-width letters locks nobody out."""
    assert door.sign_in("Ａ００３", "ｃｏｒｒｅｃｔ horse 电池").person == "A003"


def test_a_password_of_ones_own_is_not_temporary(door: Door) -> None:
    """What an administrator gave is replaced by the person, and then stays."""
    door.set_password("A003", "A003", "another horse")
    assert not door.sign_in("A003", "another horse").temporary


def test_nobody_costs_a_comparison_as_everybody_does(
    book: Book, door: Door, passwords: Counting
) -> None:
    """Known or not, with a password or without: one comparison, one failure, the same words."""
    book.act(RegisterPerson(person="A004", name="赵强"), by="A001")
    told = set()
    for number in ("A003", "A004", "A999", "not\nprintable", "program:warden"):
        before, length = len(passwords.compared), len(kinds(book))
        with pytest.raises(WrongPassword) as refused:
            door.sign_in(number, "wrong")
        told.add(refused.value.text("zh"))
        assert len(passwords.compared) == before + 1
        assert kinds(book)[length:] == ["sign_in.failed"]
    assert len(told) == 1


def test_what_was_typed_for_a_number_is_not_kept(book: Book, door: Door) -> None:
    """A password typed into the wrong field does not come to stand in the ledger."""
    with pytest.raises(WrongPassword):
        door.sign_in(RIGHT, "A003")
    failed = list(book.read())[-1]
    assert isinstance(failed.event, SignInFailed)
    assert failed.event.person is None
    assert RIGHT.encode() not in list(book.recorder.read())[-1].event.data


@pytest.mark.parametrize("number", ["A003", "A999"])
def test_whoever_is_locked_out_costs_no_comparison(
    book: Book, door: Door, passwords: Counting, clock: FrozenClock, number: str
) -> None:
    """A hundred wrong passwords are four comparisons; the rest is turned away by the ledger."""
    for _ in range(4):
        with pytest.raises(WrongPassword):
            door.sign_in(number, "wrong")
    compared = len(passwords.compared)
    for _ in range(96):
        with pytest.raises(LockedOut) as refused:
            door.sign_in(number, RIGHT)
    assert len(passwords.compared) == compared
    assert refused.value.clause == "access.lock_out"
    assert "2026-11-21 12:00:05" in refused.value.text("en")
    assert kinds(book).count("sign_in.refused") == 96
    clock.advance(timedelta(seconds=5))
    if number == "A003":
        assert door.sign_in(number, RIGHT).person == "A003"


def test_few_wait_for_a_comparison(book: Book, door: Door, passwords: Counting) -> None:
    """While as many wait as the clause allows, the next one is told to come again."""
    inside, released = threading.Barrier(9), threading.Event()
    answers: list[bool] = []

    class Slow(Counting):
        def fits(self, password: str, digest: str | None) -> bool:
            inside.wait()
            released.wait()
            return super().fits(password, digest)

    slow = Door(book, passwords=Slow())

    def attempt(number: int) -> None:
        with pytest.raises(WrongPassword):
            slow.sign_in(f"B{number:03d}", "wrong")
        answers.append(True)

    waiting = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for each in waiting:
        each.start()
    inside.wait()
    with pytest.raises(TooManyAtOnce):
        slow.sign_in("A003", RIGHT)
    book.act(RegisterPerson(person="A005", name="孙丽"), by="A001")
    released.set()
    for each in waiting:
        each.join()
    assert len(answers) == 8


def test_a_second_console_takes_over_explicitly(door: Door, book: Book) -> None:
    """The first console's session is over from then on, and can be neither used nor unlocked."""
    first = door.sign_in("A003", RIGHT)
    with pytest.raises(SignedInElsewhere, match="desk-1"):
        door.sign_in("A003", RIGHT)
    second = door.sign_in("A003", RIGHT, takeover=True)
    assert (door.is_live(first), door.is_live(second)) == (False, True)
    with pytest.raises(SessionOver):
        door.unlock(first, RIGHT)
    with pytest.raises(SessionOver):
        door.prove("A003", RIGHT, first)


def test_a_locked_console_opens_by_its_persons_password(door: Door, book: Book) -> None:
    """Locking and unlocking are events of the session."""
    session = door.sign_in("A003", RIGHT)
    door.lock(session, Locking.IDLE)
    with pytest.raises(WrongPassword):
        door.unlock(session, "wrong")
    door.unlock(session, RIGHT)
    assert kinds(book)[-3:] == ["console.locked", "sign_in.failed", "console.unlocked"]


def test_a_digest_under_old_parameters_is_renewed_at_the_next_proof(book: Book, door: Door) -> None:
    """When the parameters change, everybody's digest follows as they sign in, once."""
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    newer = Door(book, passwords=Counting(stronger))
    session = newer.sign_in("A003", RIGHT)
    renewed = list(book.read())[-1]
    assert isinstance(renewed.event, PasswordRehashed)
    assert book.reveal(renewed, "digest").startswith("$argon2id$")
    assert session.temporary
    newer.prove("A003", RIGHT, session)
    assert kinds(book)[-1] == "sign_in.proved"


def test_short_and_obvious_passwords_are_refused(door: Door) -> None:
    """access.password: eight characters, and not the employee number."""
    with pytest.raises(PasswordTooShort, match="at least 8"):
        door.set_password("A003", "A003", "1234567")
    with pytest.raises(PasswordTooShort):
        door.set_password("A003", "A003", "x" * 257)
    with pytest.raises(PasswordIsTheNumber):
        door.set_password("EMPLOYEE-1", "EMPLOYEE-1", "employee-1")


def test_erasing_a_person_takes_the_password(book: Book, door: Door) -> None:
    """With the person's key for access destroyed, the password opens nothing any more."""
    book.vault.close()
    path = book.vault._store.path  # type: ignore[attr-defined]
    erase = "UPDATE subject_key SET wrapped = NULL, destroyed_at = 1 WHERE purpose = 'access'"
    with apsw.Connection(str(path)) as keys:
        keys.execute(erase)
    from ledger.vault import Vault

    book.vault = Vault.open(
        path.with_name("book"),
        wrapping_key=book.vault._wrapping_key,  # type: ignore[attr-defined]
    )
    with pytest.raises(WrongPassword):
        door.sign_in("A003", RIGHT)


def test_a_token_lets_its_person_act_until_it_expires(
    door: Door, book: Book, clock: FrozenClock
) -> None:
    """A token names its person, and is of no use under another number or after its time."""
    text, expires = door.issue_token("A003")
    assert door.bearer(text) == door.bearer(text, "A003") == "A003"
    with pytest.raises(NoToken, match="A001"):
        door.bearer(text, "A001")
    clock.advance(expires - clock.now())
    with pytest.raises(NoToken):
        door.bearer(text)
    stored = b"".join(each.event.data for each in book.recorder.read())
    found = tokens.parsed(text)
    assert found is not None
    assert found.secret.encode() not in stored


def test_a_token_ends_by_revocation_and_by_a_new_password(door: Door, book: Book) -> None:
    """Whoever has lost a token revokes it, or just chooses a new password."""
    first, second = door.issue_token("A003")[0], door.issue_token("A003")[0]
    name = tokens.parsed(first).name  # type: ignore[union-attr]
    book.act(RevokeToken(token=name, person="A003"), by="A003")
    with pytest.raises(NoToken):
        door.bearer(first)
    assert door.bearer(second) == "A003"
    door.set_password("A003", "A003", "another horse")
    with pytest.raises(NoToken):
        door.bearer(second)


def test_who_takes_records_out_has_just_given_the_password(
    door: Door, book: Book, clock: FrozenClock
) -> None:
    """access.proof: the password counts for a quarter of an hour, and a token for none of it."""
    with pytest.raises(ProofTooOld) as never:
        door.require_recent_proof("A003")
    assert never.value.evidence == ()
    door.prove("A003", RIGHT)
    proved = book.recorder.head()
    clock.advance(timedelta(minutes=14))
    door.require_recent_proof("A003")
    clock.advance(timedelta(minutes=1))
    door.issue_token("A003")
    with pytest.raises(ProofTooOld, match="15 minutes") as late:
        door.require_recent_proof("A003")
    assert late.value.evidence == (proved,)
    door.sign_in("A003", RIGHT)
    door.require_recent_proof("A003")


@pytest.mark.parametrize("text", ["", "x", "dutybook_1", "dutybook_a b_c", "dutybook_00_11"])
def test_what_is_no_token_is_refused_like_an_unknown_one(door: Door, text: str) -> None:
    """A mistyped token is told with the clause and what to do."""
    with pytest.raises(NoToken, match="dutybook token new"):
        door.bearer(text)


def test_every_refusal_names_its_clause_with_its_title(door: Door) -> None:
    """Also what the door says before a decision can be looked up in the rulebook."""
    with pytest.raises(Refused) as refused:
        door.sign_in("A003", "wrong")
    assert refused.value.title is not None
    assert refused.value.title.zh == "凭工号与口令登录"
    assert refused.value.evidence
