"""A breach is overtaken by what became known later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FactId, ObligationId
from ledger.kernel.words import Words
from ledger.registers.alarms.standing import clearing
from ledger.registers.discipline.dismissing import proposed_because_of, without_ground
from ledger.registers.obligations.events import BreachOvertaken
from ledger.registers.obligations.falling_due import (
    cite_clause,
    recorded_of,
    standing_breach,
)


class WithdrawBreach(Action, by=(Role.PROGRAM,), words=Words("撤回违约", "Withdraw a breach")):
    """Record that a breach no longer stands, because it was discharged in time after all.

    The breach itself stays in the ledger: it is what was known then. Its alarm is cleared, and
    cases that were proposed because of it are void.
    """

    obligation: ObligationId
    clause: str
    round: int
    due_at: datetime
    started: date
    fact: FactId
    debtor: str | None = None
    person: str | None = None
    breach: str | None = None

    def boundary(self) -> Boundary:
        """What was recorded of the obligation, and proposed because of its breach."""
        return recorded_of(self.obligation) | proposed_because_of(self.fact)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Withdraws the breach that stands; says nothing when that very one does not."""
        cite_clause(law, self.clause, self.started)
        _, standing = standing_breach(past, self.obligation, self.round)
        if standing != int(self.fact):
            return
        yield BreachOvertaken(
            obligation=self.obligation,
            clause=self.clause,
            round=self.round,
            due_at=self.due_at,
            fact=self.fact,
            debtor=self.debtor,
            person=self.person,
            breach=self.breach,
        )
        yield from without_ground(past, self.fact)
        yield from clearing(past, self.obligation)
