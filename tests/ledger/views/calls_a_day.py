"""A small view with every kind of column, for the tests of its keeping."""

from __future__ import annotations

import msgspec

from ledger.kernel.projection import Micros, Projection, Row, Rows, folds
from ledger.registers.calls.events import CallEnded, CallOffered

DAY = 100
"""The length of a day here, in microseconds."""

Stored = tuple[int, str, Micros, bytes]


class OpenRow(Row, key=("call",)):
    """A call that is not over, with a column of every kind."""

    call: str
    at: Micros
    share: float = 0.5
    first: bool = False
    agent: str | None = None
    waited: int | None = None


class DayRow(Row, key=("day", "queue"), dated=True):
    """How many calls a queue had on a day."""

    day: Micros
    queue: str
    calls: int = 0


class CallsADay(Projection):
    """Which calls are open, and how many came each day."""

    name = "calls_a_day"
    version = 1

    def __init__(self) -> None:
        super().__init__()
        self.open = Rows(OpenRow)
        self.days = Rows(DayRow)

    def horizon(self, table: str) -> Micros:
        """Only the newest day is held in memory."""
        return self.latest_at // DAY * DAY

    @folds(CallOffered)
    def _offered(self, event: CallOffered, at: Micros, position: int) -> None:
        if event.call == "bad":
            raise ValueError("a bad call")
        self.open.put(event.call, OpenRow(call=event.call, at=at, first=position == 1))
        key = (at // DAY * DAY, event.queue)
        row = self.days.find(key) or self.days.put(key, DayRow(day=key[0], queue=key[1]))
        row.calls += 1
        self.days.touched.add(key)

    @folds(CallEnded)
    def _ended(self, event: CallEnded, at: Micros, position: int) -> None:
        self.open.drop(event.call)


class LaterCallsADay(CallsADay):
    """The same view in a newer version."""

    version = 2


def offered(position: int, call: str, at: Micros) -> Stored:
    """A stored offer."""
    data = {"v": 1, "body": {"call": call, "queue": "189"}}
    return position, "call.offered", at, msgspec.json.encode(data)


def ended(position: int, call: str, at: Micros) -> Stored:
    """A stored end."""
    data = {"v": 1, "body": {"call": call, "queue": "189"}}
    return position, "call.ended", at, msgspec.json.encode(data)


HISTORY = [
    offered(1, "c1", 10),
    offered(2, "c2", 20),
    ended(3, "c1", 30),
    offered(4, "c3", 110),
    (5, "call.teleported", 111, b"{}"),
    offered(6, "c4", 112),
    ended(7, "c2", 113),
]


def contents(view: CallsADay) -> dict[str, object]:
    """All that a view holds, wherever it rests."""
    return {
        "open": dict(view.open),
        "days": sorted(view.days.between(0, 2**62), key=lambda row: row.day),
        "position": view.position,
        "latest_at": view.latest_at,
        "unknown": view.unknown,
    }


def folded(upto: int = len(HISTORY)) -> CallsADay:
    """The view after some of the history."""
    view = CallsADay()
    view.apply(HISTORY[:upto])
    return view
