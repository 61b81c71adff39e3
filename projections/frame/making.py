"""Making a frame of the floor's rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ledger.kernel.action import Law
from ledger.kernel.projection import Micros
from projections.floor import Floor, LegRow, QueueRow, SeatRow
from projections.floor.legs import LAST_HOUR
from projections.floor.periods import SLOT
from projections.formulas import AHT, ASA, OCCUPANCY, Tally
from projections.frame.limits import Limits
from projections.frame.shapes import (
    Frame,
    Headline,
    Level,
    QueueLine,
    Reading,
    SeatLine,
    WaitingLine,
)

_SECOND = 1_000_000
_AT_WORK = frozenset({"ringing", "on-call", "after-call"})
_HANDLING = frozenset({"on-call", "after-call"})


class _Presence:
    """How the people who serve the same queues stand, and how their day went."""

    __slots__ = ("busy", "idle", "ready")

    def __init__(self) -> None:
        self.ready = 0
        self.busy: Micros = 0
        self.idle: Micros = 0


def frame(floor: Floor, now: Micros, law: Law | None = None) -> Frame:
    """The floor at an instant, by the law of its business day unless another is given.

    It costs as much as there are open calls, people, queues and intervals of the day, however
    long the ledger is.

    :raises UnknownFormula: when the law names a service level that this program does not have.
    """
    today = floor.periods.interval(now)
    day, limits = today.day, Limits(law or floor.periods.law_on(date.fromisoformat(today.day)))
    begins = floor.periods.begins_at(today)
    present, unended = _present(floor, day)
    tallies = {queue: Tally() for queue in floor.queues}
    for interval in floor.of_day(day):
        tallies.setdefault(interval.queue, Tally()).add_calls(interval)
    presence, at_work = _presence(floor.seats.values(), day, begins, now)
    lines = _queue_lines(floor, now, limits, tallies, presence, at_work, present)
    return Frame(
        now=now,
        day=day,
        position=floor.position,
        latest_at=floor.latest_at,
        headline=_headline(floor, day, limits, tallies, presence, lines, unended),
        queues=lines,
        seats=tuple(
            _seat_line(floor.seats[agent], limits, day)
            for agent in sorted(floor.seats)
            if floor.seats[agent].serves
        ),
        waiting=tuple(_waiting_line(leg, limits) for leg in present),
    )


def _present(floor: Floor, day: str) -> tuple[list[LegRow], int]:
    """The calls that wait, oldest first, and how many have been open since before yesterday."""
    yesterday = date.fromisoformat(day) - timedelta(days=1)
    oldest = floor.periods.begins(yesterday)
    waiting, unended = [], 0
    for leg in floor.legs.values():
        if leg.since < oldest:
            unended += 1
        elif leg.accepted is None:
            waiting.append(leg)
    waiting.sort(key=lambda leg: (leg.entered, leg.call, leg.queue))
    return waiting, unended


def _presence(
    seats: Iterable[SeatRow], day: str, begins: Micros, now: Micros
) -> tuple[dict[str, _Presence], dict[str | None, int]]:
    """People by the queues they serve, and how many are at work on calls of each queue."""
    found: dict[str, _Presence] = {}
    at_work: dict[str | None, int] = {}
    for seat in seats:
        group = found.get(seat.queues)
        if group is None:
            group = found[seat.queues] = _Presence()
        if seat.day == day:
            group.busy += seat.busy
            group.idle += seat.idle
        state = seat.state
        if state == "ready":
            group.ready += 1
            group.idle += max(0, now - max(seat.since, begins))
        elif state in _AT_WORK:
            queue = seat.rung_queue if state == "ringing" else seat.queue
            at_work[queue] = at_work.get(queue, 0) + 1
            if state in _HANDLING:
                group.busy += max(0, now - max(seat.since, begins))
    return found, at_work


def _occupancy(groups: Iterable[_Presence]) -> float | None:
    tally = Tally()
    for group in groups:
        tally.on_call += group.busy
        tally.ready += group.idle
    return OCCUPANCY.of(tally)


def _queue_lines(
    floor: Floor,
    now: Micros,
    limits: Limits,
    tallies: dict[str, Tally],
    presence: dict[str, _Presence],
    at_work: dict[str | None, int],
    present: list[LegRow],
) -> tuple[QueueLine, ...]:
    waiting: dict[str, list[LegRow]] = {}
    for leg in present:
        waiting.setdefault(leg.queue, []).append(leg)
    served = {queues: set(queues.split(",")) if queues else None for queues in presence}
    lines = []
    for queue in sorted(tallies):
        tally, legs = tallies[queue], waiting.get(queue, [])
        groups = [
            group
            for queues, group in presence.items()
            if (names := served[queues]) is None or queue in names
        ]
        lines.append(
            QueueLine(
                queue=queue,
                title=floor.queues.get(queue, QueueRow(queue=queue)).title,
                waiting=limits.waiting(len(legs)),
                oldest=limits.since_entered(legs[0].entered if legs else None),
                ready=sum(group.ready for group in groups),
                busy=at_work.get(queue, 0),
                offered=tally.offered,
                answered=tally.answered,
                abandoned=tally.abandoned,
                abandoned_short=tally.abandoned_short,
                service_level=limits.service_level(tally),
                asa=ASA.of(tally),
                aht=AHT.of(tally),
                occupancy=_occupancy(groups),
                abandonment=limits.abandonment(tally),
                last_hour=_last_hour(floor, queue, now),
            )
        )
    return tuple(lines)


def _last_hour(floor: Floor, queue: str, now: Micros) -> tuple[int, ...]:
    newest = now // SLOT * SLOT
    slots = (newest - back * SLOT for back in range(LAST_HOUR - 1, -1, -1))
    found = (floor.arrivals.get((slot, queue)) for slot in slots)
    return tuple(row.offered if row is not None else 0 for row in found)


def _headline(
    floor: Floor,
    day: str,
    limits: Limits,
    tallies: dict[str, Tally],
    presence: dict[str, _Presence],
    lines: tuple[QueueLine, ...],
    unended: int,
) -> Headline:
    whole = Tally()
    for tally in tallies.values():
        whole.add_calls(tally)
    seats = [seat for seat in floor.seats.values() if seat.state != "signed-out" or seat.day == day]
    entered = (line.oldest.instant for line in lines if line.oldest.instant is not None)
    return Headline(
        waiting=Reading(
            sum(line.waiting.value or 0 for line in lines),
            max((line.waiting.level for line in lines), default=Level.NORMAL),
        ),
        oldest=limits.since_entered(min(entered, default=None)),
        service_level=limits.service_level(whole),
        formula=limits.formula.id,
        target_percent=limits.target,
        within_seconds=limits.within / _SECOND,
        offered=whole.offered,
        answered=whole.answered,
        abandoned=whole.abandoned,
        abandoned_short=whole.abandoned_short,
        abandonment=limits.abandonment(whole),
        asa=ASA.of(whole),
        aht=AHT.of(whole),
        occupancy=_occupancy(presence.values()),
        signed_in=sum(seat.state != "signed-out" for seat in seats),
        known=len(seats),
        left_out=sum(row.left_out for row in floor.sources.values()),
        unknown=sum(floor.unknown.values()),
        unended=unended,
    )


def _seat_line(seat: SeatRow, limits: Limits, day: str) -> SeatLine:
    state = seat.state
    shown = state in _HANDLING
    return SeatLine(
        seat.agent,
        seat.name,
        seat.team,
        state,
        limits.since_changed(seat),
        seat.reason if state == "paused" else None,
        seat.rung_queue if state == "ringing" else seat.queue if shown else None,
        seat.rung if state == "ringing" else seat.call if shown else None,
        seat.handled if seat.day == day else 0,
    )


def _waiting_line(leg: LegRow, limits: Limits) -> WaitingLine:
    return WaitingLine(
        call=leg.call,
        queue=leg.queue,
        since=limits.since_entered(leg.entered),
        priority=leg.priority,
        ringing_at=leg.agent if leg.rings else None,
    )
