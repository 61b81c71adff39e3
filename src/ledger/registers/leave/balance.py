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


def years(person: PersonId, first: date, last: date) -> Boundary:
    """All that was asked for in a person's years from one day to another, and its outcome."""
    tags = (tag("person-year", each) for each in years_of(person, first, last))
    return about(*tags).read(LeaveRequested, *OUTCOMES)


def require_allowance(past: Past, asked: LeaveRequested, law: Law) -> None:
    """Let a leave pass that stays inside the allowance of its category, in each of its years.

    Counted is what stands: asked for, and neither rejected nor withdrawn; less what was not used.

    :raises AllowanceUsed: for more.
    """
    label = registers.value_words()[asked.category]
    for year, used, more, limit in _weighed(past, asked, law):
        if limit is not None and used.days + more > limit:
            past.cite(*used.found)
            raise AllowanceUsed(
                evidence=tuple(each.position for each in used.found),
                category=label,
                year=year.rpartition("/")[2],
                used=f"{used.days:g}",
                asked=f"{more:g}",
                limit=f"{limit:g}",
            )
    tell_allowance(past, asked, law)


def tell_allowance(past: Past, asked: LeaveRequested, law: Law) -> None:
    """Tell whoever decides how much of each year's leave this one makes."""
    label = registers.value_words()[asked.category]
    for year, used, more, limit in _weighed(past, asked, law):
        if more or year == asked.years[0]:
            told = _counted(label, year.rpartition("/")[2], used.days, more, limit)
            law.tell("leave.allowance", told)


def _weighed(
    past: Past, asked: LeaveRequested, law: Law
) -> Iterator[tuple[PersonYear, Used, float, float | None]]:
    """Of each year of a leave: what else is used, how much this one takes, and the limit."""
    limit = law.read("leave.allowance", "days", dict[str, float]).get(asked.category)
    others = [
        each
        for each in past.peek(LeaveRequested, *OUTCOMES)
        if tag("leave", asked.leave) not in each.tags
    ]
    for year in asked.years:
        yield year, used_in(others, year, asked.category), _share(asked, year), limit


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


def _counted(
    label: Words, year: str, used: float, more: float, limit: float | None = None
) -> Words:
    zh, en = f"{year} 年{label.zh}连这次", f"days of {label.en} leave in {year}, with this one"
    total = f"{used + more:g}"
    if limit is None:
        return Words(f"{zh} {total} 天", f"{en}: {total}")
    return Words(f"{zh} {total} 天，共 {limit:g} 天", f"{en}: {total} of {limit:g}")
