"""What happens at a handover."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId, MatterId, PersonId, SeatId
from ledger.kernel.values import Count, Text

ItemNumber = Annotated[int, msgspec.Meta(ge=1)]
"""Which item of a handover, counted from 1 in the order in which they were handed over."""


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


class Matter(StrEnum):
    """What is handed over, the gravest first: what is open, and what the next shift must know."""

    ALARM = "standing-alarm"
    CALL = "open-call"
    TICKET = "open-ticket"
    FAULT = "open-fault"
    OBLIGATION = "running-obligation"
    FILE = "borrowed-file"
    KEY = "key-out"
    DUTY = "duty-matter"
    SWAP = "swapped-shift"
    LEAVE = "leave-taken"
    ABSENCE = "absent-person"
    INSTRUCTION = "new-instruction"
    BULLETIN = "new-bulletin"
    REST = "all-others"


class HandedItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a handover as it stood when it was handed over, in both languages.

    ``reference`` identifies the matter (``ticket:T-8812``, ``obligation:desk.dispatch#18``), and
    ``position`` is the event it rests on. ``person`` is whom it concerns, a debtor or a borrower.
    """

    matter: Matter
    zh: Text
    en: Text
    reference: Text
    position: Count = 0
    person: str | None = None
    due_at: datetime | None = None


class HandoverOpened(Event, type="handover.opened", version=1):
    """A handover from one person to the next has been opened, perhaps of a certain seat.

    ``items`` are what was handed over, as composed from the first ``upto`` events of the ledger;
    the incoming person has to accept it by ``due_at``.
    """

    handover: HandoverId
    outgoing: PersonId
    incoming: PersonId
    seat: SeatId | None = None
    items: tuple[HandedItem, ...] = ()
    upto: Count = 0
    due_at: datetime | None = None


class HandoverItemAccepted(Event, type="handover.item_accepted", version=1):
    """The incoming person has accepted one item of a handover, and answers for it from now on."""

    handover: HandoverId
    item: ItemNumber
    incoming: PersonId


class HandoverItemRefused(Event, type="handover.item_refused", version=1):
    """The incoming person has refused one item of a handover for a stated reason."""

    handover: HandoverId
    item: ItemNumber
    incoming: PersonId
    reason: Text


class HandoverItemNoted(Event, type="handover.item_noted", version=1):
    """Something that the next shift must know has been noted."""

    handover: HandoverId
    category: Topic
    text: Text


class HandoverAccepted(Event, type="handover.accepted", version=1):
    """The incoming person has accepted the handover."""

    handover: HandoverId
    incoming: PersonId


class HandoverAcceptedLate(Event, type="handover.accepted_late", version=1):
    """A handover was accepted so many whole minutes after the shift had changed."""

    handover: HandoverId
    incoming: PersonId
    due_at: datetime
    minutes: Count


class HandoverSigned(Event, type="handover.signed", version=1):
    """The outgoing person has signed a handover after it was accepted."""

    handover: HandoverId
    outgoing: PersonId


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
