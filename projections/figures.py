"""The floor's figures over any span of time: by day, queue, agent or interval, or in one.

They are the same numbers as the floor shows, because both are made from the same rows by the same
formulas. What still runs at a seat is counted up to ``now``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from projections.floor import Floor, Interval
from projections.floor.rows import SeatRow
from projections.floor.seats import pieces, running
from projections.formulas import (
    FLOOR,
    SERVICE_LEVELS,
    Formula,
    FormulaSet,
    Tally,
    service_level,
)
from projections.queue_log import QUEUE_LOG

By = Literal["day", "queue", "agent", "interval", "none"]

SETS = {FLOOR.id: FLOOR, QUEUE_LOG.id: QUEUE_LOG}
"""The formula sets by id."""


class FigureRow(NamedTuple):
    """The figures of one day, queue, agent or interval."""

    key: str
    """The day as 2026-11-21, the queue, the agent, the interval's first instant in the site's
    zone as 2026-11-21T09:30:00+08:00, or nothing for all in one."""
    title: str | None
    """The queue's title."""
    values: dict[str, float | None]
    """By formula id, in the order of the set; shares in percent, spans in seconds."""
    left_out: int
    """Records that imports left out of this book, which no figure can count."""
    unknown: int
    """Events that this program does not know, which no figure counts."""
    tally: Tally


def figures_between(
    floor: Floor,
    since: Micros,
    until: Micros,
    by: By,
    *,
    now: Micros | None = None,
    chosen: FormulaSet = FLOOR,
) -> list[FigureRow]:
    """The figures of the intervals that begin from ``since`` on and before ``until``.

    Rows are sorted by key, and there is one for everything that anything happened to. ``now`` is
    the newest event's time unless told. :func:`day_span` gives the span of business days.
    """
    moment = floor.latest_at if now is None else now
    tallies = _tallies(floor, since, until, by, moment)
    left_out = sum(row.left_out for row in floor.sources.values())
    unknown = sum(floor.unknown.values())
    formulas = chosen.people if by == "agent" else chosen.calls
    return [
        FigureRow(
            key,
            floor.queues[key].title if by == "queue" and key in floor.queues else None,
            {each.id: each.of(tally) for each in formulas},
            left_out,
            unknown,
            tally,
        )
        for key, tally in sorted(tallies.items(), key=_in_time if by == "interval" else None)
    ]


def day_span(floor: Floor, first: date, last: date) -> tuple[Micros, Micros]:
    """From the first instant of a business day to the end of another, for figures between them."""
    return floor.periods.begins(first), floor.periods.begins(last + timedelta(days=1))


def _tallies(floor: Floor, since: Micros, until: Micros, by: By, now: Micros) -> dict[str, Tally]:
    found: dict[str, Tally] = {}

    def tally(key: str) -> Tally:
        made = found.get(key)
        if made is None:
            made = found[key] = Tally()
        return made

    if by == "none":
        tally("")
    if by != "agent":
        name = _namer(floor, by)
        for row in floor.intervals.between(since, until):
            tally(row.queue if by == "queue" else name(row.start, row.day)).add_calls(row)
    _add_people(floor, since, until, by, now, tally)
    return found


def _add_people(
    floor: Floor,
    since: Micros,
    until: Micros,
    by: By,
    now: Micros,
    tally: Callable[[str], Tally],
) -> None:
    keys = _people_keys(floor, by)
    for row in floor.seat_intervals.between(since, until):
        for key in keys(row.agent, row.start, row.day):
            (tally(key).add_person if by == "agent" else tally(key).add_time)(row)
    for seat in floor.seats.values():
        for field, interval, span in _still_running(floor, seat, since, until, now):
            for key in keys(seat.agent, interval.start, interval.day):
                tally(key).add_span(field, span)


def _still_running(
    floor: Floor, seat: SeatRow, since: Micros, until: Micros, now: Micros
) -> Iterator[tuple[str, Interval, Micros]]:
    for field, began in running(seat):
        for interval, span in pieces(floor.periods, max(began, since), min(now, until)):
            if since <= interval.start < until:
                yield field, interval, span


def _people_keys(floor: Floor, by: By) -> Callable[[str, Micros, str], tuple[str, ...]]:
    """Where a person's time of an interval is added; for queues, to each they serve now."""
    if by == "agent":
        return lambda agent, start, day: (agent,)
    if by != "queue":
        name = _namer(floor, by)
        return lambda agent, start, day: (name(start, day),)
    every = tuple(floor.queues)
    served = {seat.agent: _served(seat, every) for seat in floor.seats.values()}
    return lambda agent, start, day: served.get(agent, every)


def _served(seat: SeatRow, every: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in every if each in seat.queues.split(",")) if seat.queues else every


def _in_time(item: tuple[str, Tally]) -> Micros:
    return micros(datetime.fromisoformat(item[0]))


def _namer(floor: Floor, by: By) -> Callable[[Micros, str], str]:
    if by == "day":
        return lambda start, day: day
    if by == "interval":
        zone = floor.periods.zone
        return lambda start, day: instant(start).astimezone(zone).isoformat()
    return lambda start, day: ""


__all__ = [
    "FLOOR",
    "QUEUE_LOG",
    "SERVICE_LEVELS",
    "SETS",
    "By",
    "FigureRow",
    "Formula",
    "FormulaSet",
    "Tally",
    "day_span",
    "figures_between",
    "service_level",
]
