"""Somebody never came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.periods import period_fields, periods
from ledger.kernel.tags import PersonId, ShiftId, tag
from ledger.kernel.values import Count
from ledger.kernel.words import Words
from ledger.registers.attendance.arriving import ArrivedAlready
from ledger.registers.attendance.events import AbsenceRecorded, Occasion, Origin
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    NotBegun,
    around,
    occasion_of,
    starting_day,
    written,
)
from ledger.registers.entries import LEADERS, NotAsTheCaseSays
from ledger.registers.roster.holding import Held, day_of
from ledger.rulebook import gates


class AbsentAlready(
    Refused,
    clause=PRESENCE,
    zh="{person} 的班次 {shift} 已登记旷工（#{position}）",
    en="{person} is on record as absent from shift {shift} already (#{position})",
):
    """One is absent from a shift once."""


class HadLeave(
    Refused,
    clause=PRESENCE,
    zh="{person} 在班次 {shift} 期间请假 {leave}（#{position}），不是旷工",
    en="{person} had leave {leave} during shift {shift} (#{position}), which is no absence",
):
    """Who has leave is not absent, unless the leave itself did not hold."""


_LEAVE_FAILED = (Origin.NO_PROOF, Origin.LEAVE_ON_SWAP)


class RecordAbsence(Action, by=LEADERS, words=Words("登记旷工", "Record absence")):
    """Record that somebody never came for a shift (S1.21-03, S4.9-02).

    The shift is the person's newest that has begun, unless one is named; it makes one day of
    absence, for want of leave or, where the shift came by a swap, because of that. Where the
    roster knows no shift, days and occasion are told.
    """

    derived = ("days", "occasion", "origin", "shift")

    person: PersonId
    days: Count | None = None
    occasion: Occasion | None = None
    origin: Origin | None = None
    shift: ShiftId | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's shifts and attendance about the day, and the month and the year."""
        on = law.day if self.shift is None else day_of(self.shift)
        told = periods(AbsenceRecorded, {"person": self.person}, on)
        kinds = {field.name: field.kind for field in period_fields(AbsenceRecorded)}
        counted = (tag(kinds[name], told[name]) for name in ("month", "year"))
        return around(self.person, on) | about(*counted).whole()

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records the absence unless the person came for the shift, or it has not begun."""
        law.cite(PRESENCE)
        known = Attendance(past, self.person)
        shift = self._shift(known, past, law)
        values: dict[str, Any] = {
            "days": 1 if self.days is None else self.days,
            "occasion": self.occasion or Occasion.SHIFT,
            "origin": self.origin or Origin.NO_LEAVE,
        }
        on = law.day
        if shift is not None:
            known.rest_on(shift)
            on = starting_day(shift, law)
            values |= self._derived(past, law, known, shift)
        values |= periods(AbsenceRecorded, {"person": self.person}, on)
        identity = shift.shift if shift is not None else None
        absence = AbsenceRecorded(person=self.person, shift=identity, **values)
        gates.check(absence, past, law)
        yield absence

    def _shift(self, known: Attendance, past: Past, law: Law) -> Held | None:
        if self.shift is None:
            return known.newest_begun(past.at)
        shift = known.shift(self.shift)
        if shift.starts > past.at:
            raise NotBegun(
                evidence=(shift.position,),
                shift=shift.shift,
                starts=written(shift.starts, law),
                position=shift.position,
            )
        return shift

    def _derived(self, past: Past, law: Law, known: Attendance, shift: Held) -> dict[str, Any]:
        """What the roster says of the absence."""
        arrival, absence = known.arrival(shift), known.absence(shift)
        if arrival is not None:
            raise ArrivedAlready(
                evidence=(arrival.position,),
                person=self.person,
                shift=shift.shift,
                at=written(arrival.event.arrived_at or arrival.at, law),
                position=arrival.position,
            )
        if absence is not None:
            raise AbsentAlready(
                evidence=(absence.position,),
                person=self.person,
                shift=shift.shift,
                position=absence.position,
            )
        self._require_no_leave(known, shift)
        told: dict[str, Any] = {"days": 1, "occasion": occasion_of(shift, law)}
        for name, value in told.items():
            given = getattr(self, name)
            if given is not None and given != value:
                label = Words("天数", "Days") if name == "days" else Words("场合", "Occasion")
                raise NotAsTheCaseSays(
                    evidence=(shift.position,), field=label, known=value, given=given
                )
        if self.origin is None and known.swapped(shift):
            told["origin"] = Origin.SWAP
        law.tell(
            PRESENCE,
            Words(
                f"{shift.shift} {written(shift.starts, law)} 开始，没有到岗登记",
                f"{shift.shift} began {written(shift.starts, law)}, no arrival on record",
            ),
        )
        return told

    def _require_no_leave(self, known: Attendance, shift: Held) -> None:
        leave = known.leave(shift)
        if leave is not None and self.origin not in _LEAVE_FAILED:
            raise HadLeave(
                evidence=(leave.position,),
                person=self.person,
                shift=shift.shift,
                leave=leave.leave,
                position=leave.position,
            )
