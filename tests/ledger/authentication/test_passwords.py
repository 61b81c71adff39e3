"""Digests of passwords."""

import pytest
from argon2 import PasswordHasher

from ledger.authentication.passwords import Passwords, spelled


@pytest.fixture
def passwords() -> Passwords:
    """Passwords under cheap parameters."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_the_defaults_are_those_of_the_library() -> None:
    """Nobody here chooses parameters: they are today's of argon2-cffi, and of Argon2id."""
    made = Passwords()
    digest = made.digest("correct horse")
    assert digest.startswith("$argon2id$")
    assert not made.outdated(digest)
    assert not PasswordHasher().check_needs_rehash(digest)


def test_a_digest_fits_its_password_alone(passwords: Passwords) -> None:
    """Two digests of one password differ, and both fit it."""
    first, second = passwords.digest("correct horse"), passwords.digest("correct horse")
    assert first != second
    assert passwords.fits("correct horse", first)
    assert passwords.fits("correct horse", second)
    assert not passwords.fits("correct mule", first)


def test_nothing_fits_nobody(passwords: Passwords) -> None:
    """Without a digest, or with a broken one, every password is wrong."""
    assert not passwords.fits("", None)
    assert not passwords.fits("correct horse", "broken")


def test_other_parameters_make_a_digest_outdated(passwords: Passwords) -> None:
    """A digest tells under which parameters it was made."""
    digest = passwords.digest("correct horse")
    assert not passwords.outdated(digest)
    assert Passwords().outdated(digest)


def test_one_spelling_for_one_password() -> None:
    """Composed or decomposed, full-width or half-width: the same characters (NFKC)."""
    assert spelled("ｐａｓｓ１") == spelled("pass1")
    assert spelled("e\u0301") == spelled("é")
