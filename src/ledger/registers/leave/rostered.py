"""What a leave takes somebody from: the shifts in its span, as the roster has them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from ledger import registers
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day, tag
from ledger.kernel.words import Words
from ledger.registers.leave.absent import days_between
from ledger.registers.roster.events import Cause, ShiftAssigned, ShiftReassigned
from ledger.registers.roster.holding import CHANGES, Held, held_by_all
from ledger.registers.swaps.events import ShiftSwapped
from ledger.rulebook.calendars import is_public_holiday
from ledger.rulebook.gates import Ground
from ledger.rulebook.terms import Shift

_DAY = timedelta(days=1)


_BECAUSE = {
    "starts": Words("班次 {shift} {at} 开始", "shift {shift} begins at {at}"),
    "night": Words("{shift} 是夜班", "{shift} is a night shift"),
    "holiday": Words("{shift} 是节假日的班", "{shift} is on a holiday"),
    "swapped": Words("{shift} 是换来的班（#{position}）", "{shift} came by a swap (#{position})"),
}


class NotAsRostered(
    Refused,
    clause="leave.as_rostered",
    zh="{field}按班表是 {known}，不是 {given}；请更正或留空",
    en="by the roster {field} is {known}, not {given}; correct it or leave it empty",
):
    """What the roster says about a leave cannot be told otherwise."""


class Taken(NamedTuple):
    """A shift that a leave takes somebody from, wholly or in part."""

    held: Held
    on: date
    night: bool
    holiday: bool
    swapped: bool
    part: float
    """How much of a day's leave it is: half of one, or a whole one."""


def rostered(person: PersonId, first: date, last: date) -> Boundary:
    """What is on the roster for a person on these days."""
    days = (person_day(person, day) for day in days_between(first, last))
    return about(*(tag("person-day", each) for each in days)).read(*CHANGES)


def local_days(starts: datetime, ends: datetime, zone: tzinfo) -> tuple[date, date]:
    """The first and the last day of the site that a span touches."""
    last = max(starts, ends - timedelta(microseconds=1))
    return starts.astimezone(zone).date(), last.astimezone(zone).date()


def taken_shifts(
    past: Past, person: PersonId, starts: datetime, ends: datetime, law: Law
) -> list[Taken]:
    """The person's shifts in a span, those that begin first in front."""
    found = past.peek(*CHANGES)
    held = held_by_all(found).get(person, {}).values()
    within = sorted((each for each in held if each.meets(starts, ends)), key=lambda e: e.starts)
    by_position = {each.position: each for each in found}
    for each in within:
        past.cite(by_position[each.position])
    return [
        _taken(each, by_position[each.position], starts, ends, law.on(_day(each, law.zone)))
        for each in within
    ]


def told_days(
    shifts: Sequence[Taken],
    told: float | None,
    starts: datetime,
    ends: datetime,
    zone: tzinfo,
) -> float:
    """How many days of leave it is: those of the shifts, else as told, else of 24 hours each.

    The hours are those of the site's clock, so that the day on which it is changed is one too.
    """
    if shifts:
        return sum(each.part for each in shifts)
    if told is not None:
        return told
    first, last = (at.astimezone(zone).replace(tzinfo=None) for at in (starts, ends))
    return max(1, math.ceil((last - first) / _DAY))


def next_years_days(shifts: Sequence[Taken], days: float, first: date, last: date) -> float:
    """How many of the days lie in the year after the one in which the leave begins."""
    if last.year == first.year:
        return 0
    if shifts:
        return sum(each.part for each in shifts if each.on.year > first.year)
    return max(0.0, days - ((date(first.year, 12, 31) - first).days + 1))


def require_as_rostered(shifts: Sequence[Taken], told: dict[str, Any]) -> dict[str, Any]:
    """What the shifts say of a leave, beside what was told of it; without a shift, the latter.

    :raises NotAsRostered: when something was told otherwise.
    """
    if not shifts:
        return {name: value for name, value in told.items() if value is not None}
    known = {
        "days": sum(each.part for each in shifts),
        "night": any(each.night for each in shifts),
        "holiday": any(each.holiday for each in shifts),
        "swapped_shift": any(each.swapped for each in shifts),
    }
    for name, value in known.items():
        given = told.get(name)
        if given is not None and given != value:
            raise NotAsRostered(
                evidence=tuple(each.held.position for each in shifts),
                field=registers.field_words()[name],
                known=_said(value),
                given=_said(given),
            )
    return {**told, **known}


def grounds_of(shifts: list[Taken], law: Law) -> dict[str, Ground]:
    """Which shift makes the leave one from a night shift, a holiday, a swapped shift."""
    found: dict[str, Ground] = {}
    if shifts:
        found["starts"] = _ground(shifts[0], "starts", law)
    for name in ("night", "holiday", "swapped"):
        shift = next((each for each in shifts if getattr(each, name)), None)
        if shift is not None:
            field = "swapped_shift" if name == "swapped" else name
            found[field] = _ground(shift, name, law)
    return found


def listed(shifts: Sequence[Taken], zone: tzinfo) -> Words:
    """The shifts, for whoever looks before acting."""
    if not shifts:
        return Words("班表上没有这段时间的班", "the roster has no shift in this time")
    told = list(_briefly(shifts, zone))
    return Words(f"占班 {len(shifts)}：{'、'.join(told)}", f"off {len(shifts)}: {', '.join(told)}")


def _briefly(shifts: Sequence[Taken], zone: tzinfo) -> Iterator[str]:
    for each in shifts:
        span = (each.held.starts.astimezone(zone), each.held.ends.astimezone(zone))
        yield f"{each.held.code} {span[0]:%m-%d %H:%M}–{span[1]:%H:%M}"


def _taken(held: Held, by: Found[Event], starts: datetime, ends: datetime, law: Law) -> Taken:
    clause = law.shifts().get(held.code)
    night = clause is not None and law.terms(clause, Shift).night
    off = min(ends, held.ends) - max(starts, held.starts)
    return Taken(
        held,
        law.day,
        night,
        is_public_holiday(law.day, law.read("roster.shifts", "holidays", str)),
        _swapped(by.event),
        0.5 if off * 2 <= held.ends - held.starts else 1,
    )


def _swapped(event: Event) -> bool:
    """Whether somebody came to a shift by a swap."""
    if isinstance(event, ShiftAssigned | ShiftReassigned):
        return event.origin is Cause.SWAP
    return isinstance(event, ShiftSwapped)


def _day(held: Held, zone: tzinfo) -> date:
    return held.starts.astimezone(zone).date()


def _said(value: object) -> object:
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    return f"{value:g}" if isinstance(value, float | int) else value


def utc(at: datetime, zone: tzinfo) -> datetime:
    """An instant in UTC; one without a zone is meant in the site's."""
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _ground(shift: Taken, name: str, law: Law) -> Ground:
    held = shift.held
    at = f"{held.starts.astimezone(law.zone):%m-%d %H:%M}"
    zh, en = (
        words.format(shift=held.shift, at=at, position=held.position) for words in _BECAUSE[name]
    )
    return Ground(Words(zh, en), (held.position,))
