"""What an Asterisk ``queue_log`` has said of its agents so far, where one line is not enough."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from ledger.book import Facts
from ledger.kernel.event import Event, instant
from ledger.registers.calls.events import CallWrappedUp
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut

_ALL_QUEUES = "*"


class Agents:
    """Who is signed in, for which queues, and in which of them paused."""

    def __init__(self) -> None:
        self._signed_in: set[str] = set()
        self._met: set[str] = set()
        self._queues: dict[str, set[str]] = {}
        self._paused: dict[str, set[str]] = {}

    def never_signed_in(self, agent: str) -> bool:
        """Whether this is the first that is heard of an agent, who has not signed in."""
        unheard = agent not in self._signed_in and agent not in self._met
        self._met.add(agent)
        return unheard

    def sign_in(self, agent: str, seat: str | None) -> list[Event]:
        """The agent has signed in at a seat."""
        self._signed_in.add(agent)
        return [SeatSignedIn(agent=agent, seat=seat, queues=self._served(agent))]

    def sign_out(self, agent: str, seat: str | None, seconds: int | None) -> list[Event]:
        """The agent has signed out, and serves no queue any more."""
        self._forget(agent)
        return [SeatSignedOut(agent=agent, seat=seat, signed_in_for=seconds)]

    def add(self, agent: str, queue: str) -> list[Event]:
        """The agent serves one queue more."""
        self._signed_in.add(agent)
        self._queues.setdefault(agent, set()).add(queue)
        return [SeatSignedIn(agent=agent, queues=self._served(agent))]

    def remove(self, agent: str, queue: str) -> list[Event]:
        """The agent serves one queue less."""
        self._queues.get(agent, set()).discard(queue)
        if served := self._served(agent):
            return [SeatSignedIn(agent=agent, queues=served)]
        self._forget(agent)
        return [SeatSignedOut(agent=agent)]

    def pause(self, agent: str, queue: str, reason: str | None) -> list[Event]:
        """The agent takes no calls from a queue, or from any."""
        self._paused.setdefault(agent, set()).add(queue or _ALL_QUEUES)
        return [SeatPaused(agent=agent, reason=reason)]

    def go_on(self, agent: str, queue: str) -> list[Event]:
        """The agent takes calls from a queue again, or from all; none while another is paused."""
        paused = self._paused.get(agent, set())
        paused.discard(queue)
        if queue and paused - {_ALL_QUEUES}:
            return []
        paused.clear()
        return [SeatReady(agent=agent)]

    def _served(self, agent: str) -> tuple[str, ...]:
        return tuple(sorted(self._queues.get(agent, ())))

    def _forget(self, agent: str) -> None:
        self._signed_in.discard(agent)
        self._met.add(agent)
        self._queues.pop(agent, None)
        self._paused.pop(agent, None)


class _WrapUp(NamedTuple):
    began: int
    ends: int | None
    event: CallWrappedUp
    command: UUID


class WrapUps:
    """After-call work that has begun, and ends by itself or with the agent's next call."""

    def __init__(self) -> None:
        self._running: dict[str, _WrapUp] = {}
        self._ends: list[tuple[int, str]] = []

    def begin(self, event: CallWrappedUp, began: int, seconds: int | None, command: UUID) -> None:
        """After-call work lasts so many seconds, or until the next call where nobody says."""
        ends = None if seconds is None else began + seconds * 1_000_000
        self._running[event.agent] = _WrapUp(began, ends, event, command)
        if ends is not None:
            heapq.heappush(self._ends, (ends, event.agent))

    def over(self, now: int) -> Iterator[Facts]:
        """Those that have ended by an instant."""
        while self._ends and self._ends[0][0] <= now:
            ends, agent = heapq.heappop(self._ends)
            running = self._running.get(agent)
            if running is not None and running.ends == ends:
                del self._running[agent]
                yield _ended(running, ends)

    def cut(self, agent: str, at: int) -> Iterator[Facts]:
        """The agent's, if it still runs: it ends here."""
        running = self._running.pop(agent, None)
        if running is not None:
            yield _ended(running, max(at, running.began))

    def rest(self) -> Iterator[Facts]:
        """Those that go on beyond the end of the log."""
        while self._ends:
            yield from self.over(self._ends[0][0])


def _ended(wrap_up: _WrapUp, at: int) -> Facts:
    return Facts(wrap_up.command, [(wrap_up.event, instant(at))])
