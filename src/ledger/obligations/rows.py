"""The rows that obligations are kept in; instants and spans are in microseconds."""

from __future__ import annotations

from ledger.kernel.projection import Micros, Row

OPEN = "open"
PAUSED = "paused"
DISCHARGED = "discharged"
DISCHARGED_LATE = "discharged-late"
BREACHED = "breached"
WITHDRAWN = "withdrawn"


class ObligationRow(Row, key=("id",)):
    """One thing that must be done, as far as what has happened says.

    ``version`` is the day that the clause's version is in force from, ``edition`` the rulebook
    it stands in: those of the day on which the obligation started. ``about`` is the identifier of
    its case, and ``case`` the tag of it, empty when the law names no identifier; ``each`` is the
    person whose own it is, where everybody has one of their own. The debtor is a person, or a
    post if ``to_post``. ``due_at`` is unknown while the clock stands still, and ``left`` is then
    what will be left of the time when it goes on. From ``warn_at`` on it is at risk.
    ``concluded_at`` is when it was discharged or withdrawn, or its period was over; the three
    sums of time are known from then on.
    """

    id: str
    clause: str
    kind: str
    version: str
    edition: str
    started_by: int
    started_at: Micros
    about: str
    case: str
    each: str | None
    first_debtor: str | None
    debtor: str | None
    to_post: bool
    creditor: str | None
    state: str
    due_at: Micros | None
    fixed_due: Micros | None = None
    warn_at: Micros | None = None
    left: Micros | None = None
    round: int = 0
    warned: int = 0
    escalated: int = 0
    breached_at: Micros | None = None
    breached_by: int | None = None
    overtaken: bool = False
    paused_since: Micros | None = None
    cause_zh: str | None = None
    cause_en: str | None = None
    discharged_by: int | None = None
    discharged_at: Micros | None = None
    concluded_at: Micros | None = None
    lapsed_at: Micros | None = None
    running: Micros | None = None
    paused: Micros | None = None
    outside: Micros | None = None


class FactRow(Row, key=("obligation", "position", "role")):
    """What an event means for an obligation: it ends, withdraws, pauses, resumes, restarts it or
    hands it over."""

    obligation: str
    position: int
    role: str
    at: Micros
    pause: int = 0
    debtor: str | None = None
    due: Micros | None = None


class FiredRow(Row, key=("obligation", "kind", "step", "round")):
    """A warning, an escalation or a breach that was recorded.

    ``at`` is the instant it was for. A breach that later turned out to be none is ``overtaken``;
    ``times`` counts how often it was recorded.
    """

    obligation: str
    kind: str
    step: int
    round: int
    at: Micros
    position: int
    late: bool
    overtaken: bool = False
    times: int = 1


class IntervalRow(Row, key=("obligation", "starts")):
    """A stretch of a concluded obligation's time under one debtor, running or paused.

    ``running`` and ``outside`` (out of hours) together are its whole length unless it is paused.
    """

    obligation: str
    starts: Micros
    ends: Micros
    debtor: str | None
    paused: bool
    cause_zh: str | None
    cause_en: str | None
    running: Micros
    outside: Micros


class PersonRow(Row, key=("person",)):
    """Who holds which roles and which post now."""

    person: str
    roles: str
    post: str | None = None


class EditionRow(Row, key=("position",)):
    """A rulebook as it was adopted, its texts as JSON."""

    position: int
    adopted_at: Micros
    effective: str
    texts: str


class CursorRow(Row, key=("clause",)):
    """How far the occurrences of a cadence have become obligations."""

    clause: str
    at: Micros
