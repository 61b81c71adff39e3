"""Who and what a record speaks of, under names that may stand in tags, and ids for its events.

Names, telephone numbers and customer numbers never become tags: they are turned into opaque
references by the vault. Command ids are keyed by the vault too. Were they plain digests, whoever
holds a ledger could try out numbers until the digest of the record fits.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from uuid import UUID

from ledger.vault import Vault

_INTERFACE = re.compile(r"[A-Za-z0-9_]+/[\w@.:/;~+-]+", re.ASCII)
_PLAIN_ID = re.compile(r"(?=.*\d)[A-Za-z0-9][\w@.-]{0,31}", re.ASCII)
_TELEPHONE_NUMBER = re.compile(r"\d{7}")
_AGENT_CHANNEL = "Agent/"
_NOT_A_DIGIT = re.compile(r"[^\d+]")
_NOBODY = frozenset(
    ("", "none", "unknown", "anonymous", "unavailable", "restricted", "private", "<unknown>")
)

_INSTANT_BYTES = 6
_DIGEST_BYTES = 9


class CommandIds:
    """Makes the command ids of the events that records of one importer tell of.

    An id depends on the importer, the record's content, how often the same record came before in
    its source, and the event's place among those the record tells of. It begins with the record's
    instant, as every command id does, so that a store finds the ids of one time in one place.
    """

    def __init__(self, vault: Vault, importer: str) -> None:
        """Take the secret of a vault.

        :raises VaultMissing: without a key store.
        """
        key = vault.pseudonym("secret", "import-command-ids").encode()
        self._keyed = blake2b(importer.encode() + b"\n", digest_size=_DIGEST_BYTES, key=key)

    def of(self, raw: bytes, at: int, occurrence: int = 1) -> bytes:
        """The first 15 bytes of the ids of a record's events; its instant is in milliseconds."""
        digest = self._keyed.copy()
        digest.update(raw)
        if occurrence > 1:
            digest.update(b"\n%d" % occurrence)
        return at.to_bytes(_INSTANT_BYTES, "big") + digest.digest()


def command(record: bytes, step: int) -> UUID:
    """The command id of one event of a record."""
    return UUID(bytes=record + bytes((step,)))


class People:
    """Turns what a source calls agents and callers into what may stand in a tag."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def agent(self, name: str) -> str | None:
        """The employee number or interface of an agent, None for nobody.

        ``Agent/1240`` is employee ``1240``. Interfaces (``SIP/8007``) and numbers of staff are
        kept. What looks like a person's name or telephone number becomes an opaque reference.
        """
        name = name.strip()
        if name in ("", "NONE"):
            return None
        number = name.removeprefix(_AGENT_CHANNEL)
        if number != name and _PLAIN_ID.fullmatch(number):
            return number
        known = _INTERFACE.fullmatch(name) or _PLAIN_ID.fullmatch(name)
        if known and len(name) <= _LONGEST and not looks_like_telephone(name):
            return name
        return self._vault.pseudonym("agent", name)

    def caller(self, number: str) -> str | None:
        """The opaque reference of a caller's number, None when the number was withheld.

        Spaces, dashes and brackets make no difference.
        """
        number = number.strip()
        if number.casefold() in _NOBODY:
            return None
        spelled = _NOT_A_DIGIT.sub("", number)
        return self._vault.pseudonym("number", spelled or number.casefold())


_LONGEST = 64


def looks_like_telephone(text: str) -> bool:
    """Whether a text holds seven digits or more in a row, as the number of a person does."""
    return _TELEPHONE_NUMBER.search(text) is not None
