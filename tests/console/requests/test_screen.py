"""The inbox of leave and swaps on its screen: read, signed, rejected and opened by keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from textual.widgets import Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.action_list import ActionList
from console.screens.requests import RequestsScreen
from console.screens.trail import TrailScreen
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.registers.leave.events import LeaveRequested, LeaveSigned
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW
from tests.console.requests.conftest import DIRECTOR, OTHER_LEADER, TEAM_LEADER


def ask(book: Book, leave: str = "L-1", person: str = "B001", **told: Any) -> None:
    """Ask for a personal leave on the 24th, from the beginning of the day shift."""
    day: datetime = NOW.replace(hour=8, minute=0, second=0) + timedelta(days=3)
    fields = {"starts": day, "ends": day + timedelta(hours=6), "days": 1} | told
    request = actions()["request-leave"]
    made: Any = request
    book.act(made(leave=leave, person=person, category="personal", **fields), by=person)


def sign(book: Book, leave: str, by: str) -> None:
    """Sign a leave."""
    made: Any = actions()["sign-leave"]
    book.act(made(leave=leave), by=by)


async def shown(console: Console) -> RequestsScreen:
    """Open the inbox and wait for it."""
    await console.press("L")
    screen = console.app.screen
    assert isinstance(screen, RequestsScreen)
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
    await console.until(lambda: isinstance(console.app.screen, RequestsScreen))


def newest(book: Book, kind: type[Any]) -> Any:
    """The newest event of a type."""
    return next(
        each.event for each in book.read(backwards=True, limit=9) if isinstance(each.event, kind)
    )


async def test_what_waits_for_whoever_looks_stands_first_with_whose_turn_it_is(
    desk: Book, opened: Opening
) -> None:
    """One day takes the team leader, then the director; each finds what waits for them on top."""
    ask(desk, "L-1", "B001")
    ask(desk, "L-2", "B002")
    sign(desk, "L-2", TEAM_LEADER)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        lines = console.text.splitlines()
        assert "待我办理 1" in lines[0]
        assert "待批 1" in lines[0]
        assert "L-1" in lines[2]
        assert "待 T001 郑洁" in console.line("L-1")
        assert "待 客服部主任" in console.line("L-2")
        assert TEAM_LEADER in console.line("L-2")
    async with opened(desk, actor=DIRECTOR) as console:
        await shown(console)
        assert "L-2" in console.text.splitlines()[2]


async def test_another_lines_leader_has_nothing_to_do_with_it(desk: Book, opened: Opening) -> None:
    """S4.9-03: the first signature is the applicant's own leader's; others see whose turn it is."""
    ask(desk, "L-1", "B001")
    async with opened(desk, actor=OTHER_LEADER) as console:
        await shown(console)
        assert "待我办理" not in console.text.splitlines()[0]
        assert "待 T001 郑洁" in console.line("L-1")


async def test_what_was_not_asked_for_in_time_waits_for_the_director(
    desk: Book, opened: Opening
) -> None:
    """S4.9-02: it holds only with a manager's approval, and the list says so."""
    ask(desk, "L-1", "B001", unforeseen=True)
    async with opened(desk, actor=DIRECTOR) as console:
        await shown(console)
        assert "待我办理 1" in console.text.splitlines()[0]
        await console.until_text("未能事先请")


async def test_the_line_tells_when_which_shifts_and_the_time_left(
    desk: Book, opened: Opening
) -> None:
    """The leave of the 24th meets B001's shift of that day; it begins in two days and more."""
    ask(desk)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        line = console.line("L-1")
        assert "11-24 08:00–14:00" in line
        assert "2 天 21 h" in line
        assert "B001 李娜" in line
        await console.until_text("事假 · 1 天 · 11-21 10:42 提出")


async def test_a_leave_is_signed_with_its_form_filled_in(desk: Book, opened: Opening) -> None:
    """One key opens the form, which knows the leave; what was signed moves down the list."""
    ask(desk)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("s")
        await confirmed(console)
        event = newest(desk, LeaveSigned)
        assert (event.leave, event.signer, event.post) == ("L-1", TEAM_LEADER, "team-leader")
        await console.until_text("待 客服部主任")
        assert "没有待批" not in console.text.splitlines()[0]


async def test_a_deputy_finds_what_waits_for_the_one_they_stand_in_for(
    desk: Book, opened: Opening
) -> None:
    """The post that one stands in for counts like one's own, save in one's own matters."""
    now = desk.clock.now()
    name: Any = actions()["name-deputy"]
    deputy = name(
        delegator=DIRECTOR, deputy=OTHER_LEADER, from_at=now, to_at=now + timedelta(days=9)
    )
    desk.act(deputy, by=DIRECTOR)
    ask(desk)
    sign(desk, "L-1", TEAM_LEADER)
    async with opened(desk, actor=OTHER_LEADER) as console:
        await shown(console)
        assert "待我办理 1" in console.text.splitlines()[0]


async def test_an_agent_sees_what_they_take_part_in(desk: Book, opened: Opening) -> None:
    """Others' leave is no matter of theirs; leaders and auditors see everything."""
    ask(desk, "L-1", "B001")
    ask(desk, "L-2", "B002")
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "L-1" in console.text
        assert "L-2" not in console.text


async def test_a_leave_is_asked_for_with_its_number_there(desk: Book, opened: Opening) -> None:
    """The number is made of the day and the person, and is the next free one."""
    ask(desk, "L-2026-11-21-B001")
    async with opened(desk, actor="B001") as console:
        await shown(console)
        await console.press("n")
        form = console.app.screen
        assert isinstance(form, ActForm)
        assert {"L-2026-11-21-B001-2", "B001"} <= {each.value for each in form.query(Input)}


async def test_everything_that_can_be_done_about_a_leave_is_listed(
    desk: Book, opened: Opening
) -> None:
    """Also what has no key of its own, such as handing in a medical proof."""
    ask(desk)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("a")
        await console.until(lambda: isinstance(console.app.screen, ActionList))
        await console.until_text("提交病假证明")
        lines = console.text.splitlines()
        first = next(number for number, line in enumerate(lines) if "与光标所在有关" in line)
        assert any("提交病假证明" in line for line in lines[first : first + 12])


async def test_enter_opens_every_event_of_the_request(desk: Book, opened: Opening) -> None:
    """From asking to signing, in the trail."""
    ask(desk)
    sign(desk, "L-1", TEAM_LEADER)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until_text("请假签批")
        assert "请假申请" in console.text


async def test_a_filter_keeps_the_rows_that_hold_it(desk: Book, opened: Opening) -> None:
    """By number, name, shift or state."""
    ask(desk, "L-1", "B001")
    ask(desk, "L-2", "B002")
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("slash", *"L-2", "enter")
        await console.until(lambda: "L-1" not in console.text)
        assert "L-2" in console.text


async def test_what_cannot_be_done_says_why(desk: Book, opened: Opening) -> None:
    """With nothing under the cursor there is nothing to sign, and nothing to return from."""
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        assert "还没有请假或换班" in console.text
        await console.press("s")
        await console.until_text("光标处没有待批的请求")
        await console.press("b")
        await console.until_text("光标处没有可销的假")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_line_fits(
    desk: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and sizes the request, whose turn it is and the way out are there."""
    ask(desk)
    async with opened(desk, size, lang=lang, actor=TEAM_LEADER) as console:
        await shown(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
        assert {"zh": "q 离开", "en": "q Leave"}[lang] in console.text
        assert "B001" in console.text
        assert {"zh": "待 T001 郑洁", "en": "next: T001 郑洁"}[lang] in console.text


def test_the_request_that_is_asked_for_is_an_event_of_the_person(desk: Book) -> None:
    """What the screen shows comes from the ledger alone."""
    ask(desk)
    assert newest(desk, LeaveRequested).person == "B001"
