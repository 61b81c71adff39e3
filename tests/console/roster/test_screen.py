"""The week board on its screen: read, walked, changed and undone by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual.widgets import Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.roster import RosterScreen
from ledger.book import Book
from ledger.kernel.event import micros
from ledger.registers.leave.events import Category, LeaveGranted, LeaveRequested
from ledger.registers.roster.events import ShiftAssigned, ShiftCancelled, ShiftReassigned
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW, record


async def shown(console: Console) -> RosterScreen:
    """Open the roster and wait for it and for the day's half hours."""
    await console.press("r")
    screen = console.app.screen
    assert isinstance(screen, RosterScreen)
    await console.until(lambda: screen.listed is not None and bool(screen.listed.slots))
    await console.pilot.pause()
    return screen


async def confirmed(console: Console) -> None:
    """Wait until the form lets the action be confirmed, and confirm it."""
    form = console.app.screen
    assert isinstance(form, ActForm)
    button = form.query_one("#confirm")
    await console.until(lambda: not button.disabled)
    button.focus()
    await console.press("enter")
    await console.until(lambda: isinstance(console.app.screen, RosterScreen))


def newest(book: Book) -> object:
    """The newest event."""
    return next(book.read(backwards=True, limit=1)).event


async def test_the_week_stands_with_its_gaps_in_words(week: Book, opened: Opening) -> None:
    """A letter a shift, the cursor on today, the cell under it and what is missing in words."""
    async with opened(week) as console:
        screen = await shown(console)
        assert "班表" in console.text.splitlines()[0]
        row = console.line("B002 赵强")
        assert row.index("E 14:00–20:00") < row.index("N 20:00–08:00")
        assert screen.panel.day is not None
        assert screen.panel.day.isoformat() == "2026-11-21"
        assert "11-22 日 E 中班 有 0 需 1" in console.text
        assert "11-21 六  D 早班 08:00–14:00 · 班表 W47" in console.text


async def test_planned_stand_against_need_below(week: Book, opened: Opening) -> None:
    """Last Saturday's calls need more than one agent in one half hour, which is marked."""
    async with opened(week) as console:
        await shown(console)
        planned = console.line(" 在班   ")
        short = console.line(" 短缺   ")
        place = short.index("!")
        assert short.count("!") >= 1
        assert planned[place] in "▁▂▃▄▅▆"


async def test_a_shift_is_assigned_with_its_form_filled_in(week: Book, opened: Opening) -> None:
    """The person, the day and the missing kind are there; the preview shows what is written."""
    async with opened(week, actor="CHIEF") as console:
        await shown(console)
        await console.press("right")
        await console.press("a")
        await confirmed(console)
        event = newest(week)
        assert isinstance(event, ShiftAssigned)
        assert (event.person, event.code, event.day) == ("B001", "E", "B001/2026-11-22")


async def test_what_one_did_is_undone_by_its_contrary(week: Book, opened: Opening) -> None:
    """A cancelled shift is assigned anew, under an identity of its own; nothing is erased."""
    async with opened(week, actor="CHIEF") as console:
        screen = await shown(console)
        assert screen.panel.shifts[0].shift == "2026-11-21/D/B001"
        await console.press("x")
        await confirmed(console)
        assert isinstance(newest(week), ShiftCancelled)
        await console.until_text("B001 李娜  11-21 六  休")
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, ActForm))
        await confirmed(console)
        event = newest(week)
        assert isinstance(event, ShiftAssigned)
        assert event.shift == "2026-11-21/D/B001/2"


async def test_a_shift_is_passed_on_unless_the_other_is_on_one(week: Book, opened: Opening) -> None:
    """B002 is on the evening shift that day and may take the day; the night before is refused."""
    async with opened(week, actor="CHIEF") as console:
        await shown(console)
        await console.press("m")
        form = console.app.screen
        assert isinstance(form, ActForm)
        person = next(each for each in form.query(Input) if each.name == "person")
        person.value = "B001"
        await console.until_text("已是 B001")
        person.value = "B002"
        await confirmed(console)
        event = newest(week)
        assert isinstance(event, ShiftReassigned)
        assert (event.giver, event.person) == ("B001", "B002")
        await console.until_text("DE")


async def test_enter_opens_the_event_of_a_shift_and_fills_a_free_day(
    week: Book, opened: Opening
) -> None:
    """What is there explains itself; what is not can be entered at once."""
    async with opened(week, actor="CHIEF") as console:
        await shown(console)
        await console.press("enter")
        await console.until_text("排班  2026-11-21/D/B001")
        await console.press("backspace", "right", "enter")
        await console.until(lambda: isinstance(console.app.screen, ActForm))
        await console.press("escape")


async def test_a_filter_keeps_some_people(week: Book, opened: Opening) -> None:
    """By number, name or unit."""
    async with opened(week) as console:
        await shown(console)
        await console.press("slash", *"B003")
        await console.press("enter")
        assert "B003" in console.text
        assert "B001" not in console.text


async def test_weeks_are_turned(week: Book, opened: Opening) -> None:
    """A full stop shows the next week, a comma the one before, t this one."""
    async with opened(week) as console:
        screen = await shown(console)
        await console.press("full_stop")
        await console.until_text("2026-11-23 – 11-29")
        assert "E 14:00–20:00" in console.line("B002")
        await console.press("comma", "comma")
        await console.until_text("2026-11-09 – 11-15")
        for _ in range(3):
            await console.press("comma")
        await console.until_text("2026-10-19 – 10-25")
        await console.press("t")
        await console.until_text("2026-11-16 – 11-22")
        assert screen.panel.day is not None
        assert screen.panel.day.isoformat() == "2026-11-21"


async def test_without_somebody_who_acts_it_is_for_reading(week: Book, opened: Opening) -> None:
    """The keys stay visible, and say why."""
    async with opened(week, actor=None) as console:
        await shown(console)
        await console.press("a")
        assert isinstance(console.app.screen, RosterScreen)
        await console.until_text("没有说明谁在办理")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_it_fits_its_terminal_in_both_languages(
    week: Book, opened: Opening, size: tuple[int, int], lang: str
) -> None:
    """No line is wider than the terminal; board, half hours, cell and keys are all there."""
    async with opened(week, size=size, lang=lang) as console:
        await shown(console)
        await console.press("down")
        assert max(map(width_of, console.text.splitlines())) <= size[0]
        for wanted in ("B004", "▇", "#", "W47"):
            assert wanted in console.text


async def test_who_is_on_leave_is_marked_and_missing_in_the_half_hours(
    week: Book, opened: Opening
) -> None:
    """B001's day shift stands in brackets, is short, and no longer counts as planned."""
    eight = NOW.replace(hour=8, minute=0, second=0)
    span: dict[str, Any] = {"starts": eight, "ends": eight + timedelta(hours=6)}
    sick: dict[str, Any] = {"leave": "L-1", "person": "B001", "category": Category.SICK, "days": 1}
    record(week, (LeaveRequested(**sick, **span), NOW))
    record(week, (LeaveGranted(**sick, applicant="B001"), NOW))
    async with opened(week) as console:
        screen = await shown(console)
        assert "(D)" in console.line("B001")
        assert "11-21 六 D 早班 有 0 需 1" in console.text
        assert "请假 L-1（病假）至 11-21 14:00" in console.text
        assert screen.listed is not None
        planned = {slot.starts: slot.planned for slot in screen.listed.slots}
        assert planned[micros(NOW.replace(minute=30, second=0))] == 0


async def test_an_empty_book_says_what_would_fill_it(new_book: Book, opened: Opening) -> None:
    """Nobody is placed: the sentence names the actions that help."""
    async with opened(new_book) as console:
        await console.press("r")
        await console.until_text("register-person")
