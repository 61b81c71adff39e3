"""Projections: what is folded, what stops them, and what they do not know."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from ledger.kernel.event import Event
from ledger.kernel.projection import (
    Micros,
    Overtaken,
    Projection,
    ProjectionFailed,
    Row,
    Rows,
    folds,
)
from ledger.registers.calls.events import CallAbandoned, CallOffered
from ledger.registers.org.events import QueueOpened

Stored = tuple[int, str, Micros, bytes]


class CountRow(Row, key=("queue",)):
    """How many calls a queue had."""

    queue: str
    calls: int = 0


class HourRow(Row, key=("start", "queue"), dated=True):
    """How many calls a queue had in an hour."""

    start: Micros
    queue: str
    calls: int = 0


class Counts(Projection):
    """Counts calls, and stops at a call named bad."""

    name = "counts"
    version = 1

    def __init__(self) -> None:
        super().__init__()
        self.queues = Rows(CountRow)
        self.hours = Rows(HourRow)

    @folds(CallOffered)
    def _offered(self, event: CallOffered, at: Micros, position: int) -> None:
        if event.call == "bad":
            raise ValueError("a bad call")
        if event.call == "overtaken":
            raise Overtaken
        row = self.queues.get(event.queue) or self.queues.put(
            event.queue, CountRow(queue=event.queue)
        )
        row.calls += 1

    @folds(QueueOpened, timely=False)
    def _opened(self, event: QueueOpened, at: Micros, position: int) -> None:
        self.queues.put(event.queue, CountRow(queue=event.queue))


def offered(position: int, call: str = "c1", at: Micros = 100, **more: object) -> Stored:
    """A stored offer, which may say more than this program knows."""
    data = {"v": 1, "body": {"call": call, "queue": "189"}, **more}
    return position, "call.offered", at, msgspec.json.encode(data)


def test_events_are_folded_in_order() -> None:
    """The position reached, the newest time and the rows are those of the events."""
    counts = Counts()

    assert counts.apply([offered(1, at=100), offered(2, at=300), offered(3, at=200)]) == 3
    assert (counts.position, counts.latest_at) == (3, 300)
    assert counts.queues["189"] == CountRow(queue="189", calls=3)
    assert counts.queues.touched == {"189"}


def test_known_types_that_are_not_folded_are_passed_over() -> None:
    """They move the position on, but not the view's time, and are not unknown."""
    counts = Counts()
    counts.apply([(1, CallAbandoned.type_name, 5, b"not even read")])

    assert (counts.position, counts.latest_at, counts.unknown) == (1, 0, {})


def test_events_that_are_not_timely_do_not_move_the_views_time() -> None:
    """They are folded all the same."""
    counts = Counts()
    opened = {"v": 1, "body": {"queue": "180", "title": "投诉"}}
    counts.apply([offered(1, at=100), (2, "queue.opened", 900, msgspec.json.encode(opened))])

    assert counts.latest_at == 100
    assert set(counts.queues) == {"189", "180"}


def test_unknown_types_are_counted() -> None:
    """A newer program's events are never skipped without a trace."""
    counts = Counts()
    counts.apply([(1, "call.teleported", 5, b"{}"), offered(2), (3, "call.teleported", 6, b"{}")])

    assert counts.unknown == {"call.teleported": 2}
    assert counts.queues["189"].calls == 1


@pytest.mark.parametrize(
    "body", [{"call": "c1", "queue": "189"}, {"call": {"id": 7}}, {"anything": "else"}]
)
def test_newer_versions_are_counted_as_unknown(body: dict[str, object]) -> None:
    """Whether or not their body can still be read by the older program."""
    counts = Counts()
    counts.apply([offered(1, body=body, v=2), offered(2)])

    assert counts.unknown == {"call.offered": 1}
    assert counts.position == 2
    assert counts.queues["189"].calls == 1


@pytest.mark.parametrize("data", [b"{", b'{"v":1,"body":{"call":7}}', b'{"body":{}}', b"\xff"])
def test_an_event_that_cannot_be_read_stops(data: bytes) -> None:
    """The fault names the view, the position and the type."""
    counts = Counts()

    with pytest.raises(ProjectionFailed, match=r"'counts' stopped at event 2 \(call\.offered\)"):
        counts.apply([offered(1), (2, "call.offered", 5, data), offered(3)])
    assert counts.position == 1


def test_a_fold_that_raises_stops_for_good() -> None:
    """It says where and why, stays before that event, and goes no further when asked again."""
    counts = Counts()

    with pytest.raises(ProjectionFailed, match=r"stopped at event 2.*a bad call") as raised:
        counts.apply([offered(1), offered(2, call="bad"), offered(3)])
    assert raised.value.position == 2
    assert counts.position == 1
    assert counts.queues["189"].calls == 1
    with pytest.raises(ProjectionFailed, match="stopped at event 2"):
        counts.apply([offered(3)])
    assert counts.queues["189"].calls == 1


def test_a_store_that_fails_is_no_fault_of_the_projection() -> None:
    """Its own fault comes through, and what was read before is folded."""

    def failing() -> Iterator[Stored]:
        yield offered(1)
        raise OSError("the disk is gone")

    counts = Counts()
    with pytest.raises(OSError, match="disk"):
        counts.apply(failing())
    assert (counts.position, counts.failed) == (1, None)
    counts.apply([offered(2)])
    assert counts.queues["189"].calls == 2


def test_being_overtaken_is_no_failure() -> None:
    """Whoever runs the projection loads it again."""
    counts = Counts()

    with pytest.raises(Overtaken):
        counts.apply([offered(1, call="overtaken")])
    assert counts.failed is None


def test_a_cleared_projection_begins_anew() -> None:
    """As if it had seen nothing."""
    counts = Counts()
    with pytest.raises(ProjectionFailed):
        counts.apply([(1, "x.y", 5, b""), offered(2), offered(3, call="bad")])
    counts.clear()

    assert (counts.position, counts.latest_at, counts.unknown, counts.failed) == (0, 0, {}, None)
    assert (dict(counts.queues), counts.queues.touched) == ({}, set())


def test_one_type_has_one_fold() -> None:
    """Two would depend on which comes first."""

    class Twice(Counts):
        @folds(CallOffered)
        def _again(self, event: Event, at: Micros, position: int) -> None: ...

    with pytest.raises(TypeError, match=r"folds call\.offered twice"):
        Twice()


class Shelf:
    """An archive of dated rows that remembers what was asked of it."""

    def __init__(self, *rows: HourRow) -> None:
        self.rows = {(row.start, row.queue): row for row in rows}
        self.asked: list[object] = []

    def find(self, key: tuple[Micros, str]) -> HourRow | None:
        """The row with that key."""
        self.asked.append(key)
        return self.rows.get(key)

    def between(self, since: Micros, until: Micros) -> Iterator[HourRow]:
        """The rows of a span."""
        self.asked.append((since, until))
        return (row for key, row in sorted(self.rows.items()) if since <= key[0] < until)


def hour(start: Micros, calls: int = 0) -> HourRow:
    """An hour of queue 189."""
    return HourRow(start=start, queue="189", calls=calls)


def test_dated_rows_are_put_away_and_brought_back() -> None:
    """Rows from before the horizon are found in the archive; the others are never looked for."""
    rows: Rows[HourRow] = Rows(HourRow)
    for start in (1, 2, 3):
        rows.put((start, "189"), hour(start))
    shelf = Shelf(hour(1, calls=7))
    rows.archive = shelf
    rows.put_away(3)

    assert list(rows) == [(3, "189")]
    assert rows.find((1, "189")) == hour(1, calls=7)
    assert (1, "189") in rows
    assert rows.find((2, "189")) is None
    assert rows.find((4, "189")) is None
    assert shelf.asked == [(1, "189"), (2, "189")]


def test_a_span_of_dated_rows_is_read_wherever_they_rest() -> None:
    """A row in memory stands for the one in the archive, which is older."""
    rows: Rows[HourRow] = Rows(HourRow)
    rows.archive = Shelf(hour(1, calls=1), hour(2, calls=1))
    rows.horizon = 3
    rows.put((2, "189"), hour(2, calls=9))
    rows.put((3, "189"), hour(3, calls=9))

    assert sorted((row.start, row.calls) for row in rows.between(1, 4)) == [(1, 1), (2, 9), (3, 9)]
    assert [row.start for row in rows.between(3, 4)] == [3]


def test_the_horizon_never_comes_back() -> None:
    """What was put away once may rest in the archive alone."""
    rows: Rows[HourRow] = Rows(HourRow)
    rows.put_away(5)
    rows.put_away(3)

    assert rows.horizon == 5


def test_a_dropped_row_is_remembered_as_touched() -> None:
    """So that the tables drop it too."""
    rows: Rows[CountRow] = Rows(CountRow)
    rows.put("189", CountRow(queue="189"))
    rows.touched.clear()

    assert rows.drop("189") == CountRow(queue="189")
    assert rows.drop("180") is None
    assert rows.touched == {"189", "180"}
