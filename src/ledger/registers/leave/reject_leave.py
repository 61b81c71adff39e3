"""A leave is rejected."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.leave.case import grant, leave_case, request_of, require_undecided
from ledger.registers.leave.events import LeaveRejected
from ledger.registers.leave.signing import post_in_turn


class RejectLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    placed=True,
    words=Words("不准假", "Reject leave"),
):
    """Reject a leave for a stated reason, when it would be one's turn to sign it (S4.9-03)."""

    derived = ("post",)

    leave: LeaveId
    reason: Text
    post: str | None = None

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Rejects what is still undecided.

        :raises Refused: for whose turn it is not.
        """
        law.cite("cases.order_of_steps")
        found = request_of(past, self.leave, law)
        require_undecided(past, self.leave)
        post_in_turn(self, found, grant(found.event), past, law, wanted=self.post)
        yield LeaveRejected(
            leave=self.leave,
            reason=self.reason,
            person=found.event.person,
            rejecter=past.actor,
            months=found.event.months,
            years=found.event.years,
            team_days=found.event.team_days,
        )
