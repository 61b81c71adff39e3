"""Who holds which shift, from the events about a person's days or about one shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from ledger.kernel.action import Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonDay, PersonId, RosterId, ShiftId, person_day, tag
from ledger.kernel.words import Unfit
from ledger.registers.org.standing import roles_of
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from ledger.registers.swaps.events import ShiftSwapped

CHANGES = (ShiftAssigned, ShiftReassigned, ShiftCancelled, ShiftSwapped)
"""The events that say who is on a shift."""

_DAY = timedelta(days=1)
_DATE_LENGTH = len("2026-11-21")


class OnTwoShifts(
    Refused,
    clause="roster.one_place",
    zh="{person} 在 {from_} 至 {until} 已有班 {shift}（#{position}）",
    en="{person} is on shift {shift} from {from_} to {until} already (#{position})",
):
    """Nobody is on two shifts at once."""


class NobodyToRoster(
    Refused,
    clause="org.register",
    zh="没有登记工号 {person}；请先登记人员",
    en="{person} is not registered; register the person first",
):
    """Only a registered person can be on a shift."""


class NoSuchShift(
    Refused,
    clause="roster.shifts",
    zh="没有班次 {shift}，或已取消；请查看班表",
    en="there is no shift {shift}, or it was cancelled; look at the roster",
):
    """What nobody is on can be neither passed on nor cancelled."""


class ShiftOver(
    Refused,
    clause="roster.shifts",
    zh="班次 {shift} 已在 {ended} 结束（#{position}），不再改动",
    en="shift {shift} ended at {ended} (#{position}) and is not changed any more",
):
    """Who was on a shift that is over stays on record."""


class Held(NamedTuple):
    """A shift that somebody is on."""

    shift: ShiftId
    person: PersonId
    starts: datetime
    ends: datetime
    code: str
    roster: RosterId | None
    position: int

    def meets(self, starts: datetime, ends: datetime) -> bool:
        """Whether there is an instant in both; the end belongs to neither."""
        return self.starts < ends and starts < self.ends


def day_of(shift: ShiftId) -> date:
    """The day on which a shift starts, which its identity begins with.

    :raises Unfit: for what is no identity of a shift.
    """
    try:
        return date.fromisoformat(shift[:_DATE_LENGTH])
    except ValueError:
        raise Unfit(
            f"{shift} 不是班次编号；请写如 2026-11-21/D/A031",
            f"{shift} is no shift; write one such as 2026-11-21/D/A031",
        ) from None


def days(person: PersonId, on: date) -> Boundary:
    """What is rostered for a person on the day a shift starts and the one it may end on.

    :raises Unfit: for a day at the end of the calendar, after which there is no other.
    """
    if on.year == date.max.year:
        raise Unfit(
            f"{on} 没有可排的班；请改正日期", f"there is no shift on {on}; correct the date"
        )
    both = (person_day(person, on), person_day(person, on + _DAY))
    return about(*(tag("person-day", each) for each in both)).read(*CHANGES)


def history(shift: ShiftId) -> Boundary:
    """Who has been on a shift."""
    return about(tag("shift", shift)).read(*CHANGES)


def held_by_all(found: Iterable[Found[Event]]) -> dict[PersonId, dict[ShiftId, Held]]:
    """The shifts that people are on, after these events in their order."""
    held: dict[PersonId, dict[ShiftId, Held]] = {}
    for each in found:
        event = each.event
        if isinstance(event, ShiftCancelled):
            held.get(event.person, {}).pop(event.shift, None)
            continue
        if isinstance(event, ShiftReassigned):
            held.get(event.giver, {}).pop(event.shift, None)
        if isinstance(event, ShiftSwapped):
            held.get(event.giver, {}).pop(event.given or "", None)
            held.get(event.taker, {}).pop(event.taken or "", None)
        for mine in held_from(event, each.position):
            held.setdefault(mine.person, {})[mine.shift] = mine
    return held


def held_from(event: Event, position: int) -> Iterator[Held]:
    """The shifts that somebody is on by an event, as it says."""
    if isinstance(event, ShiftAssigned | ShiftReassigned):
        yield Held(
            event.shift,
            event.person,
            event.starts,
            event.ends,
            event.code,
            event.roster,
            position,
        )
    elif isinstance(event, ShiftSwapped):
        if event.given and event.given_starts and event.given_ends:
            yield Held(
                event.given,
                event.taker,
                event.given_starts,
                event.given_ends,
                event.given_code or "",
                event.given_roster,
                position,
            )
        if event.taken and event.taken_starts and event.taken_ends:
            yield Held(
                event.taken,
                event.giver,
                event.taken_starts,
                event.taken_ends,
                event.taken_code or "",
                event.taken_roster,
                position,
            )


def found_shift(past: Past, shift: ShiftId) -> Held | None:
    """The shift as it stands; None when nobody is on it."""
    changes: tuple[type[Event], ...] = CHANGES
    newest = past.last(*changes, tag=tag("shift", shift))
    if newest is None:
        return None
    held = held_from(newest.event, newest.position)
    return next((each for each in held if each.shift == shift), None)


def standing_shift(past: Past, shift: ShiftId, zone: tzinfo) -> Held:
    """The shift as it stands, not over yet.

    :raises NoSuchShift: when nobody is on it.
    :raises ShiftOver: when it has ended.
    """
    found = found_shift(past, shift)
    if found is None:
        newest = past.last(ShiftCancelled, tag=tag("shift", shift))
        evidence = () if newest is None else (newest.position,)
        raise NoSuchShift(evidence=evidence, shift=shift)
    if past.at >= found.ends:
        raise ShiftOver(
            evidence=(found.position,),
            shift=shift,
            ended=f"{found.ends.astimezone(zone):%m-%d %H:%M}",
            position=found.position,
        )
    return found


def require_registered(past: Past, person: PersonId) -> None:
    """Let a registered person pass.

    :raises NobodyToRoster: for anybody else.
    """
    if not roles_of(past, person):
        raise NobodyToRoster(person=person)


def require_free(
    held: Iterable[Held], person: PersonId, starts: datetime, ends: datetime, zone: tzinfo
) -> None:
    """Let a person pass who is on no shift at any instant of a span.

    :raises OnTwoShifts: for anybody else, citing the shift that is in the way.
    """
    clash = next((each for each in held if each.meets(starts, ends)), None)
    if clash is not None:
        raise OnTwoShifts(
            evidence=(clash.position,) if clash.position else (),
            person=person,
            shift=clash.shift,
            from_=f"{clash.starts.astimezone(zone):%m-%d %H:%M}",
            until=f"{clash.ends.astimezone(zone):%m-%d %H:%M}",
            position=clash.position,
        )


def period_of(
    person: PersonId, starts: datetime, ends: datetime, zone: tzinfo
) -> tuple[PersonDay, PersonDay | None]:
    """The person's day on which a shift starts, and the next where it goes on past midnight."""
    first = starts.astimezone(zone).date()
    last = (ends - timedelta(microseconds=1)).astimezone(zone).date()
    return person_day(person, first), person_day(person, last) if last != first else None
