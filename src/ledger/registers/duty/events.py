"""What happens on duty."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import DutyId, PersonId
from ledger.kernel.values import Text


class DutyAssigned(Event, type="duty.assigned", version=1):
    """A group has been assigned a turn of duty under a leader, from one instant to another."""

    duty: DutyId
    group: Text
    members: tuple[str, ...]
    leader: PersonId
    starts_at: datetime
    ends_at: datetime


class DutyArrived(Event, type="duty.arrived", version=1):
    """A member of the group has arrived, as the duty record has it (S2.5-12)."""

    duty: DutyId
    person: PersonId


class DutyStarted(Event, type="duty.started", version=1):
    """A group has begun its turn of duty under a leader, until an instant."""

    duty: DutyId
    group: Text
    members: tuple[str, ...]
    leader: PersonId
    ends_at: datetime


class DutyFoundUnmanned(Event, type="duty.found_unmanned", version=1):
    """An inspector has found nobody of the group on duty."""

    duty: DutyId
    members: tuple[str, ...]
    inspector: str


class PenaltyPublished(Event, type="penalty.published", version=1):
    """The penalty for an unmanned duty has been published."""

    duty: DutyId


class KeyIssued(Event, type="key.issued", version=1):
    """A key has been issued to a person until an instant."""

    duty: DutyId
    person: PersonId
    due_at: datetime


class KeyReturned(Event, type="key.returned", version=1):
    """A key has been returned."""

    duty: DutyId


class NoticePhoned(Event, type="notice.phoned", version=1):
    """A notice has come by telephone, urgent or not."""

    duty: DutyId
    person: PersonId
    urgent: bool = False


class NoticeRelayed(Event, type="notice.relayed", version=1):
    """A telephoned notice has been passed on to those it concerns."""

    duty: DutyId


class UrgentDocumentReceived(Event, type="urgent_document.received", version=1):
    """An urgent document has been received, to be delivered by an instant."""

    duty: DutyId
    person: PersonId
    due_at: datetime


class UrgentDocumentDelivered(Event, type="urgent_document.delivered", version=1):
    """An urgent document has been delivered."""

    duty: DutyId


class Logged(StrEnum):
    """What an entry of the duty log is about (S2.5-06 to S2.5-12)."""

    CALL = "duty-call"
    VISIT = "duty-visit"
    EVENT = "duty-event"
    NOTICE = "duty-notice"
    LETTER = "duty-letter"
    ARRIVAL = "duty-arrival"


class DutyLogEntered(Event, type="duty_log.entered", version=1):
    """Something has been entered in the duty log: who came or called, about what (S2.5-07).

    A notice of a meeting says the place, when it starts and who takes part (S2.5-09). Name and
    telephone of a caller or visitor are sealed under the entry's own number.
    """

    duty: DutyId
    category: Logged
    content: Text
    unit: Text | None = None
    name: Annotated[str, Personal(of="duty", purpose="duty-log")] | None = None
    phone: Annotated[str, Personal(of="duty", purpose="duty-log")] | None = None
    place: Text | None = None
    starts_at: datetime | None = None
    participants: tuple[str, ...] = ()
    urgent: bool = False


class DutyCallLogged(Event, type="duty_call.logged", version=1):
    """A call taken on duty has been logged for the leader to deal with."""

    duty: DutyId
    leader: PersonId


class DutyCallDisposed(Event, type="duty_call.disposed", version=1):
    """A call taken on duty has been dealt with."""

    duty: DutyId
