"""My duty on its screen: one's own shifts, requests, cases, reading and duties, and no others'."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual.widgets import Input

from console.drawing.spans import width_of
from console.presenters import my_duty
from console.presenters.my_duty import Section
from console.presenters.people import People
from console.screens.act import ActForm
from console.screens.my_duty import MyDutyScreen
from console.screens.trail import TrailScreen
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.registers.attendance.events import ArrivalRecorded
from ledger.registers.bulletins.events import BulletinRead
from ledger.registers.discipline.events import AppealFiled, SanctionAcknowledged
from ledger.registers.swaps.events import ShiftOffered
from ledger.views.runner import Runner
from projections.requests import Requests
from tests.console.floor.conftest import Console, Opening, opened
from tests.console.floor.day import NOW, record
from tests.console.requests.conftest import DIRECTOR, TEAM_LEADER, desk

__all__ = ["desk", "opened"]

EIGHT = NOW.replace(hour=8, minute=0, second=0)


def act(book: Book, verb: str, by: str, **told: Any) -> None:
    """Do one of the actions."""
    made: Any = actions()[verb]
    book.act(made(**told), by=by)


def fine(book: Book, person: str) -> None:
    """Record an offence of the person's, confirm it and give notice of it."""
    today = NOW.date()
    told = {"clause": "conduct.breach", "facts": "态度生硬", "evidence": (2,)}
    act(book, "record-offence", TEAM_LEADER, person=person, occurred=today, **told)
    act(book, "confirm-offence", DIRECTOR, offence=f"{person}/{today}/r1")


async def shown(console: Console) -> MyDutyScreen:
    """Open one's own duty and wait for it."""
    await console.press("m")
    screen = console.app.screen
    assert isinstance(screen, MyDutyScreen)
    await console.until(lambda: screen.listed is not None)
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
    await console.until(lambda: isinstance(console.app.screen, MyDutyScreen))


def newest(book: Book, kind: type[Any]) -> Any:
    """The newest event of a type."""
    return next(
        each.event for each in book.read(backwards=True, limit=9) if isinstance(each.event, kind)
    )


async def test_two_weeks_of_ones_own_shifts_and_no_others(desk: Book, opened: Opening) -> None:
    """B001 has five shifts in the week from today; those of colleagues are not there."""
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "B001 李娜" in console.text.splitlines()[0]
        assert "11-21 六  D 08:00–14:00  今天" in console.line("班次")
        assert "11-23 一  N 20:00–08:00" in console.text
        assert console.text.count("–14:00") == 2
        for other in ("B002", "B003", "B004"):
            assert other not in console.text


async def test_todays_lane_shows_what_was_planned_and_what_happened(
    desk: Book, opened: Opening
) -> None:
    """The shift from eight to two, there from eight until now."""
    arrival = ArrivalRecorded(person="B001", day="B001/2026-11-21", shift="2026-11-21/D/B001")
    record(desk, (arrival, EIGHT))
    async with opened(desk, actor="B001") as console:
        await shown(console)
        planned, actual = console.line("计划"), console.line("实际")
        assert "██" in planned
        assert planned.count("█") > actual.count("▄") > 0
    async with opened(desk, actor="CHIEF") as console:
        await shown(console)
        assert "今天没有班" in console.text


async def test_leave_and_swaps_are_asked_for_over_the_shift_under_the_cursor(
    desk: Book, opened: Opening
) -> None:
    """Number, person, shift and times are there."""
    async with opened(desk, actor="B001") as console:
        await shown(console)
        await go_to(console, "2026-11-23/N/B001")
        await console.press("n")
        assert {"L-2026-11-21-B001", "B001", "2026-11-23 20:00", "2026-11-24 08:00"} <= typed(
            console
        )
        await console.press("escape")
        await console.press("c")
        assert {"S-2026-11-21-B001", "B001", "2026-11-23/N/B001"} <= typed(console)
        await console.press("escape")
        await console.press("o")
        assert {"S-2026-11-21-B001", "B001", "2026-11-23/N/B001"} <= typed(console)
        await confirmed(console)
        assert newest(desk, ShiftOffered).given == "2026-11-23/N/B001"
        await console.until_text("出让，待接手")


def typed(console: Console) -> set[str]:
    """What stands in the fields of the form."""
    form = console.app.screen
    assert isinstance(form, ActForm)
    return {each.value for each in form.query(Input)}


async def test_ones_requests_and_what_is_left_of_the_leave_are_told(
    desk: Book, opened: Opening
) -> None:
    """The state of each, and the days that stand this year."""
    span = {"starts": EIGHT + timedelta(days=4), "ends": EIGHT + timedelta(days=4, hours=6)}
    act(desk, "request-leave", "B001", leave="L-1", person="B001", category="personal", **span)
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "待 T001 郑洁" in console.line("L-1")
        assert "2026 年事假 已请 1 天" in console.line("余额")
        await go_to(console, "L-1")
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until_text("请假申请")


async def test_a_shift_on_leave_says_so(desk: Book, opened: Opening) -> None:
    """It stays one's own, and names the leave."""
    span = {"starts": EIGHT + timedelta(days=4), "ends": EIGHT + timedelta(days=4, hours=6)}
    act(desk, "request-leave", "B001", leave="L-1", person="B001", category="personal", **span)
    act(desk, "sign-leave", TEAM_LEADER, leave="L-1")
    act(desk, "sign-leave", DIRECTOR, leave="L-1")
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "请假 L-1" in console.line("11-25 三")


async def test_a_bulletin_is_read_with_its_form_filled_in(desk: Book, opened: Opening) -> None:
    """It stands on top until it was read, and then no more."""
    act(desk, "post-bulletin", TEAM_LEADER, bulletin="N-1", title="新资费", people=("B001",))
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "待读 1" in console.text.splitlines()[0]
        assert "新资费" in console.line("待读  ")
        await console.press("r")
        await confirmed(console)
        assert newest(desk, BulletinRead).bulletin == "N-1"
        await console.until(lambda: "新资费" not in console.text)
        await console.press("r")
        await console.until_text("光标处没有待读的公告")


async def test_a_fine_is_acknowledged_and_appealed_against(desk: Book, opened: Opening) -> None:
    """The line tells until when one can appeal; others' cases are not there."""
    fine(desk, "B001")
    fine(desk, "B002")
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "奖惩 1" in console.text.splitlines()[0]
        assert "可申诉至 11-24 10:42  未知悉" in console.line("奖惩  ")
        await console.press("y")
        await confirmed(console)
        assert newest(desk, SanctionAcknowledged).person == "B001"
        await console.until_text("已知悉")
        await console.press("f")
        form = console.app.screen
        assert isinstance(form, ActForm)
        next(each for each in form.query(Input) if each.name == "grounds").value = "当时在处理投诉"
        await confirmed(console)
        assert newest(desk, AppealFiled).offence.startswith("B001/")
        await console.until_text("已申诉")


async def test_a_long_ledger_is_read_piece_by_piece(
    desk: Book, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shifts and requests are there at once; how far the rest is stands above."""
    monkeypatch.setattr(my_duty, "_PIECE", 60)
    act(desk, "post-bulletin", TEAM_LEADER, bulletin="N-1", title="新资费", people=("B001",))
    view = my_duty.MyDutyView(desk, None, "B001")
    requests = Runner(desk, Requests())
    requests.catch_up()
    first = view.mine(requests.projection, People(desk))
    assert first.percent is not None
    assert 0 < first.percent < 100
    assert first.count(Section.SHIFT) == 5
    assert first.count(Section.READ) == 0
    async with opened(desk, actor="B001") as console:
        await shown(console)
        await console.until_text("新资费")
        assert "正在汇总" not in console.text


async def go_to(console: Console, wanted: str) -> None:
    """Move the cursor down to the line that holds a text."""
    screen = console.app.screen
    assert isinstance(screen, MyDutyScreen)
    for _ in range(40):
        entry = screen.panel.entry()
        if entry is not None and wanted in entry.key:
            return
        await console.press("down")
    raise AssertionError(f"{wanted!r} is on no line")


async def test_without_somebody_who_acts_there_is_nothing_of_anybody(
    desk: Book, opened: Opening
) -> None:
    """It says how to say who one is."""
    async with opened(desk, actor=None) as console:
        await shown(console)
        assert "没有说明你是谁" in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_line_fits(
    desk: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and sizes lane, shifts and the way out are there."""
    async with opened(desk, size, lang=lang, actor="B001") as console:
        await shown(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
        for wanted in {"zh": ("q 离开", "班次", "今日"), "en": ("q Leave", "Shifts", "Today")}[
            lang
        ]:
            assert wanted in console.text
