"""Somebody is put on a shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.leave.absent import leaves, require_no_leave
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import Cause, ShiftCode
from ledger.registers.roster.holding import (
    CHANGES,
    days,
    held_by_all,
    require_free,
    require_registered,
)
from ledger.registers.roster.placing import RosterLine, TimeOfDay, assigned_before, identity, placed


class AssignShift(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("排一个班", "Assign a shift"),
):
    """Put somebody on a shift of a kind, or from one time to another (S0.4-08, S2.7-08)."""

    person: PersonId
    on: date
    code: ShiftCode
    starts: TimeOfDay | None = None
    ends: TimeOfDay | None = None
    job: Text | None = None
    origin: Cause = Cause.ROSTER

    def boundary(self) -> Boundary:
        """The person's registration and leave, and what is rostered on that day and the next."""
        rostered = days(self.person, self.on)
        return standing(self.person) | rostered | leaves(self.person, self.on, self.on)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Assigns it to a registered person who is on no other shift, and not on leave then."""
        law.cite("roster.one_place")
        law.cite("roster.shifts")
        require_registered(past, self.person)
        line = RosterLine(
            person=self.person,
            on=self.on,
            code=self.code,
            starts=self.starts,
            ends=self.ends,
            job=self.job,
        )
        earlier = assigned_before(past)[person_day(self.person, self.on), self.code]
        shift = identity(self.person, self.on, self.code, earlier)
        assigned = placed(line, law, shift, roster=None, origin=self.origin)
        held = held_by_all(past.peek(*CHANGES)).get(self.person, {})
        require_free(held.values(), self.person, assigned.starts, assigned.ends, law.zone)
        require_no_leave(past, self.person, assigned.starts, assigned.ends, law)
        yield assigned
