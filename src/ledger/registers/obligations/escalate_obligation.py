"""An obligation is brought before a post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ObligationId
from ledger.kernel.words import Words
from ledger.registers.alarms.events import AlarmRaised
from ledger.registers.alarms.standing import raising
from ledger.registers.obligations.events import ObligationEscalated
from ledger.registers.obligations.falling_due import (
    cite_clause,
    has_news,
    news_of,
    noticed_late,
    recorded_of,
)


class EscalateObligation(
    Action, by=(Role.PROGRAM,), words=Words("逐级上报", "Escalate an obligation")
):
    """Record that an obligation goes to a post, once for each level of the clause.

    A level that was missed is recorded all the same, and marked late. With ``alarm`` somebody
    must still act, and an alarm is raised.
    """

    obligation: ObligationId
    clause: str
    step: int
    round: int
    due_at: datetime
    to: str
    started: date
    noticed: datetime
    debtor: str | None = None
    person: str | None = None
    alarm: bool = False
    case: str = ""
    types: tuple[str, ...] = ()
    seen: int = 0

    def boundary(self) -> Boundary:
        """What was recorded of the obligation, and the news of its case."""
        return recorded_of(self.obligation) | news_of(self.case, self.types)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Escalates once; says nothing when it has been done or something new has happened."""
        cite_clause(law, self.clause, self.started)
        for each in past.peek(ObligationEscalated):
            if (each.event.step, each.event.round) == (self.step, self.round):
                past.cite(each)
                return
        if has_news(past, self.types, self.seen):
            return
        yield ObligationEscalated(
            obligation=self.obligation,
            clause=self.clause,
            step=self.step,
            round=self.round,
            due_at=self.due_at,
            to=self.to,
            debtor=self.debtor,
            person=self.person,
            late=noticed_late(law, past.at, self.noticed),
        )
        if self.alarm:
            yield from raising(
                past,
                AlarmRaised(
                    obligation=self.obligation,
                    clause=self.clause,
                    due_at=self.due_at,
                    debtor=self.debtor,
                    person=self.person,
                    to=self.to,
                    round=self.round,
                ),
            )
