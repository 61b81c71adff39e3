"""What all actions about an obligation share: its case, and whether anything new is known of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Past, Selection, about
from ledger.kernel.event import Event, by_name
from ledger.kernel.tags import ObligationId, Tag, tag
from ledger.registers.alarms.standing import alarms_of
from ledger.registers.obligations.events import (
    BreachOvertaken,
    ObligationBreached,
    ObligationEscalated,
    ObligationWarned,
)


def recorded_of(obligation: ObligationId) -> Boundary:
    """What was recorded of one obligation and of its alarms so far."""
    recorded = about(tag("obligation", obligation)).read(
        ObligationWarned, ObligationEscalated, ObligationBreached, BreachOvertaken
    )
    return recorded | alarms_of(obligation)


def news_of(case: str, types: Iterable[str]) -> Boundary:
    """The newest event of a case that can change how an obligation stands."""
    known = tuple(each for each in map(by_name, types) if each is not None)
    if not case or not known:
        return Boundary()
    return Boundary((Selection(known, (Tag(case),), True),))


def has_news(past: Past, types: Iterable[str], seen: int) -> bool:
    """Whether something has happened about the case that was not seen when this was planned."""
    named = set(types)
    return any(
        each.position > seen and type(each.event).type_name in named for each in past.peek(Event)
    )


def noticed_late(law: Law, at: datetime, noticed: datetime) -> bool:
    """Whether so much time has gone by that what fell due counts as noticed late."""
    return noticed - at > law.read("obligations.firing", "late_after", timedelta)


def cite_clause(law: Law, clause: str, started: date) -> None:
    """Record the clause in the version of the day on which the obligation started."""
    law.on(started).cite(clause)


def standing_breach(past: Past, obligation: ObligationId, round_: int) -> tuple[int, int | None]:
    """How often a run of the clock was recorded as breached, and the position if it stands."""
    case = tag("obligation", obligation)
    breached = [each for each in past.of(ObligationBreached, case) if each.event.round == round_]
    undone = {
        int(each.event.fact)
        for each in past.of(BreachOvertaken, case)
        if each.event.round == round_
    }
    standing = [each.position for each in breached if each.position not in undone]
    return len(breached), standing[-1] if standing else None
