"""The one state of a seat, by a fixed precedence.

On a call comes before after-call work, that before a pause, that before ready. The boundary asks
for the newest event of each kind only, so that it costs the same after ten years of service.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.tags import CallId, PersonId
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAccepted,
    CallEnded,
    CallTransferred,
    CallWrappedUp,
)
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut

State = Literal["signed-out", "ready", "on-call", "after-call", "paused"]


class SeatTimeGoesBack(
    Refused,
    clause="seats.one_state",
    zh="时间倒流：{agent} 的坐席在 {latest} 已有变动（#{position}）",
    en="time would go back: the seat of {agent} changed at {latest} (#{position})",
):
    """A seat's state cannot change before its latest change."""


class NotSignedIn(
    Refused, clause="seats.one_state", zh="{agent} 未签入", en="{agent} is not signed in"
):
    """Only a signed-in seat can change its state."""


class SeatState(NamedTuple):
    """A seat's state, the call it is on or wraps up, and the event that brought it about."""

    state: State
    call: CallId | None
    position: int


@lru_cache(maxsize=4_096)
def seat_state(agent: PersonId) -> Boundary:
    """The newest events that make up the state of an agent's seat."""
    person = about(tags.person(agent))
    return (
        person.last(SeatSignedIn, SeatSignedOut)
        | person.last(SeatReady, SeatPaused)
        | person.last(CallAccepted, CallEnded, CallTransferred)
        | person.last(AfterCallWorkBegan, CallWrappedUp, SeatReady)
    )


def state_of(past: Past, agent: PersonId) -> SeatState:
    """The state of an agent's seat, by precedence.

    :raises SeatTimeGoesBack: when the decision's instant is before the seat's newest event.
    """
    tag = tags.person(agent)
    presence = past.last(SeatSignedIn, SeatSignedOut, tag=tag)
    availability = past.last(SeatReady, SeatPaused, tag=tag)
    calls = past.last(CallAccepted, CallEnded, CallTransferred, tag=tag)
    after = past.last(AfterCallWorkBegan, CallWrappedUp, SeatReady, tag=tag)
    for found in (presence, availability, calls, after):
        if found is not None and found.at > past.at:
            raise SeatTimeGoesBack(
                evidence=(found.position,),
                agent=agent,
                latest=found.at,
                position=found.position,
            )
    if presence is None or isinstance(presence.event, SeatSignedOut):
        return SeatState("signed-out", None, presence.position if presence else 0)
    if calls is not None and isinstance(calls.event, CallAccepted):
        return SeatState("on-call", calls.event.call, calls.position)
    since = presence.position
    if after is not None and after.position > since and isinstance(after.event, AfterCallWorkBegan):
        return SeatState("after-call", after.event.call, after.position)
    if (
        availability is not None
        and availability.position > since
        and isinstance(availability.event, SeatPaused)
    ):
        return SeatState("paused", None, availability.position)
    return SeatState("ready", None, availability.position if availability else since)


def signed_in(past: Past, law: Law, agent: PersonId) -> SeatState:
    """The state of a seat that must be signed in.

    :raises NotSignedIn: when it is not.
    """
    law.cite("seats.one_state")
    found = state_of(past, agent)
    if found.state == "signed-out":
        raise NotSignedIn(evidence=(found.position,) if found.position else (), agent=agent)
    return found
