"""A published roster is taken back."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import RosterId, tag
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.roster.events import RosterPublished, RosterWithdrawn, ShiftCancelled
from ledger.registers.roster.holding import CHANGES, held_by_all, period_of


class NothingToWithdraw(
    Refused,
    clause="roster.shifts",
    zh="班表 {roster} 没有发布，或已没有未开始的班",
    en="roster {roster} was not published, or has no shift left that has not begun",
):
    """Only what was published and has not begun can be taken back."""


class WithdrawRoster(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("撤回班表", "Withdraw a roster"),
):
    """Cancel all shifts of a published roster that have not begun, whoever is on them now."""

    roster: RosterId
    reason: Text

    def boundary(self) -> Boundary:
        """The roster and what became of its shifts."""
        return about(tag("roster", self.roster)).read(RosterPublished, *CHANGES)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Cancels what stands and has not begun."""
        law.cite("roster.shifts")
        published = past.last(RosterPublished)
        held = held_by_all(past.peek(*CHANGES))
        # A swap may have brought in a shift of another roster, which stands.
        shifts = [
            each
            for mine in held.values()
            for each in mine.values()
            if each.roster == self.roster and each.starts > past.at
        ]
        if published is None or not shifts:
            raise NothingToWithdraw(roster=self.roster)
        yield RosterWithdrawn(roster=self.roster, shifts=len(shifts), reason=self.reason)
        for each in sorted(shifts):
            day, next_day = period_of(each.person, each.starts, each.ends, law.zone)
            yield ShiftCancelled(
                shift=each.shift,
                person=each.person,
                day=day,
                next_day=next_day,
                starts=each.starts,
                ends=each.ends,
                code=each.code,
                roster=self.roster,
                reason=self.reason,
            )
