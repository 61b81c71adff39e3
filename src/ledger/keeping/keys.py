"""The keys of a ledger as they are stored, wrapped, to be taken along with it.

No key is ever unwrapped on the way, so that a ledger can be copied without the wrapping key.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

from ledger.keeping.faults import OtherKeys


class Heading(NamedTuple):
    """What makes a key store this one and no other."""

    created_at: int
    wrapping_key: str
    pseudonym_key: bytes


class KeyRow(NamedTuple):
    """The key of a data subject for a purpose, wrapped; None once it has been destroyed."""

    subject: str
    purpose: str
    format: int
    wrapping_key: str
    wrapped: bytes | None
    created_at: int
    destroyed_at: int | None


class Keys(NamedTuple):
    """All keys of a ledger at one moment; the rows can be gone through once."""

    heading: Heading
    rows: Iterator[KeyRow]


class KeyShelf(ABC):
    """Where the keys of one ledger are kept."""

    shown: str

    @abstractmethod
    def read(self) -> AbstractContextManager[Keys | None]:
        """The keys at one moment, for the length of a block; None where there is no key store.

        Raises VaultError or StoreError.
        """

    @abstractmethod
    def put(self, keys: Keys, source: str) -> int:
        """Add keys that are not there yet, all or none of them, durably; how many were given.

        A key that the source has destroyed is destroyed here, too, and one destroyed here stays
        so. Raises OtherKeys when what is here belongs to another ledger than `source`, or else
        VaultError or StoreError.
        """

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a key store."""


def copy_keys(source: KeyShelf, target: KeyShelf) -> int | None:
    """Take the keys along; how many there are, or None where the source has no key store.

    Raises OtherKeys when the target has another ledger's, or else VaultError or StoreError.
    """
    with source.read() as keys:
        if keys is not None:
            return target.put(keys, source.shown)
    if target.exists():
        raise OtherKeys(target.shown, source.shown)
    return None


def must_destroy(ours: KeyRow, there: bytes | None, target: str, source: str) -> bool:
    """Whether a key that is there already must be destroyed, as it has been at the source.

    Raises OtherKeys when it is another key.
    """
    if there is None:
        return False
    if ours.wrapped is None:
        return True
    if ours.wrapped != there:
        raise OtherKeys(target, source)
    return False
