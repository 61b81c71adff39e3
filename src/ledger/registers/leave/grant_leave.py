"""A leave is granted, where the rulebook leaves that to one leader, or all have signed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId
from ledger.kernel.words import Words
from ledger.registers.leave.case import grant, leave_case, request_of, require_undecided
from ledger.registers.leave.granting import opening, require_still_allowed, surroundings
from ledger.rulebook import gates


class GrantLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("准假", "Grant leave"),
):
    """Grant a leave as it was asked for; signing it does so where a chain has to sign (S4.9-03)."""

    leave: LeaveId

    def basis(self) -> Boundary:
        """The request, which says whose days of the roster the answer depends on."""
        return opening(self.leave)

    def boundary(self) -> Boundary:
        """The case."""
        return leave_case(self.leave)

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """The case, the person's shifts in that time, and the leave of the year."""
        return surroundings(self.leave, basis, law)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Grants what the rulebook's gates let pass.

        :raises Refused: otherwise, with whose signature is missing.
        """
        law.cite("cases.order_of_steps")
        found = request_of(past, self.leave, law)
        require_undecided(past, self.leave)
        require_still_allowed(found, past, law)
        granted = grant(found.event)
        gates.check(granted, past, law)
        yield granted
