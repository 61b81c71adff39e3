"""However a floor came about, it is the fold of its events: at once, in pieces, or from tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.kernel.event import Event
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
    CallTurnedAway,
    CallWrappedUp,
    RingUnanswered,
)
from ledger.registers.imports.events import ImportFinished
from ledger.registers.org.events import QueueOpened, TeamFormed
from ledger.registers.seats.events import SeatPaused, SeatReady, SeatSignedIn, SeatSignedOut
from ledger.views.tables import ViewTables
from projections.figures import figures_between
from projections.floor import Floor
from projections.frame import frame
from tests.projections.happenings import (
    HOUR,
    SECOND,
    Stored,
    as_stored,
    at,
    contents,
    floor_of,
    in_pieces,
    new_floor,
)

CALLS = st.sampled_from(["c1", "c2", "c3"])
QUEUES = st.sampled_from(["189", "180"])
AGENTS = st.sampled_from(["A003", "A004"])
SOMEBODY = st.none() | AGENTS
SPANS = st.none() | st.integers(-10, 100_000)
LEG = {"call": CALLS, "queue": QUEUES}

EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(CallOffered, **LEG),
    st.builds(CallTurnedAway, **LEG, reason=st.sampled_from(["closed", "full"])),
    st.builds(CallRang, **LEG, agent=AGENTS),
    st.builds(RingUnanswered, **LEG, agent=SOMEBODY),
    st.builds(CallAccepted, **LEG, agent=SOMEBODY, waited=SPANS),
    st.builds(CallHeld, **LEG, agent=AGENTS),
    st.builds(CallResumed, **LEG, agent=AGENTS),
    st.builds(CallTransferred, **LEG, agent=SOMEBODY, waited=SPANS, talked=SPANS),
    st.builds(CallEnded, **LEG, agent=SOMEBODY, waited=SPANS, talked=SPANS),
    st.builds(AfterCallWorkBegan, agent=AGENTS),
    st.builds(CallWrappedUp, agent=AGENTS),
    st.builds(CallAbandoned, **LEG, waited=SPANS),
    st.builds(CallRedirected, **LEG, reason=st.just("timeout"), waited=SPANS),
    st.builds(CallBackRequested, **LEG),
    st.builds(SeatSignedIn, agent=AGENTS, queues=st.lists(QUEUES, max_size=2).map(tuple)),
    st.builds(SeatReady, agent=AGENTS),
    st.builds(SeatPaused, agent=AGENTS, reason=st.none() | st.just("meal")),
    st.builds(SeatSignedOut, agent=AGENTS, signed_in_for=SPANS),
)
STEPS = st.integers(-40_000, 60_000)


@st.composite
def histories(draw: st.DrawFn) -> list[Stored]:
    """Events of any kind in any order, at times that go on and sometimes back, over some days."""
    instant = at("12:00")
    rows = []
    for position in range(1, draw(st.integers(1, 40)) + 1):
        instant = max(at("00:00", "2026-11-10"), instant + draw(STEPS) * SECOND)
        rows.append(as_stored(draw(EVENTS), instant, position))
    return rows


CUTS = st.lists(st.integers(0, 40), max_size=5)


def mark(position: int) -> str:
    """Stands in for a digest of the event at a position."""
    return str(position)


def everything(floor: Floor) -> dict[str, object]:
    """All that a floor shows: all rows wherever they rest, every figure, and a frame."""
    found = contents(floor)
    ever = 2**62
    for name in ("intervals", "seat_intervals"):
        rows = floor.tables()[name]
        found[name] = sorted(rows.between(0, ever), key=repr)
    for by in ("day", "queue", "agent", "interval", "none"):
        shown = figures_between(floor, 0, ever, by)
        found[by] = [(row.key, row.values) for row in shown]
    found["frame"] = frame(floor, floor.latest_at + HOUR)
    return found


@given(histories(), CUTS)
def test_in_pieces_is_at_once(rows: list[Stored], cuts: list[int]) -> None:
    """Where a catch-up pauses makes no difference."""
    whole, parts = new_floor(), new_floor()
    whole.apply(rows)
    for piece in in_pieces(rows, cuts):
        parts.apply(piece)

    assert contents(parts) == contents(whole)


@settings(max_examples=60, deadline=None)
@given(histories(), CUTS, st.booleans())
def test_through_tables_is_in_memory(rows: list[Stored], cuts: list[int], anew: bool) -> None:
    """Saved, put away, brought back or opened anew at any point, it is the same floor."""
    whole = new_floor("Asia/Shanghai")
    whole.apply(rows)
    with tempfile.TemporaryDirectory() as folder:
        tables = ViewTables(Path(folder) / "views.sqlite")
        floor = new_floor("Asia/Shanghai")
        saved = tables.load(floor, mark)
        for piece in in_pieces(rows, cuts):
            floor.apply(piece)
            assert tables.save(floor, since=saved, mark=mark(floor.position))
            saved = floor.position
            floor.put_away()
            if anew:
                floor = new_floor("Asia/Shanghai")
                assert tables.load(floor, mark) == saved
        assert everything(floor) == everything(whole)
        tables.close()


@given(histories())
def test_counts_hold_together(rows: list[Stored]) -> None:
    """No count or span is negative, and no more calls leave than came."""
    floor = new_floor()
    floor.apply(rows)

    for row in floor.intervals.values():
        assert row.answered + row.abandoned + row.redirected <= row.offered
        assert row.answered_within <= row.answered
        assert row.abandoned_short <= row.abandoned_within <= row.abandoned
        assert row.handled <= row.answered
        counters = [value for value in _values(row) if isinstance(value, int)]
        assert min(counters) >= 0
    for spent in floor.seat_intervals.values():
        assert min(value for value in _values(spent) if isinstance(value, int)) >= 0
    for queue, line in floor.queues.items():
        open_legs = [leg for leg in floor.legs.values() if leg.queue == queue]
        assert line.waiting == sum(leg.accepted is None for leg in open_legs)


def _values(row: object) -> list[object]:
    return [getattr(row, name) for name in type(row).__struct_fields__]  # type: ignore[attr-defined]


def test_twice_replayed_is_once() -> None:
    """A cleared floor that sees the same events is the same floor."""
    rows = [as_stored(CallOffered(call="c1", queue="189"), at("09:00"), 1)]
    rows.append(as_stored(SeatSignedIn(agent="A003"), at("09:00"), 2))
    floor = new_floor()
    floor.apply(rows)
    first = everything(floor)
    floor.clear()
    assert contents(floor) == contents(new_floor())
    floor.apply(rows)

    assert everything(floor) == first


def test_only_the_present_is_held_in_memory() -> None:
    """Queues' intervals of the newest business day, people's of its last interval."""
    with tempfile.TemporaryDirectory() as folder:
        tables = ViewTables(Path(folder) / "views.sqlite")
        floor = new_floor()
        saved = tables.load(floor, mark)
        for position, (day, clock) in enumerate(
            [("2026-11-20", "23:00"), ("2026-11-21", "08:00"), ("2026-11-21", "09:00")], start=1
        ):
            ended = CallEnded(call="c1", queue="189", agent="A003", talked=5)
            floor.apply([as_stored(ended, at(clock, day) + 60 * SECOND, position)])
        assert len(floor.intervals) == len(floor.seat_intervals) == 3
        tables.save(floor, since=saved, mark=mark(3))
        floor.put_away()

        assert [start for start, _ in floor.intervals] == [at("08:00"), at("09:00")]
        assert [start for start, _ in floor.seat_intervals] == [at("09:00")]
        again = new_floor()
        tables.load(again, mark)
        assert contents(again) == contents(floor)
        tables.close()


def test_what_is_established_is_shown_by_its_newest_event() -> None:
    """Titles of queues and teams, and the newest import of a source."""
    floor = floor_of(
        ("08:00", QueueOpened(queue="189", title="查询")),
        ("08:00", QueueOpened(queue="189", title="业务查询")),
        ("08:00", TeamFormed(team="T1", title="一班", leader="A017")),
        ("08:00", _finished(left_out=3)),
        ("08:00", _finished(left_out=4)),
    )

    assert floor.queues["189"].title == "业务查询"
    assert (floor.teams["T1"].title, floor.teams["T1"].leader) == ("一班", "A017")
    assert floor.sources["a.log"].left_out == 4


def _finished(left_out: int) -> ImportFinished:
    return ImportFinished(
        source="a.log",
        importer="queue-log",
        records=9,
        imported=9 - left_out,
        ignored=0,
        noted=0,
        left_out=left_out,
    )


def test_what_is_established_today_does_not_carry_the_floor_there() -> None:
    """A floor of an imported year stays in that year, whenever its queues were set up."""
    floor = new_floor()
    call = CallOffered(call="c1", queue="189")
    floor.apply([as_stored(QueueOpened(queue="189", title="查询"), at("08:00"), 1)])
    floor.apply([as_stored(call, at("09:00", "1999-01-04"), 2)])
    floor.apply([as_stored(_finished(left_out=0), at("08:01"), 3)])

    assert floor.latest_at == at("09:00", "1999-01-04")


def test_a_frame_of_a_day_that_was_put_away_is_complete() -> None:
    """A late look at yesterday reads what rests in the tables."""
    rows = [as_stored(CallOffered(call="c1", queue="189"), at("09:00"), 1)]
    rows.append(as_stored(CallOffered(call="c2", queue="189"), at("09:00", "2026-11-23"), 2))
    whole = new_floor()
    whole.apply(rows)
    with tempfile.TemporaryDirectory() as folder:
        tables = ViewTables(Path(folder) / "views.sqlite")
        floor = new_floor()
        saved = tables.load(floor, mark)
        floor.apply(rows)
        tables.save(floor, since=saved, mark=mark(2))
        floor.put_away()
        assert frame(floor, at("10:00")) == frame(whole, at("10:00"))
        assert frame(floor, at("10:00")).headline.offered == 1
        tables.close()
