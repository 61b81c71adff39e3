"""What has fallen due of an obligation."""

from __future__ import annotations

from datetime import datetime

from ledger.kernel.event import Event
from ledger.kernel.tags import FactId, ObligationId, PersonId


class ObligationWarned(Event, type="obligation.warned", version=1):
    """The debtor of an obligation has been warned that it is due at this instant.

    ``step`` numbers the warnings of a clause from 0, and ``round`` the runs of its clock. The
    debtor is the person, or a post. ``late`` says that the program noticed it late.
    """

    obligation: ObligationId
    clause: str
    step: int
    due_at: datetime
    debtor: str | None = None
    person: PersonId | None = None
    round: int = 0
    late: bool = False


class ObligationEscalated(Event, type="obligation.escalated", version=1):
    """An obligation has been brought before a post, so long before or after it was due."""

    obligation: ObligationId
    clause: str
    step: int
    due_at: datetime
    to: str
    debtor: str | None = None
    person: PersonId | None = None
    round: int = 0
    late: bool = False


class ObligationBreached(Event, type="obligation.breached", version=1):
    """An obligation was not discharged by the instant at which it was due.

    ``breach`` is the clause of the offence that this may be.
    """

    obligation: ObligationId
    clause: str
    due_at: datetime
    debtor: str | None = None
    person: PersonId | None = None
    breach: str | None = None
    round: int = 0
    late: bool = False


class BreachOvertaken(Event, type="obligation.overtaken", version=1):
    """What was recorded later shows that there was no breach at that instant after all.

    ``fact`` is the position of the breach that no longer stands.
    """

    obligation: ObligationId
    clause: str
    due_at: datetime
    fact: FactId
    debtor: str | None = None
    person: PersonId | None = None
    breach: str | None = None
    round: int = 0
