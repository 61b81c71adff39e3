"""The rows of requests. Instants are whole microseconds since the epoch."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from ledger.kernel.projection import Micros, Row

LEAVE, SWAP = "leave", "swap"
"""What is asked for."""

OFFERED, ASKED, GRANTED, SWAPPED = "offered", "asked", "granted", "swapped"
"""How a request stands while it goes on: a leave lasts until the return, a swap until it was
handed over. A shift may be offered before anybody takes it."""

REJECTED, WITHDRAWN, RETURNED, MISSED, HANDED_OVER = (
    "rejected",
    "withdrawn",
    "returned",
    "missed",
    "handed_over",
)
"""How it ends."""


class Signature(NamedTuple):
    """Who signed, under which post or for which side of a swap, and where that stands."""

    signer: str
    post: str | None
    side: str | None
    at: Micros
    position: int


class StoodRow(Row):
    """What is known of a request, whether it goes on or is closed.

    ``person`` is who goes on leave, or gives a shift; ``other`` who takes it. ``given`` and
    ``taken`` name shifts. ``starts`` and ``ends`` are those of the leave, or of the shift given
    where it stands on the roster. ``signed`` holds the signatures as JSON, ``handed`` who signed
    the handover of a swap, comma-separated. ``asked`` and ``decided`` are positions, ``position``
    is that of the newest event. ``repays`` is an earlier swap that this one makes good.
    """

    kind: str
    request: str
    person: str
    asked_at: Micros
    asked: int
    position: int
    state: str = ASKED
    other: str | None = None
    asker: str | None = None
    category: str | None = None
    days: float | None = None
    night: bool = False
    holiday: bool = False
    unforeseen: bool = False
    starts: Micros | None = None
    ends: Micros | None = None
    given: str | None = None
    taken: str | None = None
    repays: str | None = None
    signed: str = "[]"
    handed: str = ""
    reason: str | None = None
    """Why it was asked for, and once it is rejected or withdrawn why that is."""
    ender: str | None = None
    """Who rejected or withdrew it."""
    decided_at: Micros | None = None
    decided: int | None = None
    back_at: Micros | None = None
    """When the person was back from a leave."""


class RequestRow(StoodRow, key=("kind", "request")):
    """A request that goes on."""


class ClosedRow(StoodRow, key=("closed_at", "kind", "request"), dated=True):
    """A request that nothing more will come of."""

    closed_at: Micros = 0


class RepaymentRow(Row, key=("swap",)):
    """A swap that another one has made good."""

    swap: str
    by: str
    at: Micros


def signatures(row: StoodRow) -> list[Signature]:
    """Who has signed a request, in their order."""
    return msgspec.json.decode(row.signed, type=list[Signature])


def with_signature(row: StoodRow, signature: Signature) -> str:
    """The signatures of a row with one more."""
    return msgspec.json.encode([*signatures(row), signature]).decode()
