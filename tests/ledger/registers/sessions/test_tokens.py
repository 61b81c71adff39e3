"""Tokens are issued and revoked."""

from datetime import timedelta

from ledger.kernel.action import NotEntitled
from ledger.registers.sessions.events import TokenIssued, TokenRevoked
from ledger.registers.sessions.refusals import TokenNotFound
from ledger.registers.sessions.tokens import IssueToken, RevokeToken
from ledger.testing import NOON, given
from tests.ledger.registers.people import AGENT, CHIEF, COLLEAGUE

ISSUED = TokenIssued(token="t1", person="A003", digest="d", expires_at=NOON + timedelta(days=30))


def test_a_token_is_valid_for_as_long_as_the_clause_says() -> None:
    """access.token: thirty days, from the instant of issue."""
    issue = IssueToken(token="t1", person="A003", digest="d")
    given(AGENT).when(issue, by="A003", at=NOON).then(ISSUED, reading=("access.token",))


def test_a_token_is_revoked_by_its_person_or_an_administrator() -> None:
    """Once is enough, and a colleague has no say."""
    revoke = RevokeToken(token="t1", person="A003")
    revoked = TokenRevoked(token="t1", person="A003")
    given(AGENT, ISSUED).when(revoke, by="A003").then(revoked)
    given(CHIEF, ISSUED).when(revoke, by="A001").then(revoked)
    given(AGENT, ISSUED, revoked).when(revoke, by="A003").nothing()
    given(COLLEAGUE, ISSUED).when(revoke, by="A004").refused(NotEntitled)


def test_only_a_token_of_the_person_is_revoked() -> None:
    """A token that was never issued, or is another's, is not found."""
    given(AGENT).when(RevokeToken(token="t2", person="A003"), by="A003").refused(TokenNotFound)
    own = RevokeToken(token="t1", person="A004")
    given(COLLEAGUE, ISSUED).when(own, by="A004").refused(TokenNotFound)
