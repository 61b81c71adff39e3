"""An agent signs out."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.seats.state import seat_state, signed_in


class StillOnCall(
    Refused,
    clause="seats.one_state",
    zh="{agent} 还在通话 {call}（#{position}）",
    en="{agent} is still on call {call} (#{position})",
):
    """Nobody leaves in the middle of a call."""


class SignOut(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("签出", "Sign out"),
):
    """Sign an agent out."""

    agent: PersonId

    def boundary(self) -> Boundary:
        """The state of the seat."""
        return seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs out a signed-in seat that is not on a call."""
        seat = signed_in(past, law, self.agent)
        if seat.state == "on-call":
            raise StillOnCall(
                evidence=(seat.position,),
                agent=self.agent,
                call=seat.call,
                position=seat.position,
            )
        entered = past.last(SeatSignedIn, tag=tags.person(self.agent))
        seat_id = entered.event.seat if entered is not None else None
        yield SeatSignedOut(agent=self.agent, seat=seat_id)
