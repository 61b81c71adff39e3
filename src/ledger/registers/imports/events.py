"""What an import leaves behind besides the facts it brought."""

from __future__ import annotations

from typing import Annotated

from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import SourceId


class RecordNoted(Event, type="import.noted", version=1):
    """A record of a source had no place in the registers, and is kept as it stood."""

    source: SourceId
    line: int
    kind: str
    text: Annotated[str, Personal(of="source", purpose="import")]
    """The record itself; what it holds is unknown, so it is sealed as personal data is."""


class ImportFinished(Event, type="import.finished", version=1):
    """A source has been read to its end: how many records it held, and how many were left out."""

    source: SourceId
    importer: str
    records: int
    imported: int
    ignored: int
    noted: int
    left_out: int
