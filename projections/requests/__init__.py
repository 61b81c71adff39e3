"""What people have asked for, leave and swaps: who signed, how it stands, what became of it."""

from projections.requests.fold import Requests
from projections.requests.rows import (
    ASKED,
    GRANTED,
    LEAVE,
    MISSED,
    REJECTED,
    RETURNED,
    SWAP,
    SWAPPED,
    WITHDRAWN,
    ClosedRow,
    RequestRow,
    Signature,
    StoodRow,
    signatures,
)

__all__ = [
    "ASKED",
    "GRANTED",
    "LEAVE",
    "MISSED",
    "REJECTED",
    "RETURNED",
    "SWAP",
    "SWAPPED",
    "WITHDRAWN",
    "ClosedRow",
    "RequestRow",
    "Requests",
    "Signature",
    "StoodRow",
    "signatures",
]
