"""An agent takes the caller back from hold."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, conversation
from ledger.registers.calls.events import CallResumed


class NotHeld(
    Refused,
    clause="calls.order_of_steps",
    zh="来电 {call} 没有保持（#{position}）",
    en="call {call} is not on hold (#{position})",
):
    """A call is put on hold and taken back in turn."""


class ResumeCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("恢复通话", "Resume a call"),
):
    """Take the caller back from hold."""

    call: CallId

    def boundary(self) -> Boundary:
        """What has happened to the call."""
        return case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Follows when the call is in the other state."""
        found, agent = conversation(past, law, self.call)
        if found.status != "held":
            raise NotHeld(evidence=(found.position,), call=self.call, position=found.position)
        yield CallResumed(call=self.call, queue=found.queue, agent=agent)
