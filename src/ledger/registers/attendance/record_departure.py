"""Somebody leaves at the end of a shift, or before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.periods import periods
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.words import Words
from ledger.registers.attendance.events import DepartureRecorded, EarlyLeavingRecorded
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    around,
    day_told,
    full_minutes,
    instant_of,
    occasion_of,
    starting_day,
    written,
)
from ledger.registers.entries import LEADERS
from ledger.registers.roster.holding import Held
from ledger.rulebook import gates


class LeftAlready(
    Refused,
    clause=PRESENCE,
    zh="{person} 的班次 {shift} 已于 {at} 离岗下班（#{position}）",
    en="{person} left shift {shift} at {at} already (#{position})",
):
    """One leaves a shift once."""


class NotArrived(
    Refused,
    clause=PRESENCE,
    zh="{person} 的班次 {shift} 没有到岗登记；请先登记到岗",
    en="{person} never arrived for shift {shift}; record the arrival first",
):
    """Only who was there can leave."""


class BeforeArrival(
    Refused,
    clause=PRESENCE,
    zh="{person} 于 {at} 才到岗（#{position}），不能更早离开；请更正时间",
    en="{person} arrived only at {at} (#{position}) and cannot have left before; correct the time",
):
    """Nobody leaves before they have come."""


class RecordDeparture(
    Action, by=LEADERS, own="person", words=Words("登记下班", "Record a departure")
):
    """Record that somebody leaves; the roster says from which shift (S1.21-01, S1.21-07).

    Before its end, so many full minutes of early leaving are recorded with it, permitted or not.
    A leader may tell an earlier instant at which it was.
    """

    person: PersonId
    left_at: datetime | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's shifts and attendance about the day."""
        return around(self.person, day_told(self.left_at, law))

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records the departure once, and the early leaving that follows from the roster."""
        law.cite(PRESENCE)
        at = instant_of(self.left_at, past, law, self.person)
        known = Attendance(past, self.person)
        shift = self._shift(past, known, at, law)
        on = at.astimezone(law.zone).date()
        if shift is not None:
            known.rest_on(shift)
            on = starting_day(shift, law)
        departure = DepartureRecorded(
            person=self.person,
            day=person_day(self.person, on),
            shift=shift.shift if shift is not None else None,
            shift_ends=shift.ends if shift is not None else None,
            left_at=at if at != past.at else None,
        )
        gates.check(departure, past, law)
        yield departure
        if shift is not None:
            yield from _early(past, law, known, shift, at)

    def _shift(self, past: Past, known: Attendance, at: datetime, law: Law) -> Held | None:
        """The shift that is left: the newest that the person came for and has not left."""
        for shift in reversed(known.shifts):
            arrival = known.arrival(shift)
            if arrival is None or known.departure(shift) is not None:
                continue
            came = arrival.event.arrived_at or arrival.at
            if at < came:
                raise BeforeArrival(
                    evidence=(arrival.position,),
                    person=self.person,
                    at=written(came, law),
                    position=arrival.position,
                )
            past.cite(arrival)
            return shift
        newest = known.newest_begun(at)
        if newest is not None:
            self._refuse(known, newest, law)
        return None

    def _refuse(self, known: Attendance, shift: Held, law: Law) -> None:
        gone = known.departure(shift)
        if gone is None:
            raise NotArrived(evidence=(shift.position,), person=self.person, shift=shift.shift)
        raise LeftAlready(
            evidence=(gone.position,),
            person=self.person,
            shift=shift.shift,
            at=written(gone.event.left_at or gone.at, law),
            position=gone.position,
        )


def _early(past: Past, law: Law, known: Attendance, shift: Held, at: datetime) -> Iterator[Event]:
    minutes = full_minutes(max(at, shift.starts), known.ends(shift))
    zh, en = (
        f"{shift.shift} {written(shift.ends, law)} 结束",
        f"{shift.shift} ends {written(shift.ends, law)}",
    )
    if not minutes:
        law.tell(PRESENCE, Words(zh, en))
        return
    law.tell(PRESENCE, Words(f"{zh}，早退 {minutes} 整分钟", f"{en}, {minutes} full minutes early"))
    told = periods(EarlyLeavingRecorded, {"person": known.person}, starting_day(shift, law))
    permission = known.permission(shift, told["day"], at, early=True)
    if permission is not None:
        past.cite(permission)
    yield EarlyLeavingRecorded(
        person=known.person,
        minutes=minutes,
        occasion=occasion_of(shift, law),
        permitted=permission is not None,
        shift=shift.shift,
        **told,
    )
