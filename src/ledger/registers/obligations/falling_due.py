"""What all actions about an obligation share: what was planned, its case, and what is new of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past, Selection, about
from ledger.kernel.event import Event, by_name
from ledger.kernel.tags import ObligationId, Tag, tag
from ledger.registers.alarms.events import AlarmRaised
from ledger.registers.alarms.standing import alarms_of, raising
from ledger.registers.obligations.events import (
    BreachOvertaken,
    ObligationBreached,
    ObligationEscalated,
    ObligationWarned,
)


class FallsDue(Action):
    """Base of what is recorded when an obligation falls due; planned earlier, done at its instant.

    ``seen`` is the position up to which the case was known; when something new has happened
    since, of the ``types`` that matter, nothing is recorded and it is for the program to look
    again. ``noticed`` is when the program came to it.
    """

    obligation: ObligationId
    clause: str
    round: int
    due_at: datetime
    started: date
    noticed: datetime
    debtor: str | None
    person: str | None
    case: str
    types: tuple[str, ...]
    seen: int

    def boundary(self) -> Boundary:
        """What was recorded of the obligation, and the news of its case."""
        return recorded_of(self.obligation) | news_of(self.case, self.types)

    def overtaken(self, past: Past) -> bool:
        """Whether something has happened about the case that was not seen when it was planned."""
        return has_news(past, self.types, self.seen)

    def late(self, past: Past, law: Law) -> bool:
        """Whether so much time has gone by that it counts as noticed late."""
        return noticed_late(law, past.at, self.noticed)

    def alarm_to(self, to: str | None, past: Past) -> Iterator[Event]:
        """An alarm, because somebody must still act; none when it rings already."""
        yield from raising(
            past,
            AlarmRaised(
                obligation=self.obligation,
                clause=self.clause,
                due_at=self.due_at,
                debtor=self.debtor,
                person=self.person,
                to=to,
                round=self.round,
            ),
        )


def done_already(
    past: Past, kind: type[ObligationWarned | ObligationEscalated], step: int, round_: int
) -> bool:
    """Whether a step of a run of the clock is on record; if so, it is cited."""
    for each in past.peek(kind):
        if (each.event.step, each.event.round) == (step, round_):
            past.cite(each)
            return True
    return False


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
