"""What happens to alarms. One stands at a time for each obligation."""

from __future__ import annotations

from datetime import datetime

from ledger.kernel.event import Event
from ledger.kernel.tags import FactId, ObligationId, PersonId
from ledger.kernel.values import Text


class AlarmRaised(Event, type="alarm.raised", version=1):
    """Somebody must act, because an obligation was not discharged in time or went up a level.

    ``to`` is the post that the matter went up to; without one it was breached. ``round`` is the
    run of the obligation's clock.
    """

    obligation: ObligationId
    clause: str
    due_at: datetime
    debtor: str | None = None
    person: PersonId | None = None
    to: str | None = None
    round: int = 0


class AlarmAcknowledged(Event, type="alarm.acknowledged", version=1):
    """A leader has taken note of the alarm that was raised at the position ``fact``."""

    obligation: ObligationId
    fact: FactId


class AlarmShelved(Event, type="alarm.shelved", version=1):
    """A leader has put an alarm aside until an instant, for a stated reason."""

    obligation: ObligationId
    fact: FactId
    until: datetime
    reason: Text


class AlarmCleared(Event, type="alarm.cleared", version=1):
    """Nobody need act on the alarm any more: the obligation is discharged, or was not breached."""

    obligation: ObligationId
    fact: FactId
