"""How one call stands, as its own events tell: the case that decisions about it read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.tags import CallId, PersonId, QueueId
from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRedirected,
    CallResumed,
    CallTransferred,
    CallTurnedAway,
)
from ledger.registers.org.standing import acting_roles

Status = Literal["unknown", "waiting", "talking", "held", "over"]


class CallNotKnown(
    Refused, clause="calls.order_of_steps", zh="没有来电 {call}", en="there is no call {call}"
):
    """Nothing can be done with a call that was never offered."""


class CallNotWaiting(
    Refused,
    clause="calls.order_of_steps",
    zh="来电 {call} 不在排队（#{position}）",
    en="call {call} is not waiting (#{position})",
):
    """Nobody is waiting on this call."""


class CallNotInConversation(
    Refused,
    clause="calls.order_of_steps",
    zh="来电 {call} 没有通话（#{position}）",
    en="call {call} is not in conversation (#{position})",
):
    """Nobody is talking on this call."""


class CallOfAnother(
    Refused,
    clause="org.roles",
    zh="来电 {call} 由 {agent} 受理，不由你办（#{position}）",
    en="call {call} is with {agent}, not with you (#{position})",
):
    """Only who accepted a call, or a leader, goes on with it."""


class TimeGoesBack(
    Refused,
    clause="calls.order_of_steps",
    zh="时间倒流：来电 {call} 在 {latest} 已有后续（#{position}）",
    en="time would go back: call {call} went on at {latest} (#{position})",
):
    """Within a call no step is earlier than the one before it."""


class Case(NamedTuple):
    """One call: how it stands, in which queue, with whom, and its newest event's position."""

    status: Status
    queue: QueueId
    agent: PersonId | None
    position: int


def case(call: CallId) -> Boundary:
    """All that has happened to one call."""
    return about(tags.call(call)).whole()


def case_of(past: Past, call: CallId) -> Case:
    """How the call stands.

    :raises CallNotKnown: when it was never offered to a queue.
    :raises TimeGoesBack: when the decision's instant is before the call's newest event.
    """
    status: Status = "unknown"
    queue, agent, position = "", None, 0
    tag = tags.call(call)
    for found in past:
        if tag not in found.tags:
            continue
        if found.at > past.at:
            raise TimeGoesBack(
                evidence=(found.position,),
                call=call,
                latest=found.at,
                position=found.position,
            )
        position = found.position
        if (after := _STATUS_AFTER.get(type(found.event))) is not None:
            status = after
            queue = getattr(found.event, "queue", queue)
            agent = getattr(found.event, "agent", None) if after in ("talking", "held") else None
    if status == "unknown":
        raise CallNotKnown(call=call)
    return Case(status, queue, agent, position)


def waiting_call(past: Past, law: Law, call: CallId) -> Case:
    """The call, which must be waiting.

    :raises CallNotWaiting: when it is not.
    """
    law.cite("calls.order_of_steps")
    found = case_of(past, call)
    if found.status != "waiting":
        raise CallNotWaiting(evidence=(found.position,), call=call, position=found.position)
    return found


def conversation(past: Past, law: Law, call: CallId) -> tuple[Case, PersonId]:
    """The call and who talks on it, which must be who acts, unless a leader does.

    :raises CallNotInConversation: when nobody talks on it.
    :raises CallOfAnother: when somebody else does.
    """
    law.cite("calls.order_of_steps")
    found = case_of(past, call)
    if found.status not in ("talking", "held") or found.agent is None:
        raise CallNotInConversation(evidence=(found.position,), call=call, position=found.position)
    if past.actor != found.agent and not acting_roles(past, past.actor) & _LEADERS:
        raise CallOfAnother(
            evidence=(found.position,), call=call, agent=found.agent, position=found.position
        )
    return found, found.agent


_LEADERS = {Role.TEAM_LEADER, Role.DUTY_LEADER}


_STATUS_AFTER: dict[type, Status] = {
    CallOffered: "waiting",
    CallTurnedAway: "over",
    CallAccepted: "talking",
    CallHeld: "held",
    CallResumed: "talking",
    CallTransferred: "over",
    CallEnded: "over",
    CallAbandoned: "over",
    CallRedirected: "over",
}
