"""Tokens are issued and revoked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, TokenId
from ledger.kernel.words import Words
from ledger.registers.sessions.events import TokenIssued, TokenRevoked
from ledger.registers.sessions.refusals import TokenNotFound


class IssueToken(
    Action, by=(Role.PROGRAM,), own="person", words=Words("发放令牌", "Issue a token")
):
    """Issue a token to whoever has just proved to be the person; its digest alone is kept."""

    token: TokenId
    person: PersonId
    digest: str

    def boundary(self) -> Boundary:
        """Whether it was issued before."""
        return about(tags.tag("token", self.token)).last(TokenIssued)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Issues it for as long as the clause says; says nothing when that has been done."""
        valid = law.read("access.token", "valid", timedelta)
        if past.last(TokenIssued) is None:
            yield TokenIssued(
                token=self.token,
                person=self.person,
                digest=self.digest,
                expires_at=past.at + valid,
            )


class RevokeToken(
    Action, by=(Role.ADMINISTRATOR,), own="person", words=Words("作废令牌", "Revoke a token")
):
    """Let nobody act by a token any more; a person revokes their own, an administrator any."""

    token: TokenId
    person: PersonId

    def boundary(self) -> Boundary:
        """Whether it was issued, and revoked."""
        return about(tags.tag("token", self.token)).last(TokenIssued, TokenRevoked)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Revokes a token of the person; says nothing when it is revoked already."""
        law.cite("access.token")
        known = past.last(TokenIssued, TokenRevoked)
        owner = getattr(known.event, "person", None) if known is not None else None
        if known is None or owner != self.person:
            raise TokenNotFound(person=self.person, token=self.token)
        if isinstance(known.event, TokenIssued):
            yield TokenRevoked(token=self.token, person=self.person)
