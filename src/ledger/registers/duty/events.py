"""What happens on duty."""

from __future__ import annotations

from datetime import datetime

from ledger.kernel.event import Event
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


class DutyCallLogged(Event, type="duty_call.logged", version=1):
    """A call taken on duty has been logged for the leader to deal with."""

    duty: DutyId
    leader: PersonId


class DutyCallDisposed(Event, type="duty_call.disposed", version=1):
    """A call taken on duty has been dealt with."""

    duty: DutyId
