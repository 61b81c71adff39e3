"""An alarm is cleared, because what it demanded is done."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FactId, ObligationId
from ledger.kernel.words import Words
from ledger.registers.alarms.standing import alarms_of, clearing, standing_alarm


class ClearAlarm(Action, by=(Role.PROGRAM,), words=Words("解除告警", "Clear an alarm")):
    """Record that nobody need act on an alarm any more.

    ``fact`` is the position at which it was raised.
    """

    obligation: ObligationId
    fact: FactId

    def boundary(self) -> Boundary:
        """The alarms of the obligation."""
        return alarms_of(self.obligation)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Clears that very alarm; says nothing when it is cleared, or a newer one stands."""
        law.cite("alarms.response")
        standing = standing_alarm(past)
        if standing is not None and standing.raised.position == int(self.fact):
            yield from clearing(past, self.obligation)
