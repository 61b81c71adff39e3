"""Somebody arrives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.words import Words
from ledger.registers.attendance.arriving import ArrivedAlready, arrived
from ledger.registers.attendance.events import ArrivalRecorded
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    around,
    day_told,
    instant_of,
    utc_of,
    written,
)
from ledger.registers.entries import LEADERS, NotAsTheCaseSays
from ledger.registers.roster.holding import Held
from ledger.rulebook import gates


class RecordArrival(Action, by=LEADERS, own="person", words=Words("登记到岗", "Record an arrival")):
    """Record that somebody has arrived; the roster says for which shift (S4.8-01, S1.21-01).

    Once the shift has begun, so many full minutes of lateness are recorded with it, permitted or
    not. A leader may tell an earlier instant at which it was. Where the roster knows no shift,
    its start may be told, and nothing follows from it.
    """

    derived = ("shift_starts",)

    person: PersonId
    shift_starts: datetime | None = None
    arrived_at: datetime | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's shifts and attendance about the day."""
        return around(self.person, day_told(self.arrived_at, law))

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records the arrival once, and the lateness that follows from the roster."""
        lead = law.read(PRESENCE, "lead", timedelta)
        at = instant_of(self.arrived_at, past, law, self.person)
        known = Attendance(past, self.person)
        shift = known.about_now(at, lead, lambda each: known.arrival(each) is None)
        if shift is not None:
            self._require_start(shift, law)
            yield from arrived(past, law, known, shift, at)
            return
        self._require_none_yet(known, at, lead, law)
        arrival = ArrivalRecorded(
            person=self.person,
            day=person_day(self.person, at.astimezone(law.zone).date()),
            shift_starts=None if self.shift_starts is None else utc_of(self.shift_starts, law),
            arrived_at=at if at != past.at else None,
        )
        gates.check(arrival, past, law)
        yield arrival

    def _require_start(self, shift: Held, law: Law) -> None:
        if self.shift_starts is not None and utc_of(self.shift_starts, law) != shift.starts:
            raise NotAsTheCaseSays(
                evidence=(shift.position,),
                field=Words("上班时间", "Shift starts"),
                known=written(shift.starts, law),
                given=written(utc_of(self.shift_starts, law), law),
            )

    def _require_none_yet(self, known: Attendance, at: datetime, lead: timedelta, law: Law) -> None:
        attended = known.about_now(at, lead, lambda each: known.arrival(each) is not None)
        arrival = known.arrival(attended) if attended is not None else None
        if attended is not None and arrival is not None:
            raise ArrivedAlready(
                evidence=(arrival.position,),
                person=self.person,
                shift=attended.shift,
                at=written(arrival.event.arrived_at or arrival.at, law),
                position=arrival.position,
            )
