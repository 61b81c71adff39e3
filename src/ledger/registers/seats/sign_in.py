"""An agent signs in."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import NOTHING, Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, QueueId, SeatId
from ledger.kernel.words import Words
from ledger.registers.org.events import SeatInstalled
from ledger.registers.org.standing import roles_of, standing
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.seats.state import seat_state, state_of


class AlreadySignedIn(
    Refused,
    clause="seats.one_state",
    zh="{agent} 已签入",
    en="{agent} is signed in already",
):
    """An agent is signed in once."""


class SeatTaken(
    Refused,
    clause="seats.one_state",
    zh="席位 {seat} 由 {agent} 占用（#{position}）",
    en="seat {seat} is taken by {agent} (#{position})",
):
    """One agent at a time sits at a seat."""


class NotRegistered(
    Refused, clause="org.register", zh="{what} 没有登记", en="{what} is not registered"
):
    """Only a registered person signs in, and only at a seat that is installed."""


class SignIn(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="agent",
    words=Words("签入", "Sign in"),
):
    """Sign an agent in, perhaps at a certain seat, for some queues."""

    agent: PersonId
    seat: SeatId | None = None
    queues: tuple[QueueId, ...] = ()

    def boundary(self) -> Boundary:
        """The person, the state of their seat, and who sits at the one they want."""
        return (
            standing(self.agent)
            | seat_state(self.agent)
            | (NOTHING if self.seat is None else _occupancy(self.seat))
        )

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs in a registered person who is signed out, at a free seat."""
        law.cite("org.register")
        law.cite("seats.one_state")
        if not roles_of(past, self.agent):
            raise NotRegistered(what=self.agent)
        if (state := state_of(past, self.agent)).state != "signed-out":
            raise AlreadySignedIn(evidence=(state.position,), agent=self.agent)
        if self.seat is not None:
            self._require_free(past, self.seat)
        yield SeatSignedIn(agent=self.agent, seat=self.seat, queues=self.queues)

    def _require_free(self, past: Past, seat: SeatId) -> None:
        tag = tags.seat(seat)
        if past.last(SeatInstalled, tag=tag) is None:
            raise NotRegistered(what=seat)
        taken = past.last(SeatSignedIn, SeatSignedOut, tag=tag)
        if taken is not None and isinstance(taken.event, SeatSignedIn):
            raise SeatTaken(
                evidence=(taken.position,),
                seat=seat,
                agent=taken.event.agent,
                position=taken.position,
            )


def _occupancy(seat: SeatId) -> Boundary:
    there = about(tags.seat(seat))
    return there.last(SeatInstalled) | there.last(SeatSignedIn, SeatSignedOut)
