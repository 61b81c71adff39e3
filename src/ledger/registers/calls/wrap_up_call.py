"""An agent finishes the work that follows a call."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.calls.events import CallWrappedUp
from ledger.registers.seats.state import seat_state, signed_in


class NothingToWrapUp(
    Refused,
    clause="seats.one_state",
    zh="{agent} 不在后处理",
    en="{agent} has no after-call work",
):
    """After-call work can only be finished after a call."""


class WrapUpCall(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("后处理完毕", "Wrap up a call"),
):
    """Finish the after-call work of an agent."""

    agent: PersonId

    def boundary(self) -> Boundary:
        """The state of the seat."""
        return seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Finishes after-call work that is under way."""
        seat = signed_in(past, law, self.agent)
        if seat.state != "after-call":
            raise NothingToWrapUp(evidence=(seat.position,), agent=self.agent)
        yield CallWrappedUp(agent=self.agent, call=seat.call)
