"""A shift passes to somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, ShiftId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.leave.absent import leaves, require_no_leave
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import Cause, ShiftReassigned
from ledger.registers.roster.holding import (
    CHANGES,
    day_of,
    days,
    held_by_all,
    history,
    period_of,
    require_free,
    require_registered,
    standing_shift,
)


class HasItAlready(
    Refused,
    clause="roster.shifts",
    zh="班次 {shift} 已是 {person} 的（#{position}）",
    en="{person} is on shift {shift} already (#{position})",
):
    """A shift passes to somebody else, or does not pass."""


class ReassignShift(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("改派班次", "Pass a shift on"),
):
    """Pass a shift from who is on it to somebody who is on no other meanwhile (S4.12-06)."""

    shift: ShiftId
    person: PersonId
    reason: Text | None = None
    origin: Cause = Cause.ARRANGED

    def boundary(self) -> Boundary:
        """Who has been on the shift, and what is rostered for the person on its days, and leave."""
        on = day_of(self.shift)
        taker = standing(self.person) | days(self.person, on) | leaves(self.person, on, on)
        return history(self.shift) | taker

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Passes on a shift that stands and is not over."""
        law.cite("roster.one_place")
        law.cite("roster.shifts")
        require_registered(past, self.person)
        found = standing_shift(past, self.shift, law.zone)
        if found.person == self.person:
            raise HasItAlready(
                evidence=(found.position,),
                shift=self.shift,
                person=self.person,
                position=found.position,
            )
        held = held_by_all(past.peek(*CHANGES)).get(self.person, {})
        require_free(held.values(), self.person, found.starts, found.ends, law.zone)
        require_no_leave(past, self.person, found.starts, found.ends, law)
        giver_day, giver_next_day = period_of(found.person, found.starts, found.ends, law.zone)
        day, next_day = period_of(self.person, found.starts, found.ends, law.zone)
        yield ShiftReassigned(
            shift=self.shift,
            giver=found.person,
            person=self.person,
            giver_day=giver_day,
            giver_next_day=giver_next_day,
            day=day,
            next_day=next_day,
            starts=found.starts,
            ends=found.ends,
            code=found.code,
            roster=found.roster,
            origin=self.origin,
            reason=self.reason,
        )
