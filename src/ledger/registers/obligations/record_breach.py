"""An obligation was not discharged in time."""

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
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.obligations.falling_due import (
    cite_clause,
    has_news,
    news_of,
    noticed_late,
    recorded_of,
    standing_breach,
)


class RecordBreach(Action, by=(Role.PROGRAM,), words=Words("登记违约", "Record a breach")):
    """Record that an obligation was not discharged by its due instant, once.

    ``times`` is how often that was recorded before and overtaken by what became known later.
    With ``alarm`` somebody must still act, and an alarm is raised.
    """

    obligation: ObligationId
    clause: str
    round: int
    due_at: datetime
    started: date
    noticed: datetime
    times: int = 0
    debtor: str | None = None
    person: str | None = None
    breach: str | None = None
    alarm: bool = False
    case: str = ""
    types: tuple[str, ...] = ()
    seen: int = 0

    def boundary(self) -> Boundary:
        """What was recorded of the obligation, and the news of its case."""
        return recorded_of(self.obligation) | news_of(self.case, self.types)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records it once; says nothing when it stands already or something new has happened."""
        cite_clause(law, self.clause, self.started)
        times, standing = standing_breach(past, self.obligation, self.round)
        if standing is not None or times != self.times:
            return
        if has_news(past, self.types, self.seen):
            return
        yield ObligationBreached(
            obligation=self.obligation,
            clause=self.clause,
            round=self.round,
            due_at=self.due_at,
            debtor=self.debtor,
            person=self.person,
            breach=self.breach,
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
                    round=self.round,
                ),
            )
