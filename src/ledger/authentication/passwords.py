"""Digests of passwords: Argon2id (RFC 9106) under the defaults of argon2-cffi.

A password is compared one at a time in a process, because each comparison fills tens of
megabytes of memory; whoever guesses passwords then cannot take memory and processors from those
who work.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_ONE_AT_A_TIME: Final = threading.Lock()


def spelled(password: str) -> str:
    """A password in one spelling, however the keyboard or input method composed it (NFKC)."""
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Makes and compares digests. Safe to share between threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """Use the parameters of a hasher; without one, today's defaults of the library."""
        self._given = hasher

    @cached_property
    def _hasher(self) -> PasswordHasher:
        if self._given is not None:
            return self._given
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _of_nobody(self) -> str:
        """A digest that no password fits, under the same parameters as everybody's."""
        return self._hasher.hash(secrets.token_urlsafe())

    def digest(self, password: str) -> str:
        """The digest to keep of a new password, with a salt of its own."""
        with _ONE_AT_A_TIME:
            return self._hasher.hash(spelled(password))

    def fits(self, password: str, digest: str | None) -> bool:
        """Whether a password is the one that a digest was made of.

        Without a digest the answer is no, after just as much work, so that the time it takes
        tells nobody whether a person exists.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        with _ONE_AT_A_TIME:
            # Made for everybody's first comparison, or an unknown number would take longer then.
            compared = self._of_nobody
            if digest is not None:
                compared = digest
            try:
                self._hasher.verify(compared, spelled(password))
            except (VerificationError, InvalidHashError):
                return False
        return digest is not None

    def outdated(self, digest: str) -> bool:
        """Whether a digest was made under other parameters than today's."""
        return self._hasher.check_needs_rehash(digest)
