"""How much leave of a category somebody has had in a year, and may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ledger import registers
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, PersonYear, tag
from ledger.kernel.words import Words
from ledger.registers.leave.absent import OUTCOMES, years_of
from ledger.registers.leave.events import (
    Category,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)


class AllowanceUsed(
    Refused,
    clause="leave.allowance",
    zh="{year} 年{category}已请 {used} 天，再请 {asked} 天超出 {limit} 天",
    en="days of {category} leave taken in {year}: {used}; with {asked} more they exceed {limit}",
):
    """Leave stays inside the company's allowance for the year (S1.6-17)."""


class Used(NamedTuple):
    """How many days of a year are asked for or taken, and by which events."""

    days: float
    found: tuple[Found[Event], ...]


class _Year(NamedTuple):
    """One year of a leave: what else is used, how much this one takes, and the limit."""

    number: str
    used: Used
    more: float
    limit: float | None


def years(person: PersonId, first: date, last: date) -> Boundary:
    """All that was asked for in a person's years from one day to another, and its outcome."""
    tags = (tag("person-year", each) for each in years_of(person, first, last))
    return about(*tags).read(LeaveRequested, *OUTCOMES)


def require_allowance(past: Past, asked: LeaveRequested, law: Law) -> None:
    """Let a leave pass that stays inside the allowance of its category, in each of its years.

    Counted is what stands: asked for, and neither rejected nor withdrawn; less what was not used.

    :raises AllowanceUsed: for more.
    """
    weighed = list(_weighed(past, asked, law))
    for year in weighed:
        if year.limit is not None and year.used.days + year.more > year.limit:
            past.cite(*year.used.found)
            raise AllowanceUsed(
                evidence=tuple(each.position for each in year.used.found),
                category=registers.value_words()[asked.category],
                year=year.number,
                used=f"{year.used.days:g}",
                asked=f"{year.more:g}",
                limit=f"{year.limit:g}",
            )
    _tell(weighed, asked.category, law)


def tell_allowance(past: Past, asked: LeaveRequested, law: Law) -> None:
    """Tell whoever decides how much of each year's leave this one makes."""
    _tell(_weighed(past, asked, law), asked.category, law)


def _tell(years: Iterable[_Year], category: Category, law: Law) -> None:
    label = registers.value_words()[category]
    for place, year in enumerate(years):
        if year.more or not place:
            law.tell("leave.allowance", _counted(label, year))


def _weighed(past: Past, asked: LeaveRequested, law: Law) -> Iterator[_Year]:
    limit = law.read("leave.allowance", "days", dict[str, float]).get(asked.category)
    others = [
        each
        for each in past.peek(LeaveRequested, *OUTCOMES)
        if tag("leave", asked.leave) not in each.tags
    ]
    for year in asked.years:
        used = used_in(others, year, asked.category)
        yield _Year(year.rpartition("/")[2], used, _share(asked, year), limit)


def used_in(found: Iterable[Found[Event]], year: PersonYear, category: Category) -> Used:
    """How many days of a category stand in a person's year."""
    events = list(found)
    over = {e.event.leave for e in events if isinstance(e.event, LeaveRejected | LeaveWithdrawn)}
    days, standing, leaves = 0.0, [], set()
    for each in events:
        event = each.event
        if not isinstance(event, LeaveRequested) or event.leave in over:
            continue
        if event.category == category and year in event.years:
            days += _share(event, year)
            standing.append(each)
            leaves.add(event.leave)
    unused = sum(_unused(events, leaves, year))
    return Used(days - unused, tuple(standing))


def _unused(found: Iterable[Found[Event]], leaves: set[str], year: PersonYear) -> Iterator[float]:
    for each in found:
        event = each.event
        if isinstance(event, LeaveReturned) and event.leave in leaves and year in event.years:
            first = year == event.years[0]
            yield event.unused - event.unused_next_year if first else event.unused_next_year


def _share(event: LeaveRequested, year: PersonYear) -> float:
    """How many days of a leave lie in one of its years."""
    first = year == event.years[0]
    return event.days - event.days_next_year if first else event.days_next_year


def _counted(label: Words, year: _Year) -> Words:
    zh = f"{year.number} 年{label.zh}连这次"
    en = f"days of {label.en} leave in {year.number}, with this one"
    total = f"{year.used.days + year.more:g}"
    if year.limit is None:
        return Words(f"{zh} {total} 天", f"{en}: {total}")
    return Words(f"{zh} {total} 天，共 {year.limit:g} 天", f"{en}: {total} of {year.limit:g}")
