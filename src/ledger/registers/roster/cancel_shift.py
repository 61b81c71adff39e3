"""A shift is cancelled."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import ShiftId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.roster.events import ShiftCancelled
from ledger.registers.roster.holding import history, period_of, standing_shift


class CancelShift(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("取消班次", "Cancel a shift"),
):
    """Take a shift that is not over off the roster (S4.12-06)."""

    shift: ShiftId
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """Who has been on the shift."""
        return history(self.shift)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Cancels what stands; what is over stays on record."""
        law.cite("roster.shifts")
        found = standing_shift(past, self.shift, law.zone)
        day, next_day = period_of(found.person, found.starts, found.ends, law.zone)
        yield ShiftCancelled(
            shift=self.shift,
            person=found.person,
            day=day,
            next_day=next_day,
            starts=found.starts,
            ends=found.ends,
            code=found.code,
            roster=found.roster,
            reason=self.reason,
        )
