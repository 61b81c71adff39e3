"""The person concerned acknowledges a sanction."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.case import PEOPLE, case_of, whole
from ledger.registers.discipline.events import SanctionAcknowledged


class AcknowledgeSanction(Action, by=PEOPLE, words=Words("知悉奖惩", "Acknowledge a sanction")):
    """Say that one has seen a sanction; only ``agreed`` says that one agrees to it."""

    offence: OffenceId
    sanction: int = 1
    agreed: bool = False

    def boundary(self) -> Boundary:
        """The case."""
        return whole(self.offence)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Only for oneself; says nothing when as much was said before."""
        law.cite("discipline.notice")
        found, _ = case_of(past, self.offence).noticed(past, self.sanction)
        seen = found.acknowledged
        if seen is not None and (seen.event.agreed or not self.agreed):
            past.cite(seen)
            return
        yield SanctionAcknowledged(
            offence=self.offence,
            sanction=self.sanction,
            person=past.actor,
            agreed=self.agreed,
        )
