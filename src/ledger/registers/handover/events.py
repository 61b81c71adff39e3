"""What happens at a handover."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId, MatterId, PersonId, SeatId
from ledger.kernel.values import Text


class Topic(StrEnum):
    """What an item of the handover log is about."""

    EQUIPMENT = "equipment"
    DIFFICULT = "difficult"
    SWAP = "swap"
    BUSINESS_CHANGE = "business-change"
    INSTRUCTION = "instruction"
    COMPLAINT = "complaint"
    PENDING = "pending"
    CUSTOMER_DOUBT = "customer-doubt"
    SECURITY = "security"


class HandoverOpened(Event, type="handover.opened", version=1):
    """A handover from one person to the next has been opened, perhaps of a certain seat."""

    handover: HandoverId
    outgoing: PersonId
    incoming: PersonId
    seat: SeatId | None = None


class HandoverItemNoted(Event, type="handover.item_noted", version=1):
    """Something that the next shift must know has been noted."""

    handover: HandoverId
    category: Topic
    text: Text


class HandoverAccepted(Event, type="handover.accepted", version=1):
    """The incoming person has accepted the handover."""

    handover: HandoverId
    incoming: PersonId


class SeatLeft(Event, type="seat.left", version=1):
    """The outgoing person has left the seat."""

    handover: HandoverId
    person: PersonId


class DeparturePlanned(Event, type="departure.planned", version=1):
    """Somebody is going to leave the company."""

    matter: MatterId
    person: PersonId
    leaves_on: date


class DepartureHandedOver(Event, type="departure.handed_over", version=1):
    """Whoever is leaving has handed over work, material and information (S1.16-05)."""

    matter: MatterId
    receiver: str


class PersonDeparted(Event, type="person.departed", version=1):
    """Somebody has left the company."""

    matter: MatterId
    person: PersonId
