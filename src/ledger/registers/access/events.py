"""What happens to permits."""

from __future__ import annotations

from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import MatterId
from ledger.kernel.values import Text


class Purpose(StrEnum):
    """What a permit is for."""

    VISIT = "visit"
    OPEN_FIRE = "open-fire"
    COMPUTER = "computer"


class PermitSigned(Event, type="permit.signed", version=1):
    """Somebody has signed a permit under the post they hold (S4.2-03, S4.2-05, S4.6-04)."""

    matter: MatterId
    signer: str
    post: str


class PermitGranted(Event, type="permit.granted", version=1):
    """A permit has been granted and registered, for whom and for what."""

    matter: MatterId
    purpose: Purpose
    bearer: Text
