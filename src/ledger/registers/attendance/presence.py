"""What the roster says of a person's shifts, and what is on record about their attendance.

Lateness and early leaving count in full minutes: who comes 29 minutes and 40 seconds late is 29
minutes late, and under a minute nobody is late at all (S1.21-01). A shift that goes on past
midnight counts, with all that happens in it, under the day on which it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonDay, PersonId, ShiftId, person_day, tag
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    DepartureRecorded,
    LatenessPermitted,
    Occasion,
)
from ledger.registers.leave.absent import Away, away_by_person, leaves
from ledger.registers.leave.events import LeaveGranted
from ledger.registers.org.standing import stands_in_for
from ledger.registers.roster.holding import CHANGES, Held, held_by_all
from ledger.registers.swaps.events import ShiftSwapped
from ledger.rulebook.terms import Shift

PRESENCE = "attendance.presence"
"""The clause that says how arrivals and departures belong to shifts."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

E = TypeVar("E", ArrivalRecorded, DepartureRecorded, AbsenceRecorded)


class NotYet(
    Refused,
    clause=PRESENCE,
    zh="{told} 还没有到，现在是 {now}；请更正时间",
    en="{told} has not come yet, it is {now}; correct the time",
):
    """What is entered has happened."""


class OwnTimeTold(
    Refused,
    clause=PRESENCE,
    zh="{person} 不能为自己补记时间；请由班长登记",
    en="{person} cannot tell an earlier time of their own; a leader has to enter it",
):
    """Nobody says about themselves that they were there earlier than it was entered."""


class OwnAttendance(
    Refused,
    clause=PRESENCE,
    zh="{person} 不能为自己办理；请由上级办理",
    en="{person} cannot do this for themselves; a superior has to",
):
    """Nobody permits, excuses or takes back what would count against themselves."""


class NotOnShift(
    Refused,
    clause=PRESENCE,
    zh="{person} 没有班次 {shift}；请查看班表",
    en="{person} is not on shift {shift}; look at the roster",
):
    """Attendance of a shift is that of the person who is on it."""


class NotBegun(
    Refused,
    clause=PRESENCE,
    zh="班次 {shift} 到 {starts} 才开始（#{position}）",
    en="shift {shift} begins only at {starts} (#{position})",
):
    """Nobody is absent from a shift that has not begun."""


def require_another(past: Past, person: PersonId) -> None:
    """Let whoever acts pass unless it is the person concerned, or stands in for them.

    :raises OwnAttendance: for those two.
    """
    if person in (past.actor, stands_in_for(past, past.actor)):
        raise OwnAttendance(person=person)


def around(person: PersonId, on: date) -> Boundary:
    """All about a person on a day and on those before and after it, and the leaves about it."""
    days = (person_day(person, on + number * _DAY) for number in (-1, 0, 1))
    shifts = about(*(tag("person-day", each) for each in days)).whole()
    return shifts | leaves(person, on - _DAY, on + _DAY)


def instant_of(told: datetime | None, past: Past, law: Law, person: PersonId) -> datetime:
    """When something happened: now, or at an earlier instant that a leader told, in UTC.

    :raises NotYet: when that lies in the future.
    :raises OwnTimeTold: when somebody told it about themselves.
    """
    if told is None:
        return past.at
    told = utc_of(told, law)
    if told > past.at:
        raise NotYet(told=written(told, law), now=written(past.at, law))
    if past.actor == person:
        raise OwnTimeTold(person=person)
    return told


def utc_of(told: datetime, law: Law) -> datetime:
    """A told instant in UTC; one without a zone is meant in the site's."""
    return (told if told.tzinfo else told.replace(tzinfo=law.zone)).astimezone(UTC)


def day_told(told: datetime | None, law: Law) -> date:
    """The site's day of a told instant, or the law's day."""
    if told is None:
        return law.day
    return told.date() if told.tzinfo is None else told.astimezone(law.zone).date()


def written(at: datetime, law: Law) -> str:
    """An instant as people at the site read it."""
    return f"{at.astimezone(law.zone):%m-%d %H:%M}"


def full_minutes(earlier: datetime, later: datetime) -> int:
    """The full minutes from one instant to another; none when it is not later."""
    return max(0, (later - earlier) // _MINUTE)


def starting_day(shift: Held, law: Law) -> date:
    """The site's day that a shift counts under."""
    return shift.starts.astimezone(law.zone).date()


def occasion_of(shift: Held, law: Law) -> Occasion:
    """Whether a shift is work or duty in turns, as the rulebook has its kind."""
    law = law.on(starting_day(shift, law))
    clause = law.shifts().get(shift.code)
    duty = clause is not None and law.terms(clause, Shift).duty
    return Occasion.DUTY if duty else Occasion.SHIFT


class Attendance:
    """A person's shifts about a day, and what is on record about each.

    Nothing is cited by looking; :meth:`rest_on` cites a shift with the leave that shortens it.
    """

    def __init__(self, past: Past, person: PersonId) -> None:
        self._past = past
        self.person = person
        held = held_by_all(past.peek(*CHANGES)).get(person, {})
        self.shifts = sorted(held.values(), key=lambda shift: (shift.starts, shift.shift))
        withdrawn = {fact for each in past.peek(ArrivalWithdrawn) for fact in each.event.withdrawn}
        self._withdrawn = withdrawn
        self.arrivals = self._standing(ArrivalRecorded)
        self.departures = self._standing(DepartureRecorded)
        self.absences = self._standing(AbsenceRecorded)
        self._leaves = away_by_person(past).get(person, [])

    def _standing(self, kind: type[E]) -> list[Found[E]]:
        return [
            each
            for each in self._past.peek(kind)
            if each.event.person == self.person and str(each.position) not in self._withdrawn
        ]

    def shift(self, identity: ShiftId) -> Held:
        """One of the person's shifts.

        :raises NotOnShift: when it is not theirs.
        """
        for each in self.shifts:
            if each.shift == identity:
                return each
        raise NotOnShift(person=self.person, shift=identity)

    def arrival(self, shift: Held) -> Found[ArrivalRecorded] | None:
        """The arrival for a shift, if there is one."""
        return _of(self.arrivals, shift)

    def departure(self, shift: Held) -> Found[DepartureRecorded] | None:
        """The departure from a shift, if there is one."""
        return _of(self.departures, shift)

    def absence(self, shift: Held) -> Found[AbsenceRecorded] | None:
        """The absence from a shift, if it is on record."""
        return _of(self.absences, shift)

    def permission(
        self, shift: Held, day: PersonDay, by: datetime, *, early: bool
    ) -> Found[LatenessPermitted] | None:
        """The newest permission, given by an instant, to come late for a shift or leave early."""
        found = [
            each
            for each in self._past.peek(LatenessPermitted)
            if each.event.person == self.person
            and each.event.early is early
            and each.at <= by
            and each.event.day == day
            and each.event.shift in (None, shift.shift)
        ]
        return found[-1] if found else None

    def rest_on(self, shift: Held) -> None:
        """Cite what put the person on a shift, and the leaves that shorten it."""
        changes: list[Found[Event]] = self._past.peek(*CHANGES)
        self._past.cite(*(each for each in changes if each.position == shift.position))
        away = {each.position for each in self._leaves if each.meets(shift.starts, shift.ends)}
        self._past.cite(*(each for each in self._past.peek(LeaveGranted) if each.position in away))

    def swapped(self, shift: Held) -> bool:
        """Whether the shift came to the person by a swap."""
        return any(each.position == shift.position for each in self._past.peek(ShiftSwapped))

    def leave(self, shift: Held) -> Away | None:
        """The leave that covers a whole shift, if there is one."""
        return next(
            (
                each
                for each in self._leaves
                if each.starts <= shift.starts and shift.ends <= each.ends
            ),
            None,
        )

    def begins(self, shift: Held) -> datetime:
        """When the person has to be there: at the start, or when a leave that covers it ends."""
        over = [each.ends for each in self._leaves if each.starts <= shift.starts < each.ends]
        return min(max(over, default=shift.starts), shift.ends)

    def ends(self, shift: Held) -> datetime:
        """Until when the person has to be there: to the end, or till a leave that covers it."""
        away = [each.starts for each in self._leaves if each.starts < shift.ends <= each.ends]
        return max(min(away, default=shift.ends), shift.starts)

    def about_now(
        self, at: datetime, lead: timedelta, wanted: Callable[[Held], bool]
    ) -> Held | None:
        """The first wanted shift that is on at an instant or begins within a lead time."""
        open_now = (shift for shift in self.shifts if shift.starts - lead <= at < shift.ends)
        return next(filter(wanted, open_now), None)

    def newest_begun(self, at: datetime) -> Held | None:
        """The shift that began last."""
        return next((each for each in reversed(self.shifts) if each.starts <= at), None)


def _of(found: list[Found[E]], shift: Held) -> Found[E] | None:
    return next((each for each in found if each.event.shift == shift.shift), None)
