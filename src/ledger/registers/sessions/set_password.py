"""A person gets a password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past, anywhere
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.org.standing import roles_of, standing
from ledger.registers.sessions.events import PasswordDigest, PasswordRehashed, PasswordSet
from ledger.registers.sessions.refusals import (
    AdministratorFirst,
    NobodyToSecure,
    NotTheirPassword,
)
from ledger.registers.sessions.state import passwords

Digest = Annotated[PasswordDigest, msgspec.Meta(pattern=r"^\$argon2id\$")]
"""A digest in the encoded form of Argon2id, so that no clear password can stand in its place."""


class SetPassword(
    Action, by=(Role.PROGRAM,), own="setter", words=Words("设定口令", "Set a password")
):
    """Give a person a password by its digest: their own, or a temporary one by an administrator.

    From the first password of a book on, nobody acts without proving who they are.
    """

    setter: PersonId
    person: PersonId
    digest: Digest

    def boundary(self) -> Boundary:
        """The standing of both, and whether anybody has a password."""
        return standing(self.setter) | standing(self.person) | anywhere().last(PasswordSet)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Sets it for a registered person; the first of a book is an administrator's own."""
        law.cite("access.password")
        administrates = Role.ADMINISTRATOR in roles_of(past, self.setter)
        own = self.setter == self.person
        if not own and not administrates:
            raise NotTheirPassword()
        if not roles_of(past, self.person):
            raise NobodyToSecure(person=self.person)
        if past.last(PasswordSet) is None and not (own and administrates):
            raise AdministratorFirst()
        yield PasswordSet(person=self.person, digest=self.digest, temporary=not own)


class RenewDigest(Action, by=(Role.PROGRAM,), words=Words("更新口令摘要", "Renew a digest")):
    """Replace the digest of a password that was just proved by one under today's parameters."""

    person: PersonId
    digest: Digest
    password: int

    def boundary(self) -> Boundary:
        """The password that the person has."""
        return passwords(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Renews it; says nothing when another password has been set since it was proved."""
        law.cite("access.password")
        known = past.last(PasswordSet, PasswordRehashed)
        if known is not None and known.position == self.password:
            assert isinstance(known.event, PasswordSet | PasswordRehashed)
            yield PasswordRehashed(
                person=self.person, digest=self.digest, temporary=known.event.temporary
            )
