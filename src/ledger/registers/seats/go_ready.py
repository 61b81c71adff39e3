"""An agent is ready for the next call."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.seats.events import SeatReady
from ledger.registers.seats.state import seat_state, signed_in


class GoReady(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("就绪", "Go ready"),
):
    """End a pause or after-call work, and take calls again."""

    agent: PersonId

    def boundary(self) -> Boundary:
        """The state of the seat."""
        return seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Makes a signed-in seat ready; says nothing when it is ready already."""
        if signed_in(past, law, self.agent).state != "ready":
            yield SeatReady(agent=self.agent)
