"""An obligation was not discharged in time."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Law, Role
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.obligations.events import ObligationBreached
from ledger.registers.obligations.falling_due import (
    FallsDue,
    cite_clause,
    standing_breach,
)


class RecordBreach(FallsDue, by=(Role.PROGRAM,), words=Words("登记违约", "Record a breach")):
    """Record that an obligation was not discharged by its due instant, once.

    ``times`` is how often that was recorded before and overtaken by what became known later.
    With ``alarm`` somebody must still act, and an alarm is raised.
    """

    times: int = 0
    breach: str | None = None
    alarm: bool = False

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records it once; says nothing when it stands already or something new has happened."""
        cite_clause(law, self.clause, self.started)
        times, standing = standing_breach(past, self.obligation, self.round)
        if standing is not None or times != self.times or self.overtaken(past):
            return
        yield ObligationBreached(
            obligation=self.obligation,
            clause=self.clause,
            round=self.round,
            due_at=self.due_at,
            debtor=self.debtor,
            person=self.person,
            breach=self.breach,
            late=self.late(past, law),
        )
        if self.alarm:
            yield from self.alarm_to(None, past)
