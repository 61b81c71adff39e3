"""Tokens as text: a public part that names the token, and a secret part that proves it.

The secret has 256 bits of randomness, so that a plain SHA-256 of it is as hard to turn back as
to guess.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import NamedTuple

_MARK = "dutybook"
_NAME_BYTES = 8
_SECRET_BYTES = 32


class Token(NamedTuple):
    """A token as its holder has it."""

    name: str
    secret: str

    @property
    def text(self) -> str:
        """What the holder keeps: ``dutybook_<name>_<secret>``."""
        return f"{_MARK}_{self.name}_{self.secret}"

    @property
    def digest(self) -> str:
        """What the ledger keeps."""
        return hashlib.sha256(self.secret.encode()).hexdigest()


def minted() -> Token:
    """A new token."""
    return Token(secrets.token_hex(_NAME_BYTES), secrets.token_hex(_SECRET_BYTES))


def parsed(text: str) -> Token | None:
    """The token that a text is, or None when it is none."""
    mark, _, rest = text.strip().partition("_")
    name, _, secret = rest.partition("_")
    return Token(name, secret) if mark == _MARK and name.isalnum() and secret.isalnum() else None


def same(digest: str, token: Token) -> bool:
    """Whether a token has that digest, in a time that tells nothing about either."""
    return secrets.compare_digest(digest, token.digest)
