"""A caller gives up waiting."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, waiting_call
from ledger.registers.calls.events import CallAbandoned


class AbandonCall(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("来电放弃", "Abandon a call"),
):
    """Note that the caller gave up waiting."""

    call: CallId

    def boundary(self) -> Boundary:
        """What has happened to the call."""
        return case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Follows when the call waits."""
        found = waiting_call(past, law, self.call)
        yield CallAbandoned(call=self.call, queue=found.queue)
