"""Who sets whose password."""

import msgspec
import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.sessions.events import PasswordRehashed, PasswordSet
from ledger.registers.sessions.refusals import (
    AdministratorFirst,
    NobodyToSecure,
    NotTheirPassword,
)
from ledger.registers.sessions.set_password import RenewDigest, SetPassword
from ledger.testing import given
from tests.ledger.registers.people import AGENT, CHIEF, COLLEAGUE

FIRST = PasswordSet(person="A001", digest="$argon2id$1")


def setting(setter: str, person: str) -> SetPassword:
    """One person sets a password for another, or for themselves."""
    return SetPassword(setter=setter, person=person, digest="$argon2id$2")


def test_the_first_password_is_an_administrators_own() -> None:
    """From the first password on nobody acts without one, so it has to be one who gives them."""
    given(CHIEF).when(setting("A001", "A001"), by="A001").then(
        PasswordSet(person="A001", digest="$argon2id$2"), reading=("access.password",)
    )
    given(AGENT).when(setting("A003", "A003"), by="A003").refused(AdministratorFirst)
    given(CHIEF, AGENT).when(setting("A001", "A003"), by="A001").refused(AdministratorFirst)


def test_an_administrator_gives_a_temporary_one() -> None:
    """What two people know is no password yet."""
    given(CHIEF, AGENT, FIRST).when(setting("A001", "A003"), by="A001").then(
        PasswordSet(person="A003", digest="$argon2id$2", temporary=True)
    )


def test_a_colleague_gives_none() -> None:
    """Only the person and an administrator set a password."""
    given(COLLEAGUE, AGENT, FIRST).when(setting("A004", "A003"), by="A004").refused(
        NotTheirPassword
    )


def test_nobody_sets_one_in_anothers_name() -> None:
    """The setter named in the action has to be whoever acts."""
    given(COLLEAGUE, CHIEF, FIRST).when(setting("A001", "A001"), by="A004").refused(NotEntitled)


def test_who_is_not_registered_gets_none() -> None:
    """A password belongs to somebody."""
    given(CHIEF, FIRST).when(setting("A001", "A404"), by="A001").refused(NobodyToSecure)


def test_a_clear_password_is_no_digest() -> None:
    """What is not in the form of an Argon2id digest cannot become part of the action."""
    values = {"setter": "A001", "person": "A001", "digest": "correct horse"}
    with pytest.raises(msgspec.ValidationError, match="digest"):
        msgspec.convert(values, SetPassword)


def test_a_renewed_digest_replaces_only_the_password_it_was_made_of() -> None:
    """Another password set meanwhile stays."""
    renew = RenewDigest(person="A001", digest="$argon2id$3", password=1)
    given(FIRST).when(renew, by="program:door").then(
        PasswordRehashed(person="A001", digest="$argon2id$3")
    )
    given(FIRST, FIRST).when(renew, by="program:door").nothing()
