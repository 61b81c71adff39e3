"""A case is found void."""

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
from ledger.registers.discipline.events import OffenceVoided


class VoidOffence(Action, by=PEOPLE, placed=True, words=Words("作废案件", "Void a case")):
    """Find that no offence was committed; the case is closed and counts for nothing."""

    offence: OffenceId
    reason: Annotated[str, msgspec.Meta(min_length=1)]

    def boundary(self) -> Boundary:
        """The case."""
        return whole(self.offence)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Closes an open case; neither the offender nor who would answer jointly may."""
        yield dismissed(OffenceVoided, past, law, self.offence, self.reason)
