"""Somebody reports back from leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Found, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId, tag
from ledger.kernel.words import Words
from ledger.registers.leave.case import (
    LeaveNotGranted,
    granted_of,
    leave_case,
    require_theirs,
    require_unfinished,
)
from ledger.registers.leave.events import (
    Category,
    LeaveGranted,
    LeaveRequested,
    LeaveReturned,
    SickLeaveEnded,
)
from ledger.registers.leave.proof import days_to_prove, proofs, uncovered
from ledger.registers.leave.rostered import utc
from ledger.registers.roster.holding import day_of

_MINUTE = timedelta(minutes=1)
_SICK = (Category.SICK, Category.EMERGENCY)


class LeaveNotBegun(
    Refused,
    clause="leave.withdrawal",
    zh="请假 {leave} 到 {starts} 才开始（#{position}）；请撤回",
    en="leave {leave} begins only at {starts} (#{position}); withdraw it",
):
    """What has not begun is withdrawn, not returned from."""


class BackLater(
    Refused,
    clause="cases.order_of_steps",
    zh="返岗时间 {at} 还没到；请到时销假",
    en="{at} is still to come; report back then",
):
    """Nobody reports back before being there."""


class ReturnFromLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="person",
    words=Words("销假", "Return from leave"),
):
    """Report back from leave, early or late; the rest of the leave is free again (S4.9-01).

    ``returned_at`` is when the person was back, where that is entered later. Who was sick has
    ended the sick leave with it, unless every day is proved already.
    """

    leave: LeaveId
    person: PersonId
    returned_at: datetime | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends what was granted and has begun.

        :raises Refused: for what was not granted, is over, has not begun, or is somebody else's.
        """
        law.cite("cases.order_of_steps")
        found = granted_of(past, self.leave)
        if found is None:
            raise LeaveNotGranted(leave=self.leave)
        require_theirs(found, self.person)
        require_unfinished(past, self.leave)
        back = past.at if self.returned_at is None else utc(self.returned_at, law.zone)
        self._require_between(found, back, past, law)
        returned = self._returned(found.event, back, law.zone)
        yield returned
        asked = past.last(LeaveRequested, tag=tag("leave", self.leave))
        if found.event.category in _SICK and asked is not None:
            yield from self._sick(asked, found.event, returned, past.joined_by(returned), law)

    def _require_between(
        self, found: Found[LeaveGranted], back: datetime, past: Past, law: Law
    ) -> None:
        if back > past.at:
            raise BackLater(at=f"{back.astimezone(law.zone):%m-%d %H:%M}")
        starts = found.event.starts
        if starts is not None and back < starts:
            raise LeaveNotBegun(
                evidence=(found.position,),
                leave=self.leave,
                starts=f"{starts.astimezone(law.zone):%m-%d %H:%M}",
                position=found.position,
            )

    def _returned(self, granted: LeaveGranted, back: datetime, zone: tzinfo) -> LeaveReturned:
        over = back - granted.ends if granted.ends is not None else timedelta(0)
        unused, next_year = _unused(granted, back, zone)
        return LeaveReturned(
            leave=self.leave,
            person=self.person,
            returned_at=None if self.returned_at is None else back,
            minutes_over=max(0, over // _MINUTE),
            unused=unused,
            unused_next_year=next_year,
            months=granted.months,
            years=granted.years,
            team_days=granted.team_days,
        )

    def _sick(
        self,
        asked: Found[LeaveRequested],
        granted: LeaveGranted,
        returned: LeaveReturned,
        past: Past,
        law: Law,
    ) -> Iterator[SickLeaveEnded]:
        if past.last(SickLeaveEnded, tag=tag("leave", self.leave)) is not None:
            return
        days = days_to_prove(past, asked, law.zone)
        if uncovered(days, proofs(past, self.leave)):
            yield SickLeaveEnded(
                leave=self.leave,
                person=self.person,
                ended_on=days[-1],
                days=granted.days - returned.unused,
            )


def _unused(granted: LeaveGranted, back: datetime, zone: tzinfo) -> tuple[float, float]:
    """How many days of the leave were not needed, and how many of them are the next year's."""
    if granted.ends is None or granted.starts is None or back >= granted.ends:
        return 0, 0
    today, first = back.astimezone(zone).date(), granted.starts.astimezone(zone).date()
    if granted.absent_from:
        left = [day for day in map(day_of, granted.absent_from) if day > today]
    else:
        last = (granted.ends - timedelta(microseconds=1)).astimezone(zone).date()
        left = [today + timedelta(days=number + 1) for number in range((last - today).days)]
    unused = min(granted.days, float(len(left)))
    later = float(sum(day.year > first.year for day in left))
    return unused, min(granted.days_next_year, later)
