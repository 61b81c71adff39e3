"""A conversation ends, and after-call work begins."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, conversation
from ledger.registers.calls.events import AfterCallWorkBegan, CallEnded, EndedBy


class EndCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("结束通话", "End a call"),
):
    """End a conversation; the agent goes on to after-call work."""

    call: CallId
    by_whom: EndedBy = "caller"

    def boundary(self) -> Boundary:
        """What has happened to the call."""
        return case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends the call when somebody talks on it."""
        found, agent = conversation(past, law, self.call)
        yield CallEnded(call=self.call, queue=found.queue, agent=agent, by=self.by_whom)
        yield AfterCallWorkBegan(call=self.call, queue=found.queue, agent=agent)
