"""The figures over any span, and that they are the floor's own numbers."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.registers.calls.events import (
    CallAbandoned,
    CallAccepted,
    CallEnded,
    CallOffered,
    CallTurnedAway,
)
from ledger.registers.imports.events import ImportFinished
from ledger.registers.org.events import QueueOpened
from ledger.registers.seats.events import SeatPaused, SeatSignedIn, SeatSignedOut
from projections.figures import QUEUE_LOG, By, FigureRow, day_span, figures_between
from projections.floor import Floor
from projections.frame import frame
from tests.projections.happenings import HOUR, MINUTE, as_stored, at, floor_of, new_floor

SINCE, UNTIL = at("00:00"), at("00:00", "2026-11-22")


def day() -> Floor:
    """A short day: two queues, two people, one call answered in each, one abandoned."""
    return floor_of(
        ("08:00:00", QueueOpened(queue="189", title="查询")),
        ("08:30:00", SeatSignedIn(agent="A003", queues=("189",))),
        ("08:45:00", SeatSignedIn(agent="A004", queues=("180",))),
        ("09:00:00", CallOffered(call="c1", queue="189")),
        ("09:00:10", CallAccepted(call="c1", queue="189", agent="A003")),
        ("09:05:10", CallEnded(call="c1", queue="189", agent="A003")),
        ("09:20:00", CallOffered(call="c2", queue="189")),
        ("09:20:30", CallAbandoned(call="c2", queue="189")),
        ("09:40:00", CallOffered(call="c3", queue="180")),
        ("09:40:30", CallAccepted(call="c3", queue="180", agent="A004")),
        ("09:50:00", SeatPaused(agent="A003", reason="meal")),
        ("10:00:00", SeatSignedOut(agent="A003")),
    )


def figures(by: By, **asked: object) -> dict[str, FigureRow]:
    """The day's figures by key."""
    rows = figures_between(day(), SINCE, UNTIL, by, **asked)  # type: ignore[arg-type]
    return {row.key: row for row in rows}


def test_all_in_one() -> None:
    """One row for the whole span."""
    (row,) = figures("none").values()

    assert (row.values["OFFERED"], row.values["ANSWERED"], row.values["ABANDONED"]) == (3, 2, 1)
    assert row.values["ASA"] == 20
    assert row.values["AHT"] == 300
    assert row.values["LONGEST-WAIT"] == 30
    assert row.values["SL-C"] == pytest.approx(100 / 3)


def test_a_span_in_which_nothing_happened_has_a_row_of_dashes() -> None:
    """All in one is always one row; every share and mean of it is None."""
    (row,) = figures_between(floor_of(), SINCE, UNTIL, "none")

    assert row.values["OFFERED"] == 0
    assert row.values["SL-C"] is row.values["ASA"] is row.values["OCCUPANCY"] is None
    assert figures_between(floor_of(), SINCE, UNTIL, "queue") == []


def test_by_queue() -> None:
    """Queues by name, with their titles and the time of those who serve them."""
    found = figures("queue", now=at("10:00"))

    assert list(found) == ["180", "189"]
    assert [row.title for row in found.values()] == [None, "查询"]
    assert found["189"].values["ABANDONMENT"] == 50
    assert found["189"].tally.ready == 75 * MINUTE
    assert found["180"].tally.ready == 55 * MINUTE + MINUTE // 2


def test_by_agent() -> None:
    """People by number: calls, and time that still runs up to now."""
    found = figures("agent", now=at("10:00"))

    assert list(found) == ["A003", "A004"]
    one, other = found["A003"].values, found["A004"].values
    assert (one["ANSWERED"], one["HANDLED"], one["AHT"]) == (1, 1, 300)
    assert (one["SIGNED-IN"], one["PAUSED"]) == (90 * 60, 10 * 60)
    assert (other["HANDLED"], other["ON-CALL"]) == (0, 19 * 60 + 30)
    assert other["SIGNED-IN"] == 75 * 60


def test_by_interval() -> None:
    """Each half hour by its first instant in the site's zone, in order of time."""
    found = figures("interval", now=at("10:00"))

    assert list(found) == [
        "2026-11-21T08:30:00+00:00",
        "2026-11-21T09:00:00+00:00",
        "2026-11-21T09:30:00+00:00",
    ]
    assert found["2026-11-21T09:00:00+00:00"].values["OFFERED"] == 2
    assert found["2026-11-21T09:30:00+00:00"].tally.signed_in == HOUR


def test_by_day() -> None:
    """Business days, of which this was one."""
    (row,) = figures("day").values()

    assert row.key == "2026-11-21"
    assert row.values["OFFERED"] == 3


def test_the_repeated_hour_comes_in_its_order() -> None:
    """Summer time's 01:30 is before winter time's, though its offset reads greater."""
    floor = new_floor("Asia/Jerusalem")
    calls = [CallOffered(call="c1", queue="189"), CallOffered(call="c2", queue="189")]
    instants = [at("22:40", "2026-10-24"), at("23:40", "2026-10-24")]
    floor.apply(
        as_stored(call, instant, position)
        for position, (call, instant) in enumerate(zip(calls, instants, strict=True), start=1)
    )

    rows = figures_between(floor, instants[0] - HOUR, instants[1] + 1, "interval")
    assert [row.key for row in rows] == [
        "2026-10-25T01:30:00+03:00",
        "2026-10-25T01:30:00+02:00",
    ]


@pytest.mark.parametrize(("since", "offered"), [("09:00", 2), ("09:01", 0), ("09:30", 1)])
def test_a_span_takes_the_intervals_that_begin_in_it(since: str, offered: int) -> None:
    """Half-open: the interval that begins at its first instant, not the one at its last."""
    until = at("09:30") if since != "09:30" else at("10:00")
    (row,) = figures_between(day(), at(since), until, "none")

    assert row.values["OFFERED"] == offered


def test_people_who_still_work_count_within_the_span_only() -> None:
    """Time before the span and after it is not in it."""
    rows = figures_between(day(), at("09:00"), at("09:30"), "agent", now=at("10:00"))

    assert {row.key: row.tally.signed_in for row in rows} == {
        "A003": 30 * MINUTE,
        "A004": 30 * MINUTE,
    }


def test_days_make_a_span() -> None:
    """From the first instant of one business day to the last of another, in the site's zone."""
    floor = floor_of(zone="Asia/Shanghai")

    assert day_span(floor, date(2026, 11, 21), date(2026, 11, 22)) == (
        at("16:00", "2026-11-20"),
        at("16:00", "2026-11-22"),
    )


def test_every_row_says_what_was_left_out() -> None:
    """By the newest import of each source."""
    floor = floor_of(
        ("09:00:00", CallOffered(call="c1", queue="189")),
        ("09:00:00", finished("a.log", left_out=4)),
        ("09:00:00", finished("a.log", left_out=5)),
        ("09:00:00", finished("b.log", left_out=2)),
    )

    assert [row.left_out for row in figures_between(floor, SINCE, UNTIL, "queue")] == [7]


def finished(source: str, left_out: int) -> ImportFinished:
    """An import that left records out."""
    return ImportFinished(
        source=source,
        importer="queue-log",
        records=10,
        imported=10 - left_out,
        ignored=0,
        noted=0,
        left_out=left_out,
    )


def test_the_queue_logs_figures() -> None:
    """Calls turned away were received; people's talk is that of calls that are over."""
    floor = floor_of(
        ("09:00:00", CallTurnedAway(call="c0", queue="189", reason="closed")),
        ("09:00:00", CallOffered(call="c1", queue="189")),
        ("09:00:03", CallAccepted(call="c1", queue="189", agent="A003", waited=3)),
        ("09:00:06", CallEnded(call="c1", queue="189", agent="A003", waited=3, talked=6)),
    )
    (queue,) = figures_between(floor, SINCE, UNTIL, "queue", chosen=QUEUE_LOG)
    (agent,) = figures_between(floor, SINCE, UNTIL, "agent", chosen=QUEUE_LOG)

    assert queue.values == {
        "QL-RECEIVED": 2,
        "QL-ANSWERED": 1,
        "QL-CLOSED": 1,
        "QL-ANSWERED-RATE": 100,
        "QL-AVERAGE-WAIT": 3,
        "QL-QOS": 100,
    }
    assert agent.values == {
        "QL-ANSWERED": 1,
        "QL-LOGIN": 0,
        "QL-PAUSE": 0,
        "QL-WRAPUP": 0,
        "QL-TALK": 6,
    }


@pytest.mark.parametrize("clock", ["10:00:00", "10:17:31.25", "23:59:59"])
def test_they_are_the_same_numbers_as_the_floors(clock: str) -> None:
    """The frame and the figures of its day agree at any instant, in all and by queue."""
    floor, now = day(), at(clock)
    shown = frame(floor, now)
    (whole,) = figures_between(floor, SINCE, UNTIL, "none", now=now)
    by_queue = {row.key: row for row in figures_between(floor, SINCE, UNTIL, "queue", now=now)}

    line = shown.headline
    assert whole.values["SL-C"] == line.service_level.value
    assert (whole.values["ASA"], whole.values["AHT"]) == (line.asa, line.aht)
    assert whole.values["OCCUPANCY"] == line.occupancy
    assert whole.values["ABANDONMENT"] == line.abandonment.value
    for each in shown.queues:
        values = by_queue[each.queue].values
        assert values["SL-C"] == each.service_level.value
        assert values["OCCUPANCY"] == each.occupancy
        assert (values["OFFERED"], values["ASA"]) == (each.offered, each.asa)
