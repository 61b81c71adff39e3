"""The days themselves, one happening after the other: a discrete-event simulation.

Each step is what one decision on the floor would bring about: the events that the registers' own
actions yield, no more and no fewer. Only a ring that nobody answered has no action, because
nobody decides it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from gateway.simulator import callers
from gateway.simulator.centre import Centre, Queue, centre_of
from gateway.simulator.floor import Call, Free, Seat, Waiting
from gateway.simulator.settings import Settings
from gateway.simulator.shifts import SECOND, Break, Duty, duties
from ledger.kernel.event import Event
from ledger.kernel.projection import Micros
from ledger.kernel.tags import SeatId
from ledger.registers.calls.events import (
    AfterCallWorkBegan,
    CallAbandoned,
    CallAccepted,
    CallBackRequested,
    CallEnded,
    CallHeld,
    CallOffered,
    CallRang,
    CallRedirected,
    CallResumed,
    CallTransferred,
    CallWrappedUp,
    EndedBy,
    RingUnanswered,
)
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut

_RING_LIMIT_SECONDS = 15
_WAIT_LIMIT = 240 * SECOND
_CALL_BACK_OFFER = 75 * SECOND

_UNANSWERED = 0.008
_HELD = 0.07
_TRANSFERRED = 0.04
_TRANSFERRED_OUTSIDE = 0.4
_ENDED_BY_AGENT = 0.25
_CALL_BACK_WAITING = 0.15
_CALL_BACK_TALKING = 0.008
_OUTSIDE = ("8001", "8002", "8010")


class Step(NamedTuple):
    """What happened at one instant by one decision."""

    at: Micros
    events: tuple[Event, ...]


def steps(settings: Settings, reference: Callable[[str], str]) -> Iterator[Step]:
    """Everything that happens, in order of time, made as it is asked for.

    ``reference`` gives the opaque reference of a caller's number, as a vault's pseudonym does.

    :raises NotSensible: when the settings are not.
    """
    settings.require_sensible()
    centre = centre_of(settings)
    begins = settings.midnight(0)
    for event in centre.registrations:
        yield Step(begins, (event,))
    yield from _Run(settings, centre, reference).live()


class _Run:
    """The state of the simulated floor, and the timers that move it."""

    def __init__(self, settings: Settings, centre: Centre, reference: Callable[[str], str]) -> None:
        self._settings = settings
        self._centre = centre
        self._reference = reference
        self._random = Random(f"{settings.seed}/floor")
        self._arrivals = Random(f"{settings.seed}/callers")
        self._attendance = Random(f"{settings.seed}/attendance")
        self._queues = {queue.id: queue for queue in centre.queues}
        self._seats = [Seat(agent) for agent in centre.agents]
        self._places: list[SeatId] = sorted(centre.seats)
        self._waiting = Waiting(tuple(self._queues))
        self._free = Free()
        self._busiest = callers.calls_in_busy_hour(centre.queues, centre.shifts)
        self._begins, self._ends = settings.midnight(0), settings.midnight(settings.days)
        self._now = self._midnight = self._begins
        self._date = ""
        self._calls_today = 0
        self._timers: list[tuple[Micros, int, Callable[..., None], tuple[Any, ...]]] = []
        self._timers_set = 0
        self._steps: list[Step] = []

    def live(self) -> Iterator[Step]:
        """Everything from the first midnight until the last caller and agent have gone."""
        self._plan(-1)
        for day in range(self._settings.days):
            self._at(self._settings.midnight(day), self._begin_day, day)
        for queue in self._centre.queues:
            self._await_caller(queue)
        while self._timers:
            self._now, _, happen, subject = heapq.heappop(self._timers)
            happen(*subject)
            if self._steps:
                yield from self._steps
                self._steps = []

    def _begin_day(self, day: int) -> None:
        self._midnight = self._now
        self._date = f"{self._settings.start + timedelta(days=day):%y%m%d}"
        self._calls_today = 0
        self._plan(day)

    def _plan(self, day: int) -> None:
        for duty in duties(
            self._settings.midnight(day),
            self._centre.shifts,
            self._attendance,
            not_before=self._begins,
            not_after=self._ends,
        ):
            seat = self._seats[duty.agent]
            self._at(duty.signs_in, self._sign_in, seat, duty)

    def _sign_in(self, seat: Seat, duty: Duty) -> None:
        if seat.state != "out":
            self._after(60 * SECOND, self._sign_in, seat, duty)
            return
        seat.place = heapq.heappop(self._places)
        seat.leaving = False
        seat.due.clear()
        self._happen(
            SeatSignedIn(agent=seat.agent.person, seat=seat.place, queues=seat.agent.queues)
        )
        self._at(duty.leaves, self._leave, seat)
        for each in duty.breaks:
            self._at(each.at, self._break_due, seat, each)
        self._become_free(seat)

    def _leave(self, seat: Seat) -> None:
        seat.leaving = True
        if seat.state == "idle":
            self._sign_out(seat)

    def _sign_out(self, seat: Seat) -> None:
        self._change(seat, "out")
        self._happen(SeatSignedOut(agent=seat.agent.person, seat=seat.place))
        if seat.place is not None:
            heapq.heappush(self._places, seat.place)
        seat.place = None

    def _break_due(self, seat: Seat, due: Break) -> None:
        if seat.state == "idle":
            self._pause(seat, due)
        elif seat.state != "out":
            seat.due.append(due)

    def _pause(self, seat: Seat, due: Break) -> None:
        self._change(seat, "paused")
        self._happen(SeatPaused(agent=seat.agent.person, reason=due.reason))
        self._after(due.length, self._come_back, seat, seat.turn)

    def _come_back(self, seat: Seat, turn: int) -> None:
        if seat.turn != turn:
            return
        if seat.leaving:
            self._sign_out(seat)
            return
        self._happen(SeatReady(agent=seat.agent.person))
        self._become_free(seat)

    def _become_free(self, seat: Seat) -> None:
        """An agent has nothing on their hands: home, a break that is due, or the next call."""
        if seat.leaving:
            self._sign_out(seat)
        elif seat.due:
            self._pause(seat, seat.due.popleft())
        else:
            self._change(seat, "idle")
            call = self._waiting.take_for(seat.agent)
            if call is not None:
                self._ring(call, seat)

    def _await_caller(self, queue: Queue) -> None:
        """Thinning: candidates come at the day's highest rate, and the demand thins them out."""
        rate = self._busiest * queue.share / 3600
        at = self._now
        while at < self._ends:
            at += int(self._arrivals.expovariate(rate) * 1000) * 1000 + 1000
            if self._arrivals.random() < callers.demand((at - self._midnight) / SECOND):
                break
        if at < self._ends:
            self._at(at, self._arrive, queue)

    def _arrive(self, queue: Queue) -> None:
        self._await_caller(queue)
        self._calls_today += 1
        found = callers.caller(self._arrivals)
        call = Call(
            id=f"{self._date}-{self._calls_today:05d}",
            queue=queue.id,
            entered=self._now,
            number=found.number,
            customer=self._reference(found.number),
            priority=found.priority,
        )
        self._happen(
            CallOffered(
                call=call.id,
                queue=call.queue,
                customer=call.customer,
                number=call.number,
                priority=call.priority,
            )
        )
        self._enter(call)

    def _enter(self, call: Call) -> None:
        self._after(callers.patience(self._random), self._give_up, call)
        self._after(_WAIT_LIMIT, self._time_out, call)
        if self._random.random() < _CALL_BACK_WAITING:
            self._after(_CALL_BACK_OFFER, self._ask_for_call_back, call)
        seat = self._free.best_for(call.queue)
        if seat is None:
            self._waiting.add(call)
        else:
            self._ring(call, seat)

    def _give_up(self, call: Call) -> None:
        if call.state not in ("waiting", "ringing"):
            return
        rings = call.state == "ringing"
        call.state = "over"
        self._happen(CallAbandoned(call=call.id, queue=call.queue))
        if rings:
            seat = next(seat for seat in self._seats if seat.call is call)
            self._become_free(seat)

    def _time_out(self, call: Call) -> None:
        if call.state == "waiting":
            call.state = "over"
            self._happen(CallRedirected(call=call.id, queue=call.queue, reason="timeout"))

    def _ask_for_call_back(self, call: Call) -> None:
        if call.state == "waiting":
            call.state = "over"
            self._request_call_back(call)
            self._happen(CallRedirected(call=call.id, queue=call.queue, reason="key"))

    def _request_call_back(self, call: Call) -> None:
        self._happen(
            CallBackRequested(
                call=call.id, queue=call.queue, customer=call.customer, number=call.number
            )
        )

    def _ring(self, call: Call, seat: Seat) -> None:
        call.state = "ringing"
        self._change(seat, "ringing", call)
        self._happen(CallRang(call=call.id, queue=call.queue, agent=seat.agent.person))
        if self._random.random() < _UNANSWERED:
            self._after(_RING_LIMIT_SECONDS * SECOND, self._ring_out, call, seat, seat.turn)
        else:
            self._after(callers.ring(self._random), self._accept, call, seat, seat.turn)

    def _ring_out(self, call: Call, seat: Seat, turn: int) -> None:
        """Nobody answered: the switch pauses the seat and the caller waits on at the head."""
        if seat.turn != turn:
            return
        call.state = "waiting"
        self._happen(
            RingUnanswered(
                call=call.id,
                queue=call.queue,
                agent=seat.agent.person,
                rang=_RING_LIMIT_SECONDS,
            )
        )
        away = int(30_000 + 60_000 * self._random.random()) * 1000
        self._pause(seat, Break(self._now, "system", away))
        other = self._free.best_for(call.queue)
        if other is None:
            self._waiting.put_back(call)
        else:
            self._ring(call, other)

    def _accept(self, call: Call, seat: Seat, turn: int) -> None:
        if seat.turn != turn:
            return
        call.state = "talking"
        self._change(seat, "busy", call)
        self._happen(CallAccepted(call=call.id, queue=call.queue, agent=seat.agent.person))
        length = callers.talk(self._queues[call.queue], self._random)
        if self._random.random() < _CALL_BACK_TALKING:
            self._after(length // 2, self._request_call_back, call)
        if self._random.random() < _HELD:
            held = int((15 + 60 * self._random.random()) * 1000) * 1000
            self._after(length * 2 // 3, self._hold, call, seat)
            self._after(length * 2 // 3 + held, self._resume, call, seat)
            length += held
        self._after(length, self._finish, call, seat)

    def _hold(self, call: Call, seat: Seat) -> None:
        self._happen(CallHeld(call=call.id, queue=call.queue, agent=seat.agent.person))

    def _resume(self, call: Call, seat: Seat) -> None:
        self._happen(CallResumed(call=call.id, queue=call.queue, agent=seat.agent.person))

    def _finish(self, call: Call, seat: Seat) -> None:
        call.state = "over"
        self._change(seat, "after", call)
        self._after(callers.after_call(self._random), self._wrap_up, call, seat)
        if not call.transferred and self._random.random() < _TRANSFERRED:
            self._transfer(call, seat)
            return
        by: EndedBy = "agent" if self._random.random() < _ENDED_BY_AGENT else "caller"
        agent = seat.agent.person
        self._happen(
            CallEnded(call=call.id, queue=call.queue, agent=agent, by=by),
            AfterCallWorkBegan(call=call.id, queue=call.queue, agent=agent),
        )

    def _transfer(self, call: Call, seat: Seat) -> None:
        """The caller goes to another queue, where the call waits anew, or outside the site."""
        others = [queue for queue in self._queues if queue != call.queue]
        inside = bool(others) and self._random.random() >= _TRANSFERRED_OUTSIDE
        place = others if inside else _OUTSIDE
        chosen = place[int(self._random.random() * len(place))]
        agent = seat.agent.person
        passed_on = CallTransferred(
            call=call.id,
            queue=call.queue,
            agent=agent,
            to_queue=chosen if inside else None,
            to=None if inside else chosen,
        )
        work = AfterCallWorkBegan(call=call.id, queue=call.queue, agent=agent)
        if not inside:
            self._happen(passed_on, work)
            return
        self._happen(passed_on, work, CallOffered(call=call.id, queue=chosen))
        self._enter(Call(call.id, chosen, self._now, call.number, call.customer, transferred=True))

    def _wrap_up(self, call: Call, seat: Seat) -> None:
        self._happen(CallWrappedUp(agent=seat.agent.person, call=call.id))
        self._become_free(seat)

    def _change(self, seat: Seat, state: str, call: Call | None = None) -> None:
        seat.turn += 1
        if seat.state == "idle":
            self._free.remove(seat)
        seat.state, seat.call = state, call
        if state == "idle":
            self._free.add(seat)

    def _happen(self, *events: Event) -> None:
        self._steps.append(Step(self._now, events))

    def _at(self, at: Micros, happen: Callable[..., None], *subject: Any) -> None:
        self._timers_set += 1
        heapq.heappush(self._timers, (max(at, self._now), self._timers_set, happen, subject))

    def _after(self, span: Micros, happen: Callable[..., None], *subject: Any) -> None:
        self._at(self._now + span, happen, *subject)
