"""An agent takes a pause for a stated reason."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.seats.events import SeatPaused
from ledger.registers.seats.state import seat_state, signed_in


class UnknownPauseReason(
    Refused,
    clause="seats.pause_reasons",
    zh="没有小休原因 {reason}；可选 {known}",
    en="there is no pause reason {reason}; choose one of {known}",
):
    """A pause has one of the reasons that the rulebook names."""


class AlreadyPaused(
    Refused,
    clause="seats.one_state",
    zh="{agent} 已在小休（#{position}）",
    en="{agent} is paused already (#{position})",
):
    """A pause is begun once."""


class PauseSeat(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("小休", "Pause"),
):
    """Take no calls for a stated reason (S4.6-03); during a call the pause begins after it."""

    agent: PersonId
    reason: str

    def boundary(self) -> Boundary:
        """The state of the seat."""
        return seat_state(self.agent)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Pauses a signed-in seat for a reason that the rulebook knows."""
        known = law.read("seats.pause_reasons", "reasons", list)
        if self.reason not in known:
            raise UnknownPauseReason(reason=self.reason, known=", ".join(known))
        seat = signed_in(past, law, self.agent)
        if seat.state == "paused":
            raise AlreadyPaused(evidence=(seat.position,), agent=self.agent, position=seat.position)
        yield SeatPaused(agent=self.agent, reason=self.reason)
