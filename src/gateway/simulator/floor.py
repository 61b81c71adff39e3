"""The floor as the simulated switch sees it: calls that wait, seats that are free, who gets whom.

A call goes to the free agent who is best at its queue, among equals to the one free longest. An
agent who becomes free gets the caller with the highest priority, then the longest wait, where a
queue the agent is less good at counts as some seconds later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from gateway.simulator.centre import Agent
from gateway.simulator.shifts import SECOND, Break
from ledger.kernel.projection import Micros
from ledger.kernel.tags import CallId, CustomerId, QueueId, SeatId

_LESS_GOOD = 12 * SECOND
_PREFERRED = 90 * SECOND


@dataclass(slots=True, eq=False)
class Seat:
    """One agent as the switch sees them."""

    agent: Agent
    state: str = "out"
    """out, idle, ringing, busy (talking or on hold), after or paused."""
    place: SeatId | None = None
    call: Call | None = None
    due: deque[Break] = field(default_factory=deque)
    """Breaks whose time came during a call."""
    leaving: bool = False
    turn: int = 0
    """Counts the seat's changes of state, so that a timer of an earlier state is known as stale."""


@dataclass(slots=True, eq=False)
class Call:
    """One call in one queue."""

    id: CallId
    queue: QueueId
    entered: Micros
    number: str
    customer: CustomerId
    priority: int = 0
    state: str = "waiting"
    """waiting, ringing, talking or over."""
    transferred: bool = False


class Waiting:
    """The calls that wait, by queue; preferred callers stand before the others."""

    def __init__(self, queues: tuple[QueueId, ...]) -> None:
        self._lines: dict[QueueId, tuple[deque[Call], deque[Call]]] = {
            queue: (deque(), deque()) for queue in queues
        }

    def add(self, call: Call) -> None:
        """A call begins to wait."""
        self._line(call).append(call)

    def put_back(self, call: Call) -> None:
        """A call that rang in vain waits again, in its old place at the head."""
        self._line(call).appendleft(call)

    def take_for(self, agent: Agent) -> Call | None:
        """The call that an agent gets next, taken out; None when none waits."""
        best: tuple[Micros, deque[Call]] | None = None
        for rank, queue in enumerate(agent.queues):
            for line in self._lines[queue]:
                while line and line[0].state != "waiting":
                    line.popleft()
                if line:
                    head = line[0]
                    score = head.entered + rank * _LESS_GOOD - head.priority * _PREFERRED
                    if best is None or score < best[0]:
                        best = score, line
        return best[1].popleft() if best else None

    def _line(self, call: Call) -> deque[Call]:
        ordinary, preferred = self._lines[call.queue]
        return preferred if call.priority else ordinary


class Free:
    """The seats that are free, longest first."""

    def __init__(self) -> None:
        self._seats: dict[int, Seat] = {}

    def add(self, seat: Seat) -> None:
        """A seat becomes free."""
        self._seats[id(seat)] = seat

    def remove(self, seat: Seat) -> None:
        """A seat is free no longer."""
        self._seats.pop(id(seat), None)

    def best_for(self, queue: QueueId) -> Seat | None:
        """The free seat that gets a call of this queue, left where it is."""
        best: Seat | None = None
        best_rank = len(self._seats) + 1_000
        for seat, rank in self._serving(queue):
            if rank < best_rank:
                best, best_rank = seat, rank
                if rank == 0:
                    break
        return best

    def _serving(self, queue: QueueId) -> Iterator[tuple[Seat, int]]:
        for seat in self._seats.values():
            if queue in seat.agent.queues:
                yield seat, seat.agent.queues.index(queue)
