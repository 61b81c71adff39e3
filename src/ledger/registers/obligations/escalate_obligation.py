"""An obligation is brought before a post."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Law, Role
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.obligations.events import ObligationEscalated
from ledger.registers.obligations.falling_due import (
    FallsDue,
    cite_clause,
    done_already,
)


class EscalateObligation(
    FallsDue, by=(Role.PROGRAM,), words=Words("逐级上报", "Escalate an obligation")
):
    """Record that an obligation goes to a post, once for each level of the clause.

    A level that was missed is recorded all the same, and marked late. With ``alarm`` somebody
    must still act, and an alarm is raised.
    """

    step: int
    to: str
    alarm: bool = False

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Escalates once; says nothing when it has been done or something new has happened."""
        cite_clause(law, self.clause, self.started)
        if done_already(past, ObligationEscalated, self.step, self.round) or self.overtaken(past):
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
            late=self.late(past, law),
        )
        if self.alarm:
            yield from self.alarm_to(self.to, past)
