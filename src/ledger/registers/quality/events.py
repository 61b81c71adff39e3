"""What the quality desk and the leaders observe."""

from __future__ import annotations

from ledger.kernel.event import Event
from ledger.kernel.tags import PersonDay, PersonId, PersonMonth
from ledger.kernel.values import Amount, Text


class MonitoringRecorded(Event, type="monitoring.recorded", version=1):
    """An inspector has monitored a person's work and given it a score."""

    person: PersonId
    month: PersonMonth
    inspector: str
    score: Amount


class ConductObserved(Event, type="conduct.observed", version=1):
    """An observer has found one item of a person's conduct to be in order or wanting."""

    person: PersonId
    day: PersonDay
    code: Text
    ok: bool
    observer: str
