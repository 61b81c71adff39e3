"""The window holds a bounded stretch, and what is looked at never moves by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.trail.pages import Page
from console.trail.window import MOST_HELD, TrailWindow
from ledger.kernel.codec import Envelope, Recorded

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def event(position: int) -> Recorded:
    """An event of no importance."""
    envelope: Envelope[Any] = Envelope(at=NOON, recorded=NOON, by="x", command="", v=1, body={})
    return Recorded(position, "call.ended", (), envelope, None)


def page(newest: int, oldest: int, *, ended: bool = False) -> Page:
    """A page of all positions between two."""
    events = [event(position) for position in range(newest, oldest - 1, -1)]
    return Page(events, oldest, ended)


def newer(newest: int, oldest: int, *, ended: bool = True) -> Page:
    """A page asked for upwards, which has reached its newest position."""
    return Page(page(newest, oldest).events, newest, ended)


def window(newest: int = 1000, oldest: int = 901, height: int = 20) -> TrailWindow:
    """A window on the newest events of a ledger."""
    made = TrailWindow()
    made.resize(height)
    made.show(page(newest, oldest), highest=newest, at_newest=True)
    return made


def under(made: TrailWindow) -> int:
    """The position under the cursor."""
    found = made.under_cursor
    assert found is not None
    return found.position


def test_new_events_appear_on_top_while_the_cursor_is_there() -> None:
    """With the cursor on the newest event, the next one takes its place."""
    made = window()
    made.hear(newer(1002, 1001))
    assert under(made) == 1002
    assert [each.position for each in made.shown[:3]] == [1002, 1001, 1000]
    assert made.behind == 0


def test_new_events_are_counted_while_one_reads_elsewhere() -> None:
    """With the cursor away from the top nothing moves; the new ones are counted."""
    made = window()
    made.move(5)
    shown = list(made.shown)
    made.hear(newer(1003, 1001))
    assert made.shown == shown
    assert made.behind == 3
    assert not made.reaches_newest


def test_older_pages_join_at_the_bottom() -> None:
    """Near the bottom the next page is wanted, and the cursor stays on its event."""
    made = window()
    made.move(50)
    assert made.wants_older
    made.add_older(page(900, 801))
    assert under(made) == 950
    assert len(made.events) == 200


def test_the_oldest_event_ends_the_wish_for_more() -> None:
    """At the ledger's beginning nothing further is fetched."""
    made = window(50, 1)
    made.add_older(Page([], 0, ended=True))
    made.move(100)
    assert under(made) == 1
    assert not made.wants_older


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-300, 300), max_size=40))
def test_any_walk_through_a_long_ledger_is_whole_and_bounded(moves: list[int]) -> None:
    """However one scrolls, rows are consecutive, memory is bounded, and the cursor is in view."""
    head, made = 5000, window(5000, 4901)
    for rows in moves:
        made.move(rows)
        while True:
            if made.wants_older and made.lowest > 1:
                oldest = max(1, made.lowest - 100)
                made.add_older(page(made.lowest - 1, oldest, ended=oldest == 1))
            elif made.wants_newer:
                newest = min(head, made.highest + 100)
                made.add_newer(newer(newest, made.highest + 1, ended=newest == head))
            else:
                break
        found = [each.position for each in made.events]
        assert found == list(range(found[0], found[0] - len(found), -1))
        assert len(found) <= MOST_HELD + 200
        assert made.top <= made.cursor < made.top + made.height
