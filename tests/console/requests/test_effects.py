"""What an action would do to the half hours, in its form: before anything is signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from console.presenters.effects import told
from console.presenters.forecast import Forecast, Foresight, Shortfall
from console.screens.act import ActForm
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.kernel.event import Event, micros
from ledger.registers.leave.events import Category, LeaveRequested
from ledger.registers.roster.events import ShiftCancelled, ShiftReassigned
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW
from tests.console.requests.test_screen import shown

DAY_SHIFT = "2026-11-21/D/B001"
EIGHT = NOW.replace(hour=8, minute=0, second=0)


def clock(at: int) -> str:
    """An instant on the site's clock."""
    return f"{datetime.fromtimestamp(at / 1_000_000, NOW.tzinfo):%H:%M}"


def cancelled(book: Book) -> Event:
    """The only day shift of the 21st, cancelled."""
    found = book.preview(_action("cancel-shift", shift=DAY_SHIFT), by="CHIEF")
    return found.kept[0].event


def _action(verb: str, **told: Any) -> Any:
    made: Any = actions()[verb]
    return made(**told)


def test_a_cancelled_shift_leaves_the_half_hours_of_last_weeks_calls_short(desk: Book) -> None:
    """Thirty calls from 10:42 on last Saturday need people that the only day shift gives."""
    event = cancelled(desk)
    assert isinstance(event, ShiftCancelled)
    found = Forecast(desk, None).of([event])

    assert found is not None
    assert found.fewer
    first = found.shortfalls[0]
    assert (clock(first.starts), first.before, first.after) == ("10:30", 1, 0)
    assert first.need >= 1
    assert first.served_after == 0


def test_whoever_is_on_leave_is_not_counted(desk: Book) -> None:
    """A leave over the shift does what cancelling it would; granted, it is done already."""
    leave = LeaveRequested(
        leave="L-1",
        person="B001",
        category=Category.SICK,
        starts=EIGHT,
        ends=EIGHT + timedelta(hours=6),
        days=1,
    )
    forecast = Forecast(desk, None)
    asked = forecast.of([leave])
    assert asked is not None
    assert asked == forecast.of([cancelled(desk)])


def test_a_shift_that_only_changes_hands_leaves_as_many(desk: Book) -> None:
    """Nobody is missing; the form says so."""
    moved = _action("reassign-shift", shift=DAY_SHIFT, person="B002")
    event = desk.preview(moved, by="CHIEF").kept[0].event
    assert isinstance(event, ShiftReassigned)

    assert Forecast(desk, None).of([event]) == Foresight((), fewer=False)


def test_nothing_is_told_where_no_need_is_known_or_nobody_is_concerned(desk: Book) -> None:
    """On a Tuesday no calls are expected; and an event about no shift changes nothing."""
    forecast = Forecast(desk, None)
    tuesday = _action("cancel-shift", shift="2026-11-24/D/B002")
    kept = [each.event for each in desk.preview(tuesday, by="CHIEF").kept]

    assert kept
    assert forecast.of(kept) is None
    assert forecast.of([]) is None


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh", ["─ 在岗影响 ─", "! 注意  11-21 20:00–22:00 有 9 需 10   及时率 82 % → 77 %"]),
        ("en", ["─ Coverage ─", "planned 9, need 10"]),
    ],
)
def test_a_shortfall_is_one_line_with_its_numbers(lang: Any, wanted: list[str]) -> None:
    """From when to when, how many there would be, how many it takes, and what callers notice."""
    starts = micros(NOW.replace(hour=20, minute=0, second=0))
    short = Shortfall(starts, starts + 7_200_000_000, 10, 9, 10, 0.82, 0.77)
    lines = told(Foresight((short,), fewer=True), ZoneInfo("Asia/Shanghai"), lang)

    assert len(lines) == 2
    assert all(part in line for part, line in zip(wanted, lines, strict=True))


def test_what_falls_short_beyond_a_few_lines_is_counted() -> None:
    """A form has no room for a whole week."""
    short = Shortfall(0, 1, 2, 1, 2, None, None)
    lines = told(Foresight((short,) * 9, fewer=True), ZoneInfo("Asia/Shanghai"), "zh")

    assert lines[-1] == "另有 3 段"


async def test_the_form_of_a_signature_shows_what_the_leave_does(
    desk: Book, opened: Opening
) -> None:
    """B001's emergency leave of today takes the only day shift; the leader sees it first."""
    request = _action(
        "request-leave",
        leave="L-1",
        person="B001",
        category="emergency",
        starts=NOW + timedelta(hours=2),
        ends=EIGHT + timedelta(hours=6),
        days=0.5,
    )
    desk.act(request, by="B001")
    async with opened(desk, actor="T001") as console:
        await shown(console)
        await console.press("s")
        assert isinstance(console.app.screen, ActForm)
        await console.until_text("在岗影响")
        await _stands(console, "各半小时仍够")


async def _stands(console: Console, wanted: str) -> None:
    await console.until_text(wanted)
    assert "将写入" in console.text
