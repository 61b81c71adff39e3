"""The calls: each leg from the offer to its end, and what it adds to its queue's interval.

What a source leaves out is concluded from what it says. An acceptance or an end without an offer
is a call that was offered as long before as the switch says it waited and talked; an end without
an acceptance was accepted. Waits and talks that the switch measured win over differences of
stamps, and none is ever negative.
"""

from __future__ import annotations

from ledger.kernel.projection import Micros, Rows
from projections.floor.periods import SLOT, Interval, Periods, Slot
from projections.floor.rows import ArrivalRow, IntervalRow, LegRow, QueueRow
from projections.floor.seats import Finished, Seats

LAST_HOUR = 12
"""How many slots of arrivals are kept."""

SECOND: Micros = 1_000_000


class Legs:
    """The calls in the queues, and the intervals they are counted in."""

    def __init__(
        self,
        queues: Rows[QueueRow],
        legs: Rows[LegRow],
        intervals: Rows[IntervalRow],
        arrivals: Rows[ArrivalRow],
        seats: Seats,
        periods: Periods,
    ) -> None:
        self._queues = queues
        self._legs = legs
        self._intervals = intervals
        self._arrivals = arrivals
        self._seats = seats
        self._periods = periods
        self.by_day: dict[str, list[IntervalRow]] = {}
        """The queues' intervals that are in memory, by business day."""
        self._newest_slot: Micros = 0

    def settled(self) -> None:
        """Renew what is derived of the rows."""
        self.by_day.clear()
        for row in self._intervals.values():
            self.by_day.setdefault(row.day, []).append(row)
        self._newest_slot = max((slot for slot, _ in self._arrivals), default=0)

    def offer(
        self, call: str, queue: str, priority: int, at: Micros, arrived: Micros | None
    ) -> LegRow:
        """A call enters a queue; offered again while it is there, it begins anew."""
        slots = self._periods.slots
        slot = slots.get(at // SLOT) or self._periods.slot(at)
        arrivals = slot.arrivals.get(queue) or self._arrivals_row(slot, queue)
        if arrivals is not None:
            arrivals.offered += 1
            self._arrivals.touched.add((slot.start, queue))
        if arrived is not None:
            slot = slots.get(arrived // SLOT) or self._periods.slot(arrived)
        interval = slot.interval
        row = interval.queues.get(queue) or self._row(interval, queue)
        row.offered += 1
        self._intervals.touched.add((interval.start, queue))
        key = (call, queue)
        earlier = self._legs.get(key)
        if earlier is None or earlier.accepted is not None:
            self.queue(queue).waiting += 1
        elif earlier.rings:
            self._stop_ringing(earlier, at)
        leg = self._legs[key] = LegRow(
            call=call,
            queue=queue,
            state="waiting",
            entered=at,
            credited=interval.start,
            priority=priority,
            since=at,
        )
        self._legs.touched.add(key)
        return leg

    def turn_away(self, queue: str, closed: bool, at: Micros) -> None:
        """A call was not let into a queue."""
        self.queue(queue)
        row = self._interval_row(at, queue)
        row.turned_away += 1
        if closed:
            row.closed += 1

    def ring(self, call: str, queue: str, agent: str, at: Micros) -> None:
        """A waiting call rings at a seat; for a call nobody knows to wait, nothing rings."""
        leg = self._legs.get((call, queue))
        if leg is None or leg.accepted is not None:
            return
        self._legs.touched.add((call, queue))
        leg.state, leg.agent, leg.since = "ringing", agent, at
        leg.rings = f"{leg.rings},{agent}" if leg.rings else agent
        self._seats.ring(agent, call, queue, at)

    def ring_unanswered(self, call: str, queue: str, agent: str | None, at: Micros) -> None:
        """A call no longer rings at a seat, and waits on; with nobody named, at none."""
        leg = self._legs.get((call, queue))
        if leg is None or not leg.rings:
            return
        self._legs.touched.add((call, queue))
        ringing = leg.rings.split(",")
        still = [each for each in ringing if agent is not None and each != agent]
        for each in ringing:
            if each not in still:
                self._seats.stop_ringing(each, call, at)
        leg.rings = ",".join(still)
        leg.agent = still[-1] if still else None
        if not still:
            leg.state, leg.since = "waiting", at

    def accept(
        self, call: str, queue: str, agent: str | None, waited: int | None, at: Micros
    ) -> LegRow:
        """A waiting call is accepted; accepted already, it only passes to whoever talks now."""
        leg = self._legs.get((call, queue))
        if leg is None:
            leg = self.offer(call, queue, 0, at - (waited or 0) * SECOND, None)
        self._legs.touched.add((call, queue))
        if leg.rings:
            self._stop_ringing(leg, at)
        first = leg.accepted is None
        if first:
            self.queue(queue).waiting -= 1
            self._answered(leg, at - leg.entered if waited is None else waited * SECOND)
            leg.accepted = at
        elif agent == leg.agent:
            return leg
        elif leg.agent is not None:
            self._seats.release(leg.agent, leg, at)
        leg.state, leg.since, leg.agent = "talking", at, agent
        if agent is not None:
            finished = self._seats.accept(agent, leg, at)
            if finished is not None:
                self.finish_after_call(finished)
            if first:
                self._seats.interval_row(leg.credited, agent).answered += 1
        return leg

    def hold(self, call: str, queue: str, at: Micros) -> None:
        """The caller is put on hold."""
        leg = self._legs.get((call, queue))
        if leg is not None and leg.state == "talking":
            self._legs.touched.add((call, queue))
            leg.state, leg.since = "held", at

    def resume(self, call: str, queue: str, at: Micros) -> None:
        """The caller is taken back from hold."""
        leg = self._legs.get((call, queue))
        if leg is not None and leg.state == "held":
            self._legs.touched.add((call, queue))
            self._end_hold(leg, at)
            leg.state, leg.since = "talking", at

    def end(
        self,
        call: str,
        queue: str,
        agent: str | None,
        waited: int | None,
        talked: int | None,
        at: Micros,
    ) -> None:
        """A conversation is over."""
        key = (call, queue)
        leg = self._legs.get(key)
        if leg is None or leg.accepted is None:
            began = at - (talked or 0) * SECOND
            leg = self.accept(call, queue, agent, waited, began)
        if leg.state == "held":
            self._end_hold(leg, at)
        if agent is None:
            agent = leg.agent
        elif leg.agent is not None and leg.agent != agent:
            self._seats.release(leg.agent, leg, at)
        talk = max(0, at - (leg.accepted or at) if talked is None else talked * SECOND)
        hold = min(leg.held, talk)
        row = self._interval_row(leg.credited, queue)
        row.handled += 1
        row.talk += talk - hold
        row.hold += hold
        self._legs.drop(key)
        if agent is not None:
            self._seats.handled(agent, leg, talk, at)

    def abandon(self, call: str, queue: str, waited: int | None, at: Micros) -> None:
        """The caller gave up waiting; after an acceptance, the conversation is over instead."""
        leg = self._leave(call, queue, waited, at)
        if leg is None:
            return
        wait = max(0, at - leg.entered if waited is None else waited * SECOND)
        interval = self._periods.interval(leg.credited)
        row = self._interval_row(leg.credited, queue)
        row.abandoned += 1
        row.wait_abandoned += wait
        if wait <= interval.within:
            row.abandoned_within += 1
        if wait <= interval.short:
            row.abandoned_short += 1
        row.wait_longest = max(row.wait_longest, wait)

    def redirect(self, call: str, queue: str, waited: int | None, at: Micros) -> None:
        """A waiting call leaves the queue for another place."""
        leg = self._leave(call, queue, waited, at)
        if leg is None:
            return
        wait = max(0, at - leg.entered if waited is None else waited * SECOND)
        row = self._interval_row(leg.credited, queue)
        row.redirected += 1
        row.wait_longest = max(row.wait_longest, wait)

    def call_back(self, call: str, queue: str, at: Micros) -> None:
        """A caller asked to be called back."""
        self.queue(queue)
        leg = self._legs.get((call, queue))
        self._interval_row(at if leg is None else leg.credited, queue).call_backs += 1

    def finish_after_call(self, finished: Finished | None) -> None:
        """The work that followed a call is over."""
        if finished is not None:
            row = self._interval_row(finished.credited, finished.queue)
            row.after_call += finished.span

    def queue(self, queue: str) -> QueueRow:
        """A queue's row, which is about to change."""
        self._queues.touched.add(queue)
        row = self._queues.get(queue)
        if row is None:
            row = self._queues[queue] = QueueRow(queue=queue)
        return row

    def _leave(self, call: str, queue: str, waited: int | None, at: Micros) -> LegRow | None:
        """The leg of a call that leaves unaccepted; None when it was a conversation that ended."""
        key = (call, queue)
        leg = self._legs.get(key)
        if leg is None:
            leg = self.offer(call, queue, 0, at - (waited or 0) * SECOND, None)
        elif leg.accepted is not None:
            self.end(call, queue, None, None, None, at)
            return None
        self.queue(queue).waiting -= 1
        self._legs.drop(key)
        if leg.rings:
            self._stop_ringing(leg, at)
        return leg

    def _answered(self, leg: LegRow, wait: Micros) -> None:
        interval = self._periods.interval(leg.credited)
        row = interval.queues.get(leg.queue) or self._row(interval, leg.queue)
        self._intervals.touched.add((interval.start, leg.queue))
        row.answered += 1
        if wait <= interval.within:
            row.answered_within += 1
        if wait > 0:
            row.wait_answered += wait
            if wait > row.wait_longest:
                row.wait_longest = wait

    def _stop_ringing(self, leg: LegRow, at: Micros) -> None:
        for agent in leg.rings.split(","):
            self._seats.stop_ringing(agent, leg.call, at)
        leg.rings = ""

    def _end_hold(self, leg: LegRow, at: Micros) -> None:
        leg.held += max(0, at - leg.since)
        if leg.agent is not None:
            self._seats.held(leg.agent, leg.since, at)

    def _interval_row(self, at: Micros, queue: str) -> IntervalRow:
        interval = (self._periods.slots.get(at // SLOT) or self._periods.slot(at)).interval
        self._intervals.touched.add((interval.start, queue))
        return interval.queues.get(queue) or self._row(interval, queue)

    def _row(self, interval: Interval, queue: str) -> IntervalRow:
        key = (interval.start, queue)
        row = self._intervals.get(key)
        if row is None:
            row = self._intervals.find(key)
            if row is None:
                row = IntervalRow(start=interval.start, queue=queue, day=interval.day)
                self._intervals[key] = row
            self.by_day.setdefault(interval.day, []).append(row)
        interval.queues[queue] = row
        return row

    def _arrivals_row(self, slot: Slot, queue: str) -> ArrivalRow | None:
        """The row of a slot, which pushes out those an hour older; None if it is that old."""
        if slot.start > self._newest_slot:
            self._newest_slot = slot.start
            for key in [each for each in self._arrivals if self._too_old(each[0])]:
                self._arrivals.drop(key)
        elif self._too_old(slot.start):
            return None
        key = (slot.start, queue)
        row = self._arrivals.get(key)
        if row is None:
            row = self._arrivals[key] = ArrivalRow(slot=slot.start, queue=queue)
        slot.arrivals[queue] = row
        return row

    def _too_old(self, slot: Micros) -> bool:
        return slot <= self._newest_slot - LAST_HOUR * SLOT
