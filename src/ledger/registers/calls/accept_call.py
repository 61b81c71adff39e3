"""An agent accepts a waiting call: once, at a seat that is signed in and free."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import CallId, PersonId
from ledger.kernel.words import Words
from ledger.registers.calls.case import CallNotWaiting, case, case_of
from ledger.registers.calls.events import CallAccepted
from ledger.registers.seats.state import seat_state, signed_in


class AlreadyAccepted(
    Refused,
    clause="calls.accepted_once",
    zh="来电 {call} 已由 {agent} 受理（#{position}）",
    en="call {call} has been accepted by {agent} (#{position})",
):
    """A call is accepted once."""


class SeatNotFree(
    Refused,
    clause="seats.one_state",
    zh="{agent} 不空闲：{state}（#{position}）",
    en="{agent} is not free: {state} (#{position})",
):
    """A seat takes one call at a time, and none during a pause or after-call work."""


class AcceptCall(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("受理来电", "Accept a call"),
):
    """Accept a waiting call at an agent's seat (S4.14-01: who is asked first owns the case)."""

    call: CallId
    agent: PersonId

    def boundary(self) -> Boundary:
        """The call, and the state of the seat."""
        return case(self.call) | seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Accepts when the call waits and the seat is signed in and free."""
        law.cite("calls.accepted_once")
        found = case_of(past, self.call)
        if found.status in ("talking", "held"):
            raise AlreadyAccepted(
                evidence=(found.position,),
                call=self.call,
                agent=found.agent,
                position=found.position,
            )
        if found.status != "waiting":
            raise CallNotWaiting(
                evidence=(found.position,), call=self.call, position=found.position
            )
        seat = signed_in(past, law, self.agent)
        if seat.state != "ready":
            raise SeatNotFree(
                evidence=(seat.position,),
                agent=self.agent,
                state=seat.state,
                position=seat.position,
            )
        yield CallAccepted(call=self.call, queue=found.queue, agent=self.agent)
