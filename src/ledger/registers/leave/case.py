"""One leave: what was asked for, what has become of it, and what cannot come next."""

from __future__ import annotations

from ledger import registers
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId, ShiftId, Tag, person_day, tag
from ledger.kernel.words import Words
from ledger.registers.entries import BeforeItBegan
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)
from ledger.registers.roster.holding import day_of


class LeaveNotAskedFor(
    Refused,
    clause="cases.order_of_steps",
    zh="没有请假 {leave}；请先申请",
    en="there is no leave {leave}; ask for it first",
):
    """A leave begins with a request."""


class LeaveDecided(
    Refused,
    clause="cases.order_of_steps",
    zh="请假 {leave} 已有“{event}”（#{position}），不再改变",
    en="leave {leave} has “{event}” already (#{position}), and stays so",
):
    """What has come of a leave is not decided again."""


class LeaveNotGranted(
    Refused,
    clause="cases.order_of_steps",
    zh="请假 {leave} 没有获准；请先签批",
    en="leave {leave} is not granted; have it signed first",
):
    """Nobody returns from a leave that was not granted."""


class NotTheirLeave(
    Refused,
    clause="cases.order_of_steps",
    zh="请假 {leave} 是 {owner} 的（#{position}），不是 {person} 的",
    en="leave {leave} is {owner}'s (#{position}), not {person}'s",
):
    """A leave is the person's who is on it."""


def leave_case(leave: LeaveId) -> Boundary:
    """All that has happened to one leave."""
    return about(tag("leave", leave)).whole()


def request_of(past: Past, leave: LeaveId, law: Law) -> Found[LeaveRequested]:
    """The request that the leave began with.

    :raises LeaveNotAskedFor: when there is none.
    :raises BeforeItBegan: when it was made later than the instant of the decision.
    """
    found = past.last(LeaveRequested, tag=_tag(leave))
    if found is None:
        raise LeaveNotAskedFor(leave=leave)
    if found.at > past.at:
        raise BeforeItBegan(
            evidence=(found.position,),
            position=found.position,
            began=f"{found.at.astimezone(law.zone):%Y-%m-%d %H:%M:%S}",
            case=registers.titles()["leave"],
            id=leave,
        )
    return found


def granted_of(past: Past, leave: LeaveId) -> Found[LeaveGranted] | None:
    """The grant of a leave."""
    return past.last(LeaveGranted, tag=_tag(leave))


def require_theirs(found: Found[LeaveRequested] | Found[LeaveGranted], person: PersonId) -> None:
    """Let a person pass whose leave it is.

    :raises NotTheirLeave: for anybody else.
    """
    if found.event.person != person:
        raise NotTheirLeave(
            evidence=(found.position,),
            leave=found.event.leave,
            owner=found.event.person,
            position=found.position,
            person=person,
        )


def require_undecided(past: Past, leave: LeaveId) -> None:
    """Let a leave pass that is neither granted nor rejected nor withdrawn.

    :raises LeaveDecided: otherwise.
    """
    _require_none(past, leave, LeaveGranted, LeaveRejected, LeaveWithdrawn, LeaveReturned)


def require_unfinished(past: Past, leave: LeaveId) -> None:
    """Let a leave pass that is not over, granted or not.

    :raises LeaveDecided: when it was rejected, withdrawn or returned from.
    """
    _require_none(past, leave, LeaveRejected, LeaveWithdrawn, LeaveReturned)


def grant(request: LeaveRequested) -> LeaveGranted:
    """A leave granted as it was asked for."""
    return LeaveGranted(
        leave=request.leave,
        person=request.person,
        applicant=request.person,
        days=request.days,
        category=request.category,
        night=request.night,
        holiday=request.holiday,
        starts=request.since,
        ends=request.ends,
        absent_from=request.absent_from,
        days_next_year=request.days_next_year,
        months=request.months,
        years=request.years,
        team_days=request.team_days,
        own_superior=request.own_superior,
        own_superior_post=request.own_superior_post,
        unforeseen=request.unforeseen,
        person_days=tuple(
            dict.fromkeys(
                person_day(request.person, day_of(ShiftId(shift))) for shift in request.absent_from
            )
        ),
    )


def _require_none(past: Past, leave: LeaveId, *events: type[Event]) -> None:
    known = past.last(*events, tag=_tag(leave))
    if known is not None:
        label = registers.event_words()[known.event.type_name]
        raise LeaveDecided(
            evidence=(known.position,),
            leave=leave,
            event=Words(label.zh, label.en.lower()),
            position=known.position,
        )


def _tag(leave: LeaveId) -> Tag:
    return tag("leave", leave)
