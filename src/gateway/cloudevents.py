"""Events as CloudEvents 1.0, the form in which other systems take them.

Extensions used: ``sequence`` (the position, zero-padded so that it sorts as text) and
``recordedtime`` (when the ledger learnt of it). Personal fields stay sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import msgspec

from ledger.kernel.codec import Envelope
from ledger.store.recorder import Recorded

CONTENT_TYPE = "application/cloudevents+json"
_SEQUENCE_DIGITS = 20

_decode = msgspec.json.Decoder(Envelope[msgspec.Raw]).decode
_encoder = msgspec.json.Encoder()


class Data(msgspec.Struct, omit_defaults=True):
    """What the event says: its body, and who wrote it, why and under which clauses."""

    body: msgspec.Raw
    by: str
    command: str
    tags: Sequence[str]
    behalf: str | None = None
    station: str | None = None
    causes: tuple[int, ...] = ()
    clauses: tuple[Any, ...] = ()


class CloudEvent(msgspec.Struct, kw_only=True):
    """One event; ``id`` is its position, which with ``source`` names it for ever."""

    specversion: str = "1.0"
    id: str
    source: str
    type: str
    subject: str | msgspec.UnsetType = msgspec.UNSET
    time: datetime
    datacontenttype: str = "application/json"
    sequence: str
    recordedtime: datetime
    data: Data


def source_of(site: str) -> str:
    """The source of all events of a site, as a URN whatever the site is called."""
    return f"urn:dutybook:{quote(site, safe='')}"


def cloud_event(stored: Recorded, source: str) -> CloudEvent:
    """A stored event as a CloudEvent; also one of a type this program does not know.

    :raises msgspec.DecodeError: when the stored bytes are not an event.
    """
    envelope = _decode(stored.event.data)
    tags = [tag for tag in stored.event.tags if not tag.startswith("actor:")]
    return CloudEvent(
        id=str(stored.position),
        source=source,
        type=f"dutybook.{stored.event.type}.v{envelope.v}",
        subject=tags[0] if tags else msgspec.UNSET,
        time=envelope.at,
        sequence=f"{stored.position:0{_SEQUENCE_DIGITS}d}",
        recordedtime=envelope.recorded,
        data=Data(
            body=envelope.body,
            by=envelope.by,
            command=envelope.command,
            tags=tags,
            behalf=envelope.behalf,
            station=envelope.station,
            causes=envelope.causes,
            clauses=envelope.clauses,
        ),
    )


def encoded(stored: Recorded, source: str) -> bytes:
    """A stored event as one line of CloudEvents JSON, without the line's end."""
    return _encoder.encode(cloud_event(stored, source))
