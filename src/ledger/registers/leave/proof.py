"""Which days of a leave medical proofs cover."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from ledger.kernel.boundary import Found, Past
from ledger.kernel.tags import LeaveId, tag
from ledger.registers.leave.absent import days_between
from ledger.registers.leave.events import (
    LeaveRequested,
    LeaveReturned,
    MedicalProofSubmitted,
    SickLeaveEnded,
)
from ledger.registers.roster.holding import day_of

_DAY = timedelta(days=1)


def days_to_prove(past: Past, opening: Found[LeaveRequested], zone: tzinfo) -> list[date]:
    """The days that a leave took, from the first to the last: those of its shifts, if it has any.

    Who came back early has no more to prove from then on.
    """
    leave = tag("leave", opening.event.leave)
    first, last = _span(opening.event, zone)
    back = past.last(LeaveReturned, tag=leave)
    if back is not None:
        at = back.event.returned_at or back.at
        last = max(first, min(last, at.astimezone(zone).date()))
    ended = past.last(SickLeaveEnded, tag=leave)
    if ended is not None:
        first, last = min(first, ended.event.ended_on), ended.event.ended_on
    return list(days_between(first, last))


def proofs(past: Past, leave: LeaveId) -> Iterator[tuple[date, date]]:
    """The periods that were proved so far."""
    for each in past.of(MedicalProofSubmitted, tag("leave", leave)):
        yield each.event.covers_from, each.event.covers_to


def uncovered(days: Iterable[date], periods: Iterable[tuple[date, date]]) -> list[date]:
    """The days that lie in none of the periods."""
    known = list(periods)
    return [day for day in days if not any(first <= day <= last for first, last in known)]


def in_short(days: Iterable[date]) -> str:
    """Days as people write them, those that follow one another as a span."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and spans[-1][1] + _DAY == day:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return ", ".join(
        f"{first:%m-%d}" if first == last else f"{first:%m-%d}–{last:%m-%d}"
        for first, last in spans
    )


def _span(asked: LeaveRequested, zone: tzinfo) -> tuple[date, date]:
    if asked.absent_from:
        shifts = [day_of(each) for each in asked.absent_from]
        return min(shifts), max(shifts)
    first = asked.starts.astimezone(zone).date()
    return first, first + _DAY * max(0, math.ceil(asked.days) - 1)
