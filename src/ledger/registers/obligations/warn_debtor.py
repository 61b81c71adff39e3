"""The debtor of an obligation is warned."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Law, Role
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.obligations.events import ObligationWarned
from ledger.registers.obligations.falling_due import (
    FallsDue,
    cite_clause,
    done_already,
)


class WarnDebtor(FallsDue, by=(Role.PROGRAM,), words=Words("提醒责任人", "Warn the debtor")):
    """Record that the debtor is warned, once for each warning of the clause."""

    step: int

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Warns once; says nothing when it has been done or something new has happened."""
        cite_clause(law, self.clause, self.started)
        if done_already(past, ObligationWarned, self.step, self.round) or self.overtaken(past):
            return
        yield ObligationWarned(
            obligation=self.obligation,
            clause=self.clause,
            step=self.step,
            round=self.round,
            due_at=self.due_at,
            debtor=self.debtor,
            person=self.person,
            late=self.late(past, law),
        )
