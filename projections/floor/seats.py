"""The seats: what each person does, since when, and how their time adds up.

A person has one state by precedence: on a call, ringing, after-call work, paused, ready, signed
out. Time is counted when a state ends, split at the boundaries of intervals; what still runs is
added by whoever reads. Sign-in, pause and hold are counted by themselves, from their beginning
to their end. A stamp earlier than the one before it counts no time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.kernel.projection import Micros, Rows
from projections.floor.periods import SLOT, Interval, Periods
from projections.floor.rows import LegRow, SeatIntervalRow, SeatRow

_COUNTED = {
    "ready": "ready",
    "ringing": "ringing",
    "on-call": "on_call",
    "after-call": "after_call",
}
_BUSY = frozenset({"on_call", "after_call"})


class Finished(NamedTuple):
    """After-call work that is over: whose call it was, and how long it took."""

    credited: Micros
    queue: str
    span: Micros


class Seats:
    """The people at their seats."""

    def __init__(
        self, seats: Rows[SeatRow], intervals: Rows[SeatIntervalRow], periods: Periods
    ) -> None:
        self._rows = seats
        self._touched = seats.touched
        self._intervals = intervals
        self._periods = periods

    def at(self, agent: str) -> SeatRow:
        """A person's row, which is about to change."""
        self._touched.add(agent)
        row = self._rows.get(agent)
        if row is None:
            row = self._rows[agent] = SeatRow(agent=agent)
        return row

    def sign_in(
        self, agent: str, seat: str | None, queues: tuple[str, ...], at: Micros
    ) -> Finished | None:
        """Somebody signs in; while signed in already, it only adds queues."""
        row = self.at(agent)
        row.serves = True
        if row.signed_in is not None:
            if queues:
                served = [*filter(None, row.queues.split(",")), *queues]
                row.queues = ",".join(dict.fromkeys(served))
            row.seat = seat or row.seat
            return None
        self._end_pause(row, at)
        finished = self._end_after_call(row, at)
        row.signed_in, row.seat, row.queues = at, seat, ",".join(queues)
        self._day(row, self._periods.day_of(at))
        self._settle(row, at)
        return finished

    def sign_out(self, agent: str, signed_in_for: Micros | None, at: Micros) -> Finished | None:
        """Somebody signs out, which ends whatever they did.

        Without a sign-in, the time the switch tells counts, unless it was counted before.
        """
        row = self.at(agent)
        row.serves = True
        began = row.signed_in
        if began is None and signed_in_for is not None:
            began = max(at - signed_in_for, row.signed_out or 0)
        if began is not None:
            self._spend(agent, "signed_in", began, at)
        self._end_pause(row, at)
        finished = self._end_after_call(row, at)
        row.signed_in = row.accepted = row.rung = row.rung_queue = None
        row.signed_out = at
        self._settle(row, at)
        return finished

    def ready(self, agent: str, at: Micros) -> Finished | None:
        """A pause or after-call work is over."""
        row = self.at(agent)
        self._end_pause(row, at)
        finished = self._end_after_call(row, at)
        self._settle(row, at)
        return finished

    def pause(self, agent: str, reason: str | None, at: Micros) -> None:
        """A pause begins; of repeated ones the first counts, with the newest reason."""
        row = self.at(agent)
        row.serves = True
        if row.paused is None:
            row.paused = at
        row.reason = reason or row.reason
        self._settle(row, at)

    def ring(self, agent: str, call: str, queue: str, at: Micros) -> None:
        """A call rings at somebody's seat."""
        row = self.at(agent)
        row.serves = True
        row.rung, row.rung_queue = call, queue
        self._settle(row, at)

    def stop_ringing(self, agent: str, call: str, at: Micros) -> None:
        """A call no longer rings at somebody's seat."""
        row = self._rows.get(agent)
        if row is not None and row.rung == call:
            self._touched.add(agent)
            row.rung = row.rung_queue = None
            self._settle(row, at)

    def accept(self, agent: str, leg: LegRow, at: Micros) -> Finished | None:
        """Somebody begins to talk; an earlier call of theirs is theirs no longer."""
        row = self.at(agent)
        row.serves = True
        finished = self._end_after_call(row, at) if row.after_call is not None else None
        row.rung = row.rung_queue = None
        self._count(row, at)
        row.state, row.since, row.accepted = "on-call", at, at
        row.call, row.queue, row.credited = leg.call, leg.queue, leg.credited
        return finished

    def release(self, agent: str, leg: LegRow, at: Micros) -> None:
        """Somebody no longer talks on a call, if it is theirs."""
        row = self.at(agent)
        if row.accepted is not None and row.call == leg.call and row.queue == leg.queue:
            self._count(row, at)
            row.accepted = None
            row.state, row.since = state_of(row), at

    def held(self, agent: str, since: Micros, at: Micros) -> None:
        """A hold is over."""
        self._spend(agent, "held", since, at)

    def handled(self, agent: str, leg: LegRow, talked: Micros, at: Micros) -> None:
        """A conversation is over."""
        row = self.at(agent)
        row.serves = True
        slot = self._periods.slots.get(at // SLOT) or self._periods.slot(at)
        day = slot.interval.day
        if row.day != day:
            self._day(row, day)
        if row.day == day:
            row.handled += 1
        self.release(agent, leg, at)
        spent = self.interval_row(leg.credited, agent)
        spent.handled += 1
        spent.talk += talked

    def begin_after_call(self, agent: str, at: Micros) -> None:
        """The work that follows a call begins."""
        row = self.at(agent)
        row.serves = True
        if row.after_call is None:
            row.after_call = at
            self._settle(row, at)

    def end_after_call(self, agent: str, at: Micros) -> Finished | None:
        """The work that follows a call is over."""
        row = self.at(agent)
        finished = self._end_after_call(row, at)
        self._settle(row, at)
        return finished

    def interval_row(self, start: Micros, agent: str) -> SeatIntervalRow:
        """A person's row of the interval that an instant lies in, which is about to change."""
        slot = self._periods.slots.get(start // SLOT) or self._periods.slot(start)
        return self._row(slot.interval, agent)

    def _row(self, interval: Interval, agent: str) -> SeatIntervalRow:
        key = (interval.start, agent)
        self._intervals.touched.add(key)
        row = interval.people.get(agent)
        if row is None:
            row = self._intervals.find(key)
            if row is None:
                row = SeatIntervalRow(start=interval.start, agent=agent, day=interval.day)
                self._intervals[key] = row
            interval.people[agent] = row
        return row

    def _settle(self, row: SeatRow, at: Micros) -> None:
        """Give the row the state its parts make, and count the time of the one it leaves."""
        state = state_of(row)
        if state != row.state:
            self._count(row, at)
            row.state, row.since = state, at
        elif not row.since:
            row.since = at

    def _count(self, row: SeatRow, at: Micros) -> None:
        field = _COUNTED.get(row.state)
        if field is not None:
            self._spend(row.agent, field, row.since, at)

    def _end_pause(self, row: SeatRow, at: Micros) -> None:
        if row.paused is not None:
            self._spend(row.agent, "paused", row.paused, at)
            row.paused = row.reason = None

    def _end_after_call(self, row: SeatRow, at: Micros) -> Finished | None:
        began, row.after_call = row.after_call, None
        if began is None or row.queue is None or at <= began:
            return None
        return Finished(row.credited, row.queue, at - began)

    def _spend(self, agent: str, field: str, since: Micros, until: Micros) -> None:
        for interval, span in pieces(self._periods, since, until):
            spent = self._row(interval, agent)
            setattr(spent, field, getattr(spent, field) + span)
            if field in _BUSY or field == "ready":
                self._add_to_day(self._rows[agent], interval.day, field, span)

    def _add_to_day(self, row: SeatRow, day: str, field: str, span: Micros) -> None:
        if row.day != day:
            self._day(row, day)
        if row.day != day:
            return
        if field == "ready":
            row.idle += span
        else:
            row.busy += span

    def _day(self, row: SeatRow, day: str) -> None:
        """Begin a person's counts anew on a later day."""
        if row.day < day:
            row.day, row.handled, row.busy, row.idle = day, 0, 0, 0


def state_of(row: SeatRow) -> str:
    """The one state a row's parts make, by precedence."""
    if row.accepted is not None:
        return "on-call"
    if row.rung is not None:
        return "ringing"
    if row.after_call is not None:
        return "after-call"
    if row.paused is not None:
        return "paused"
    return "ready" if row.signed_in is not None else "signed-out"


def pieces(periods: Periods, since: Micros, until: Micros) -> Iterator[tuple[Interval, Micros]]:
    """A span of time cut at the boundaries of intervals; nothing when it would be negative."""
    while since < until:
        interval = periods.interval(since)
        end = min(interval.end, until)
        yield interval, end - since
        since = end


def running(row: SeatRow) -> Iterator[tuple[str, Micros]]:
    """What runs at a seat, as the field of its interval rows and since when."""
    field = _COUNTED.get(row.state)
    if field is not None:
        yield field, row.since
    if row.signed_in is not None:
        yield "signed_in", row.signed_in
    if row.paused is not None:
        yield "paused", row.paused
