"""A leave is granted, where the rulebook leaves that to one leader, or all have signed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId
from ledger.kernel.words import Words
from ledger.registers.leave.case import grant, leave_case, request_of, require_undecided
from ledger.rulebook import gates


class GrantLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("准假", "Grant leave"),
):
    """Grant a leave as it was asked for; signing it does so where a chain has to sign (S4.9-03)."""

    leave: LeaveId

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Grants what the rulebook's gates let pass.

        :raises Refused: otherwise, with whose signature is missing.
        """
        law.cite("cases.order_of_steps")
        found = request_of(past, self.leave, law)
        require_undecided(past, self.leave)
        granted = grant(found.event)
        gates.check(granted, past, law)
        yield granted
