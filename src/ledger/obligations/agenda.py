"""Which obligations a happening can concern, and what falls due next among all of them."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from ledger.kernel.projection import Micros
from ledger.obligations.firing import Firing
from ledger.obligations.live import Live, instant_of

_Case = tuple[str, str]


class Agenda:
    """Obligations by clause and case, and in the order in which something of them falls due."""

    def __init__(self) -> None:
        self.lives: dict[str, Live] = {}
        self._open: dict[_Case, dict[str, Live]] = {}
        self._closed: dict[_Case, dict[str, Live]] = {}
        self._closed_until: dict[_Case, Micros] = {}
        self._planned: dict[str, Micros] = {}
        self._heap: list[tuple[Micros, str]] = []
        self._ripe: dict[str, Live] = {}

    def add(self, live: Live) -> None:
        """Take in an obligation that has been judged, or stands in place of one with its id."""
        self.lives[live.row.id] = live
        self.place(live)
        if not live.settled:
            self.plan(live)

    def drop(self, identity: str) -> None:
        """Let go of an obligation."""
        live = self.lives.pop(identity, None)
        if live is not None:
            case = _case(live)
            self._open.get(case, {}).pop(identity, None)
            self._closed.get(case, {}).pop(identity, None)
        self._planned.pop(identity, None)
        self._ripe.pop(identity, None)

    def place(self, live: Live) -> None:
        """Count it among those that are open or among those that are concluded."""
        case, identity = _case(live), live.row.id
        concluded = live.row.concluded_at
        if concluded is None:
            self._open.setdefault(case, {})[identity] = live
            return
        still = self._open.get(case)
        if still is not None:
            still.pop(identity, None)
            if not still:
                del self._open[case]
        self._closed.setdefault(case, {})[identity] = live
        self._closed_until[case] = max(concluded, self._closed_until.get(case, concluded))

    def concerned(self, clause: str, about: str, at: Micros) -> list[Live]:
        """The obligations of a case that something can concern which happened at an instant.

        Those that were concluded before it are left out.
        """
        case = (clause, about)
        found = [live for live in self._open.get(case, _NONE).values() if live.row.started_at <= at]
        if at <= self._closed_until.get(case, -1):
            found += [
                live
                for live in self._closed[case].values()
                if live.row.started_at <= at <= (live.row.concluded_at or at)
            ]
        return found

    def open_of(self, clause: str, about: str) -> list[Live]:
        """The open obligations of a case."""
        return list(self._open.get((clause, about), _NONE).values())

    def unconcluded(self) -> Iterator[Live]:
        """Every obligation that is not over."""
        for lives in self._open.values():
            yield from lives.values()

    def plan(self, live: Live) -> None:
        """Note when something of it falls due next."""
        identity = live.row.id
        self._ripe.pop(identity, None)
        at = instant_of(live.firings())
        if at is None:
            self._planned.pop(identity, None)
            if live.concluded:
                # Most obligations are over for good; what they were judged by can be had again.
                live.course = None
        elif self._planned.get(identity) != at:
            self._planned[identity] = at
            heappush(self._heap, (at, identity))

    def next_at(self) -> Micros | None:
        """When something falls due next; the past, when something is overdue."""
        if self._ripe:
            return min(self._planned[identity] for identity in self._ripe)
        while self._heap and self._planned.get(self._heap[0][1]) != self._heap[0][0]:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def due(self, now: Micros) -> list[Firing]:
        """Everything that has fallen due by now, in order; it stays due until it is recorded."""
        while self._heap and self._heap[0][0] <= now:
            at, identity = heappop(self._heap)
            if self._planned.get(identity) == at:
                self._ripe[identity] = self.lives[identity]
        return sorted(self._fallen_due(now), key=_order)

    def _fallen_due(self, now: Micros) -> Iterator[Firing]:
        for live in self._ripe.values():
            for firing in live.firings():
                if firing.at <= now:
                    yield firing


_NONE: dict[str, Live] = {}


def _case(live: Live) -> _Case:
    return live.row.clause, live.row.about


def _order(firing: Firing) -> tuple[Micros, str, str, int]:
    return firing.at, firing.obligation, firing.kind, firing.step
