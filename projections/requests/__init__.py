"""What people have asked for, leave and swaps: who signed, how it stands, what became of it."""

from projections.requests.fold import Requests
from projections.requests.rows import (
    ASKED,
    GRANTED,
    HANDED_OVER,
    LEAVE,
    MISSED,
    OFFERED,
    REJECTED,
    RETURNED,
    SWAP,
    SWAPPED,
    WITHDRAWN,
    ClosedRow,
    RepaymentRow,
    RequestRow,
    Signature,
    StoodRow,
    signatures,
)

__all__ = [
    "ASKED",
    "GRANTED",
    "HANDED_OVER",
    "LEAVE",
    "MISSED",
    "OFFERED",
    "REJECTED",
    "RETURNED",
    "SWAP",
    "SWAPPED",
    "WITHDRAWN",
    "ClosedRow",
    "RepaymentRow",
    "RequestRow",
    "Requests",
    "Signature",
    "StoodRow",
    "signatures",
]
