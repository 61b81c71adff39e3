"""A leave is withdrawn before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.leave.case import leave_case, request_of, require_theirs, require_unfinished
from ledger.registers.leave.events import LeaveWithdrawn


class LeaveBegun(
    Refused,
    clause="leave.withdrawal",
    zh="请假 {leave} 已在 {starts} 开始（#{position}）；提前回来请销假",
    en="leave {leave} began at {starts} (#{position}); who comes back early returns from it",
):
    """What has begun is returned from, not withdrawn."""


class WithdrawLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="person",
    words=Words("撤回请假", "Withdraw a leave"),
):
    """Withdraw a leave that has not begun, granted or not; its shifts are worked (S4.9-01)."""

    leave: LeaveId
    person: PersonId
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Withdraws what stands and is still to come.

        :raises Refused: for what is over, has begun, or is somebody else's.
        """
        law.cite("leave.withdrawal")
        found = request_of(past, self.leave, law)
        require_theirs(found, self.person)
        require_unfinished(past, self.leave)
        if past.at >= found.event.starts:
            raise LeaveBegun(
                evidence=(found.position,),
                leave=self.leave,
                starts=f"{found.event.starts.astimezone(law.zone):%m-%d %H:%M}",
                position=found.position,
            )
        yield LeaveWithdrawn(
            leave=self.leave,
            person=self.person,
            withdrawer=past.actor,
            reason=self.reason,
            months=found.event.months,
            years=found.event.years,
            team_days=found.event.team_days,
        )
