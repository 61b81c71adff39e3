"""The debtor of an obligation is warned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ObligationId
from ledger.kernel.words import Words
from ledger.registers.obligations.events import ObligationWarned
from ledger.registers.obligations.falling_due import (
    cite_clause,
    has_news,
    news_of,
    noticed_late,
    recorded_of,
)


class WarnDebtor(Action, by=(Role.PROGRAM,), words=Words("提醒责任人", "Warn the debtor")):
    """Record that the debtor is warned, once for each warning of the clause.

    ``seen`` is the position up to which the case was known; when something new has happened
    since, of the ``types`` that matter, nothing is recorded and it is for the program to look
    again.
    """

    obligation: ObligationId
    clause: str
    step: int
    round: int
    due_at: datetime
    started: date
    noticed: datetime
    debtor: str | None = None
    person: str | None = None
    case: str = ""
    types: tuple[str, ...] = ()
    seen: int = 0

    def boundary(self) -> Boundary:
        """What was recorded of the obligation, and the news of its case."""
        return recorded_of(self.obligation) | news_of(self.case, self.types)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Warns once; says nothing when it has been done or something new has happened."""
        cite_clause(law, self.clause, self.started)
        for each in past.peek(ObligationWarned):
            if (each.event.step, each.event.round) == (self.step, self.round):
                past.cite(each)
                return
        if has_news(past, self.types, self.seen):
            return
        yield ObligationWarned(
            obligation=self.obligation,
            clause=self.clause,
            step=self.step,
            round=self.round,
            due_at=self.due_at,
            debtor=self.debtor,
            person=self.person,
            late=noticed_late(law, past.at, self.noticed),
        )
