"""A waiting call rings at a seat."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId, PersonId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, waiting_call
from ledger.registers.calls.events import CallRang
from ledger.registers.seats.state import seat_state, signed_in


class RingSeat(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("振铃", "Ring a seat"),
):
    """Let a waiting call ring at the seat of a signed-in agent."""

    call: CallId
    agent: PersonId

    def boundary(self) -> Boundary:
        """The call, and the state of the seat."""
        return case(self.call) | seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Rings when the call waits and the agent is signed in."""
        found = waiting_call(past, law, self.call)
        signed_in(past, law, self.agent)
        yield CallRang(call=self.call, queue=found.queue, agent=self.agent)
