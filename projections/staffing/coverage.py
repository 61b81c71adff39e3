"""Needed, planned, present: one day by half hours, and where people are short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ledger.kernel.projection import Micros
from projections.floor import Floor
from projections.roster.rows import ShiftRow
from projections.staffing.need import Demand, Need


class Slot(NamedTuple):
    """One interval of a day."""

    starts: Micros
    ends: Micros
    need: Need | None
    planned: int
    """How many are on a shift: their time in the interval, in whole people."""
    present: float | None
    """How many were signed in, on average so far; None before the interval has begun."""

    @property
    def short(self) -> int:
        """How many more are needed than are planned."""
        return max(0, self.need.agents - self.planned) if self.need is not None else 0


def coverage(
    needed: Sequence[Need], shifts: Sequence[ShiftRow], floor: Floor, now: Micros
) -> list[Slot]:
    """A day's intervals with what they need, who is planned, and who is there.

    ``now`` parts what has been from what is to come.
    """
    spans = [(each.demand.starts, each.demand.ends) for each in needed]
    plan = planned(spans, shifts)
    there = present(floor, spans, now)
    return [
        Slot(
            starts,
            ends,
            need if need.demand.weeks else None,
            count,
            there.get(starts) if starts < now else None,
        )
        for need, (starts, ends), count in zip(needed, spans, plan, strict=True)
    ]


def planned(spans: Sequence[tuple[Micros, Micros]], shifts: Iterable[ShiftRow]) -> list[int]:
    """How many are on a shift in each of some spans that follow each other, in whole people."""
    time = [0] * len(spans)
    for row in shifts:
        if row.person is None:
            continue
        for number, (starts, ends) in enumerate(spans):
            if row.starts < ends and starts < row.ends:
                time[number] += min(ends, row.ends) - max(starts, row.starts)
    return [count // (ends - starts) for count, (starts, ends) in zip(time, spans, strict=True)]


def present(
    floor: Floor, spans: Sequence[tuple[Micros, Micros]], now: Micros
) -> Mapping[Micros, float]:
    """How many were signed in on average in each span that has begun, by its beginning."""
    if not spans:
        return {}
    signed_in = {starts: 0 for starts, _ in spans}
    for row in floor.seat_intervals.between(spans[0][0], spans[-1][1]):
        if row.start in signed_in:
            signed_in[row.start] += row.signed_in
    for seat in floor.seats.values():
        if seat.signed_in is None:
            continue
        # What still runs is credited when it ends; until then it is counted from the seat itself.
        for starts, ends in spans:
            since, until = max(starts, seat.signed_in), min(ends, now)
            if since < until:
                signed_in[starts] += until - since
    return {
        starts: signed_in[starts] / (min(ends, now) - starts)
        for starts, ends in spans
        if starts < now
    }


def changed(
    expected: Sequence[Demand],
    shifts: Sequence[ShiftRow],
    without: set[str],
    more: Sequence[ShiftRow],
) -> tuple[list[int], list[int]]:
    """How many are planned in each interval before and after some shifts go and others come."""
    spans = [(each.starts, each.ends) for each in expected]
    kept = [row for row in shifts if row.shift not in without]
    return planned(spans, shifts), planned(spans, [*kept, *more])
