"""When something is due: one way to say it, recurrences that occur, hours that are hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from functools import cache
from itertools import pairwise

from ledger.rulebook.checking.material import Finding, Material, Said, nearest
from ledger.rulebook.places import Path
from ledger.rulebook.recurrence import NotARecurrence, Recurrence
from ledger.rulebook.terms import Cadence, Deadline, Hours
from ledger.rulebook.terms.deadline import Due
from ledger.rulebook.terms.hours import Opening

NEAR_COUNTRIES = ("CN", "HK", "MO", "TW")
"""Countries that the library of holidays is known to have, without asking it."""

_EXAMPLE = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=18"


def check(material: Material) -> Iterator[Finding]:
    """Every deadline, cadence and clause of hours."""
    for said, deadline in material.of(Deadline):
        yield from _due(said, deadline.due)
    for said, cadence in material.of(Cadence):
        yield from _cadence(said, cadence)
    for said, hours in material.of(Hours):
        yield from _hours(said, hours)


def _due(said: Said, due: Due) -> Iterator[Finding]:
    given = (due.within is not None) + (due.field is not None) + (due.time is not None)
    if given != 1:
        yield said.finding(
            ("due",),
            "期限要写 within、field 或 time，写一个且只写一个",
            "what is due takes one of within, field and time; give exactly one",
        )
        return
    if due.shift and due.field is None:
        yield said.finding(
            ("due", "shift"),
            "shift 只与 field 一起用；请删去",
            "shift goes with field only; take it out",
        )
    if (due.days or due.working) and due.time is None:
        yield said.finding(
            ("due",),
            "days 和 working 只与 time 一起用；请删去",
            "days and working go with time only; take them out",
        )


def _cadence(said: Said, cadence: Cadence) -> Iterator[Finding]:
    fault = _unfit_rule(cadence.rrule)
    if fault is not None:
        yield said.finding(("rrule",), *fault)
    if cadence.holidays != "keep" and cadence.hours is None:
        yield said.finding(
            ("holidays",),
            "避开休息日要有工作时间；请写 hours",
            "to avoid days off it needs working hours; name the clause under hours",
        )
    if cadence.least < 1:
        yield said.finding(("least",), "least 至少是 1；请改正", "least is at least 1; correct it")


@cache
def _unfit_rule(rrule: str) -> tuple[str, str] | None:
    """Why a rule cannot be used, in both languages; None if it can."""
    try:
        occurs = Recurrence(rrule).occurs()
    except NotARecurrence as fault:
        return (
            f"rrule 无法读出（{fault.words.zh}）；请写 RFC 5545 规则，如 {_EXAMPLE}",
            f"rrule cannot be read ({fault.words.en}); write a rule of RFC 5545 such as {_EXAMPLE}",
        )
    if not occurs:
        return ("rrule 从不出现；请改正", "rrule never occurs; correct it")
    return None


def _hours(said: Said, hours: Hours) -> Iterator[Finding]:
    if not any(hours.week.values()):
        yield said.finding(
            ("week",), "一周没有开放时间；请写上", "the week has no opening; give one"
        )
    for weekday, openings in hours.week.items():
        yield from _openings(said, ("week", weekday), openings)
    yield from _openings(said, ("holiday",), hours.holiday)
    if hours.holiday and hours.holidays is None:
        yield said.finding(
            ("holiday",),
            "写了 holiday 却没写 holidays；请写明哪国的节假日",
            "it gives holiday but no holidays; name the country whose holidays they are",
        )
    for number, day in enumerate(hours.days):
        yield from _openings(said, ("days", number, "openings"), day.openings)
        if any(day.on == other.on for other in hours.days[:number]):
            yield said.finding(
                ("days", number),
                f"{day.on} 写了两次；请只留一处",
                f"{day.on} stands twice; keep one",
            )
    if hours.holidays not in (None, *NEAR_COUNTRIES) and hours.holidays not in countries():
        told = nearest(str(hours.holidays), countries())
        yield said.finding(
            ("holidays",),
            f"没有 {hours.holidays} 的节假日；{told.zh}",
            f"there are no holidays of {hours.holidays}; {told.en}",
        )


def _openings(said: Said, path: Path, openings: tuple[Opening, ...]) -> Iterator[Finding]:
    midnight = time(0)
    for number, opening in enumerate(openings):
        if opening.closes not in (midnight,) and opening.closes <= opening.opens:
            yield said.finding(
                (*path, number),
                f"{opening.closes} 关，早于 {opening.opens} 开；跨零点请分成两天写",
                f"it closes at {opening.closes}, before it opens at {opening.opens}; "
                "write what goes past midnight on both days",
            )
    order = sorted(enumerate(openings), key=lambda each: each[1].opens)
    for (_, before), (number, after) in pairwise(order):
        if before.closes == midnight or after.opens < before.closes:
            yield said.finding(
                (*path, number),
                f"{after.opens} 开的时段与前一段重叠；请改正",
                f"the opening at {after.opens} overlaps the one before; correct them",
            )


@cache
def countries() -> frozenset[str]:
    """The countries whose public holidays are known, by their two letters."""
    # The library takes a tenth of a second to load and more, which only rare countries have to pay.
    from holidays.registry import COUNTRIES

    return frozenset(code for _, code, *_ in COUNTRIES.values())
