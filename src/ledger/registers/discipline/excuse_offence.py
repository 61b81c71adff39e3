"""An offence is excused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import OffenceId
from ledger.kernel.words import Words
from ledger.registers.discipline.case import PEOPLE, whole
from ledger.registers.discipline.dismissing import dismissed
from ledger.registers.discipline.events import OffenceExcused


class ExcuseOffence(Action, by=PEOPLE, placed=True, words=Words("免究违规", "Excuse an offence")):
    """Excuse an offence for a reason; that it was proposed and why it was excused stay on record.

    ``evidence`` are the positions of the events that excuse it.
    """

    offence: OffenceId
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    evidence: tuple[int, ...] = ()

    def boundary(self) -> Boundary:
        """The case."""
        return whole(self.offence)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Excuses an open case; neither the offender nor who would answer jointly may."""
        yield dismissed(
            OffenceExcused, past, law, self.offence, self.reason, evidence=self.evidence
        )
