"""Somebody is permitted to come late, or to leave early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.attendance.events import LatenessPermitted
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    around,
    require_another,
    starting_day,
    utc_of,
    written,
)
from ledger.registers.entries import LEADERS, NotAsTheCaseSays
from ledger.registers.roster.holding import Held
from ledger.rulebook import gates


class PermitLateness(Action, by=LEADERS, words=Words("准许迟到", "Permit lateness")):
    """Permit somebody to come late for a shift, or to leave it early (S1.21-07).

    It is the shift that the person has not come for yet, or the one they would leave. Where the
    roster knows none, its start may be told.
    """

    derived = ("shift_starts",)

    person: PersonId
    by_phone: bool = False
    reason: Text | None = None
    shift_starts: datetime | None = None
    early: bool = False

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's shifts and attendance about the day."""
        return around(self.person, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Permits it, unless the rulebook says that it comes too late."""
        law.cite(PRESENCE)
        require_another(past, self.person)
        starts = None if self.shift_starts is None else utc_of(self.shift_starts, law)
        known = Attendance(past, self.person)
        shift = self._shift(known, past.at)
        on = law.day
        if shift is not None:
            known.rest_on(shift)
            on = starting_day(shift, law)
            if starts is not None and starts != shift.starts:
                raise NotAsTheCaseSays(
                    evidence=(shift.position,),
                    field=Words("上班时间", "Shift starts"),
                    known=written(shift.starts, law),
                    given=written(starts, law),
                )
            starts = shift.starts
        permitted = LatenessPermitted(
            person=self.person,
            day=person_day(self.person, on),
            by_phone=self.by_phone,
            reason=self.reason,
            # Who leaves early has come already: there is no start left to ask before.
            shift_starts=None if self.early else starts,
            shift=shift.shift if shift is not None else None,
            early=self.early,
        )
        gates.check(permitted, past, law)
        yield permitted

    def _shift(self, known: Attendance, at: datetime) -> Held | None:
        for shift in known.shifts:
            if at >= shift.ends:
                continue
            done = known.departure(shift) if self.early else known.arrival(shift)
            if done is None:
                return shift
        return None
