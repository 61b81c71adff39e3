"""An agent puts the caller on hold."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, conversation
from ledger.registers.calls.events import CallHeld


class AlreadyHeld(
    Refused,
    clause="calls.order_of_steps",
    zh="来电 {call} 已在保持（#{position}）",
    en="call {call} is on hold already (#{position})",
):
    """A call is put on hold and taken back in turn."""


class HoldCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("保持来电", "Hold a call"),
):
    """Put the caller on hold."""

    call: CallId

    def boundary(self) -> Boundary:
        """What has happened to the call."""
        return case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Follows when the call is in the other state."""
        found, agent = conversation(past, law, self.call)
        if found.status != "talking":
            raise AlreadyHeld(evidence=(found.position,), call=self.call, position=found.position)
        yield CallHeld(call=self.call, queue=found.queue, agent=agent)
