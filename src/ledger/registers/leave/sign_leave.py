"""A leave is signed, one level at a time."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId
from ledger.kernel.words import Words
from ledger.registers.leave.case import grant, leave_case, request_of, require_undecided
from ledger.registers.leave.events import LeaveSigned
from ledger.registers.leave.granting import opening, require_still_allowed, surroundings
from ledger.registers.leave.signing import post_in_turn
from ledger.rulebook import gates


class SignLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    placed=True,
    words=Words("签批请假", "Sign a leave"),
):
    """Sign a leave when it is one's turn; the last signature grants it (S4.9-03, S1.6-16).

    ``post`` is the one to sign under, for whoever has one of their own and stands in for another.
    """

    derived = ("post",)

    leave: LeaveId
    post: str | None = None

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
        """Signs, and grants when nobody else has to sign.

        :raises Refused: for whose turn it is not, and what a gate refuses.
        """
        law.cite("cases.order_of_steps")
        found = request_of(past, self.leave, law)
        require_undecided(past, self.leave)
        require_still_allowed(found, past, law)
        granted = grant(found.event)
        post = post_in_turn(self, found, granted, past, law, wanted=self.post)
        signature = LeaveSigned(leave=self.leave, signer=past.actor, post=post)
        yield from gates.sign(signature, granted, past, law)
