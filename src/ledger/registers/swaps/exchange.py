"""The two legs of a swap on the roster: whose shift each is, and that both can change hands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.tags import PersonDay, PersonId, RepaidId, ShiftId, person_day, tag
from ledger.registers.leave.absent import months_of, require_no_leave
from ledger.registers.org.standing import placing, standing
from ledger.registers.roster.holding import (
    CHANGES,
    Held,
    NoSuchShift,
    day_of,
    held_by_all,
    period_of,
    require_free,
    require_registered,
    standing_shift,
)

REACH = 2
"""A shift is beside another one when there are fewer days than these between them."""

_SHIFT = re.compile(r"\d{4}-\d\d-\d\d/\S.{0,80}")
_DAY = timedelta(days=1)


class NotTheirShift(
    Refused,
    clause="swaps.own_shift",
    zh="班次 {shift} 是 {holder} 的（#{position}），不是 {person} 的；请查看班表",
    en="shift {shift} is {holder}'s (#{position}), not {person}'s; look at the roster",
):
    """Everybody swaps a shift of their own."""


class ShiftBegun(
    Refused,
    clause="swaps.own_shift",
    zh="班次 {shift} 已在 {starts} 开始（#{position}），不能再换",
    en="shift {shift} began at {starts} (#{position}) and cannot be swapped any more",
):
    """What has begun is worked by whoever began it."""


class WithOneself(
    Refused,
    clause="swaps.own_shift",
    zh="{person} 不能与自己换班；请填写另一人",
    en="{person} cannot swap with themselves; name somebody else",
):
    """A swap is between two people."""


class Wish(NamedTuple):
    """A swap as somebody wishes it: whose shift goes to whom, and what comes back for it."""

    giver: PersonId
    taker: PersonId
    given: str
    taken: str | None
    repays: RepaidId | None

    @property
    def shifts(self) -> tuple[ShiftId, ...]:
        """What is named the way the roster names a shift."""
        return tuple(each for each in (self.given, self.taken) if each and _is_shift(each))


class Exchange(NamedTuple):
    """A swap of shifts that stand on the roster, each with who is on it now."""

    wish: Wish
    given: Held
    taken: Held | None
    held: Mapping[PersonId, Mapping[ShiftId, Held]]
    """The shifts that people are on, near the legs."""

    @property
    def legs(self) -> tuple[Held, ...]:
        """The shifts that change hands."""
        return (self.given,) if self.taken is None else (self.given, self.taken)

    def receiver(self, leg: Held) -> PersonId:
        """Who would be on a shift."""
        return self.wish.taker if leg is self.given else self.wish.giver


def surroundings(wish: Wish, today: date) -> Boundary:
    """What a swap depends on beside its case: both people, their months, their days about it.

    All events of each are read, because for each kind apart a store would look once more, and
    days to come hold hardly anything but shifts.
    """
    people = (wish.giver, wish.taker)
    found = Boundary()
    for person in people:
        found |= standing(person) | placing(person)
    about_it = [tag("shift", shift) for shift in wish.shifts]
    neighbourhoods = [_near(day) for day in dict.fromkeys(map(day_of, wish.shifts))]
    for person in people:
        # The quota counts in the month of today, and leave is in those of the shifts.
        months = {tags.person_month(person, today): None}
        days: dict[PersonDay, None] = {}
        for near in neighbourhoods:
            days |= dict.fromkeys(person_day(person, day) for day in near)
            months |= dict.fromkeys(months_of(person, near[0], near[-1]))
        about_it += [tag("person-day", day) for day in days]
        about_it += [tag("person-month", month) for month in months]
    if wish.repays is not None:
        about_it += [tag("swap", wish.repays), tag("repaid", wish.repays)]
    return found | about(*about_it).whole()


def exchange_of(past: Past, law: Law, wish: Wish) -> Exchange | None:
    """The legs as they stand, both free to change hands; None when neither is on the roster.

    :raises WithOneself: when giver and taker are one person.
    :raises NobodyToRoster: when one of the two is not registered.
    :raises NoSuchShift: when one leg is on the roster and the other is not.
    :raises NotTheirShift: when somebody else is on a shift.
    :raises ShiftBegun: when a shift has begun.
    :raises OnTwoShifts: when somebody would be on two shifts at once.
    :raises OnLeave: when somebody would be on a shift while on leave.
    """
    if wish.giver == wish.taker:
        raise WithOneself(person=wish.giver)
    known = {each for each in wish.shifts if _is_known(past, each)}
    if not known:
        return None
    law.cite("swaps.own_shift")
    law.cite("roster.one_place")
    for person in (wish.giver, wish.taker):
        require_registered(past, person)
    given = own_shift(past, law, wish.given, wish.giver)
    taken = None if wish.taken is None else own_shift(past, law, wish.taken, wish.taker)
    exchange = Exchange(wish, given, taken, held_by_all(past.peek(*CHANGES)))
    leaving = {each.shift for each in exchange.legs}
    for leg in exchange.legs:
        person = exchange.receiver(leg)
        mine = exchange.held.get(person, {}).values()
        others = [each for each in mine if each.shift not in leaving]
        require_free(others, person, leg.starts, leg.ends, law.zone)
        require_no_leave(past, person, leg.starts, leg.ends, law)
    return exchange


def own_shift(past: Past, law: Law, shift: str, person: PersonId) -> Held:
    """A shift that is somebody's and has not begun.

    :raises NoSuchShift: when nobody is on it.
    :raises NotTheirShift: when somebody else is.
    :raises ShiftBegun: when it has begun.
    """
    if not _is_shift(shift):
        raise NoSuchShift(shift=shift)
    found = standing_shift(past, shift, law.zone)
    if found.person != person:
        raise NotTheirShift(
            evidence=(found.position,),
            shift=shift,
            holder=found.person,
            person=person,
            position=found.position,
        )
    if past.at >= found.starts:
        raise ShiftBegun(
            evidence=(found.position,),
            shift=shift,
            starts=f"{found.starts.astimezone(law.zone):%m-%d %H:%M}",
            position=found.position,
        )
    return found


def days_of(exchange: Exchange, law: Law) -> tuple[PersonDay, ...]:
    """Every day of both people that a leg touches."""
    people = (exchange.wish.giver, exchange.wish.taker)
    return tuple(
        dict.fromkeys(
            day
            for leg in exchange.legs
            for person in people
            for day in period_of(person, leg.starts, leg.ends, law.zone)
            if day is not None
        )
    )


@lru_cache(maxsize=4_096)
def _is_shift(text: str) -> bool:
    """Whether a text is written as the roster names its shifts."""
    if not _SHIFT.fullmatch(text):
        return False
    try:
        day = date.fromisoformat(text[: len("2026-11-21")])
    except ValueError:
        return False
    # The calendar has no days about its own ends.
    if not date.min.year < day.year < date.max.year:
        return False
    return text.isprintable() and text == text.strip()


def _is_known(past: Past, shift: ShiftId) -> bool:
    about_it = tag("shift", shift)
    return any(about_it in each.tags for each in past.peek(*CHANGES))


def _near(first: date) -> list[date]:
    """The days of shifts beside one that begins on a day, and may end on the day after."""
    return [first + number * _DAY for number in range(-REACH, REACH + 2)]
