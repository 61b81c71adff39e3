"""Which days of a leave medical proofs cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo

from ledger.kernel.boundary import Found, Past
from ledger.kernel.tags import LeaveId, tag
from ledger.registers.leave.absent import days_between
from ledger.registers.leave.events import (
    LeaveGranted,
    LeaveRequested,
    LeaveReturned,
    MedicalProofSubmitted,
    SickLeaveEnded,
)
from ledger.registers.leave.rostered import local_days

_DAY = timedelta(days=1)


def days_to_prove(past: Past, opening: Found[LeaveRequested], zone: tzinfo) -> list[date]:
    """The days of the site on which the person was away, from the first to the last."""
    leave = tag("leave", opening.event.leave)
    ended = past.last(SickLeaveEnded, tag=leave)
    if ended is not None:
        first = min(_day(opening.event.starts, zone), ended.event.ended_on)
        return list(days_between(first, ended.event.ended_on))
    granted = past.last(LeaveGranted, tag=leave)
    starts, ends = opening.event.starts, opening.event.ends
    if granted is not None:
        starts, ends = granted.event.starts or starts, granted.event.ends or ends
    back = past.last(LeaveReturned, tag=leave)
    if back is not None:
        ends = min(ends, max(starts, back.event.returned_at or back.at))
    return list(days_between(*local_days(starts, ends, zone)))


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


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
