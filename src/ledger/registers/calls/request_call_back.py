"""A caller asks to be called back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import CallId, CustomerId
from ledger.kernel.words import Words
from ledger.registers.calls.case import case, case_of
from ledger.registers.calls.events import CallBackRequested


class RequestCallBack(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("要求回电", "Request a call-back"),
):
    """Note that a caller wants to be called back."""

    call: CallId
    customer: CustomerId | None = None
    number: Annotated[str, Personal(of="customer", purpose="call-back")] | None = None

    def boundary(self) -> Boundary:
        """What has happened to the call."""
        return case(self.call)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Notes the wish for any call that was offered."""
        law.cite("calls.order_of_steps")
        found = case_of(past, self.call)
        yield CallBackRequested(
            call=self.call, queue=found.queue, customer=self.customer, number=self.number
        )
