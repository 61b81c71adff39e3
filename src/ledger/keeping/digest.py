"""The digest of a ledger: one number for every event, its place and all that is kept with it.

SHA-256 over the events in order. Of each, these fields, every one preceded by its length in bytes
as decimal digits and a colon, and followed by a comma (a netstring): position, type, occurred at,
recorded at, number of tags, the tags in order, number of command ids (0 or 1), the command id,
data. Numbers are decimal digits, texts UTF-8, instants microseconds since the Unix epoch. It does
not depend on the kind of store.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from ledger.store.recorder import Recorded


class Digest:
    """A digest that events are added to, in order of position."""

    def __init__(self) -> None:
        self._hash = sha256()
        self.events = 0

    def add(self, found: Recorded) -> None:
        """Take in one more event."""
        event, command = found.event, found.command
        fields = [
            b"%d" % found.position,
            event.type.encode(),
            b"%d" % found.occurred_at,
            b"%d" % found.recorded_at,
            b"%d" % len(event.tags),
            *(tag.encode() for tag in event.tags),
            b"0" if command is None else b"1",
            *(() if command is None else (command,)),
            event.data,
        ]
        self._hash.update(b"".join([b"%d:%b," % (len(field), field) for field in fields]))
        self.events += 1

    def hexdigest(self) -> str:
        """The digest of what was taken in so far, in hexadecimal digits."""
        return self._hash.hexdigest()


def digest_of(events: Iterable[Recorded]) -> Digest:
    """The digest of events."""
    digest = Digest()
    for found in events:
        digest.add(found)
    return digest
