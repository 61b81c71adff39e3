"""W13 and W14 by keys: leave asked for, signed level by level, and refused when it is too late."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest
from textual.widgets import Button, Input, Select

from console.screens.act import ActForm
from console.screens.requests import RequestsScreen
from ledger.book import Book
from ledger.kernel.clock import FrozenClock
from ledger.registers.leave.events import LeaveGranted, LeaveRequested, LeaveSigned
from tests.console.floor.conftest import Console, Opening, opened
from tests.console.floor.day import ZONE
from tests.console.requests.conftest import DIRECTOR, TEAM_LEADER, desk
from tests.console.requests.test_screen import confirmed, newest, shown

__all__ = ["desk", "opened"]

_KEYS = {" ": "space", ":": "colon", "-": "minus"}


async def typed(console: Console, field: str, text: str) -> None:
    """Go to a field of the form and type into it."""
    inputs = console.app.screen.query(Input)
    next(each for each in inputs if each.name == field).focus()
    await console.press("ctrl+a", *(_KEYS.get(each, each) for each in text))


async def ask(console: Console, starts: str, ends: str) -> ActForm:
    """Open the form from the inbox by its key, and fill in a personal leave."""
    await shown(console)
    await console.press("n")
    form = console.app.screen
    assert isinstance(form, ActForm)
    categories = next(each for each in form.query(Select) if each.name == "category")
    categories.focus()
    await console.press("enter", "home", "enter")
    if categories.value != "personal":
        await console.press("enter", "down", "enter")
    assert cast("Any", categories.value) == "personal"
    await typed(console, "starts", starts)
    await typed(console, "ends", ends)
    return form


async def sign(console: Console) -> None:
    """Sign what stands first in the inbox."""
    await shown(console)
    await console.press("s")
    await confirmed(console)


def granted(book: Book) -> list[LeaveGranted]:
    """All leave that was granted."""
    return [each.event for each in book.read() if isinstance(each.event, LeaveGranted)]


async def test_w13_one_day_is_granted_by_the_cs_directors_signature(
    desk: Book, opened: Opening
) -> None:
    """W13: asked by the agent, signed by team leader and director; the second signature grants."""
    async with opened(desk, actor="B001") as console:
        form = await ask(console, "2026-11-25 00:00", "2026-11-26 00:00")
        await console.until_text("占班 1：D 11-25")
        await console.until_text("2026 年事假连这次 1 天")
        await confirmed(console)
        assert not form.is_current
    asked = newest(desk, LeaveRequested)
    assert (asked.days, asked.starts.astimezone(ZONE).hour) == (1, 8)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await sign(console)
        assert granted(desk) == []
        await console.until_text("待 客服部主任")
    async with opened(desk, actor=DIRECTOR) as console:
        await shown(console)
        await console.press("s")
        await console.until_text(f"已签 {TEAM_LEADER}、{DIRECTOR}")
        await console.until_text("准假")
        await confirmed(console)
    (leave,) = granted(desk)
    assert (leave.person, leave.days) == ("B001", 1)
    assert newest(desk, LeaveSigned).post == "cs-director"


async def test_w13_two_days_wait_for_the_centre_director(desk: Book, opened: Opening) -> None:
    """W13: the same two signatures grant no second day; the list says whose turn it is."""
    async with opened(desk, actor="B002") as console:
        await ask(console, "2026-11-24 00:00", "2026-11-26 00:00")
        await console.until_text("占班 2")
        await confirmed(console)
    assert newest(desk, LeaveRequested).days == 2
    for signer in (TEAM_LEADER, DIRECTOR):
        async with opened(desk, actor=signer) as console:
            await sign(console)
    assert granted(desk) == []
    async with opened(desk, actor=DIRECTOR) as console:
        await shown(console)
        assert "待 客服中心主任" in console.text


async def test_w13_the_director_does_not_sign_before_the_team_leader(
    desk: Book, opened: Opening
) -> None:
    """S4.9-03: skipping a level is refused in the form, with the clause and whose turn it is."""
    async with opened(desk, actor="B001") as console:
        await ask(console, "2026-11-25 00:00", "2026-11-26 00:00")
        await confirmed(console)
    async with opened(desk, actor=DIRECTOR) as console:
        await shown(console)
        await console.press("s")
        await console.until_text("轮到 班长或值班长 签批")
        assert "leave.approval" in console.text
        assert not console.app.screen.query_one("#confirm", Button).display


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [("zh", "最迟应在 2026-11-21 12:00 提出"), ("en", "this had to come by 2026-11-21 12:00")],
)
async def test_w14_night_leave_asked_for_at_half_past_twelve_is_refused(
    desk: Book, opened: Opening, lang: str, wanted: str
) -> None:
    """W14: the roster says that B003 is on the night shift at 20:00; nobody types it."""
    cast("FrozenClock", desk.clock).move_to(datetime(2026, 11, 21, 12, 30, tzinfo=ZONE))
    head = desk.recorder.head()
    async with opened(desk, actor="B003", lang=lang) as console:
        await ask(console, "2026-11-21 18:00", "2026-11-22 08:00")
        await console.until_text(wanted)
        assert "leave.night_notice" in console.text
        assert "2026-11-21/N/B003" in console.text
        assert not console.app.screen.query_one("#confirm", Button).display
        await console.press("escape")
        assert isinstance(console.app.screen, RequestsScreen)
    assert desk.recorder.head() == head


async def test_w14_before_noon_it_is_taken_and_goes_to_the_director(
    desk: Book, opened: Opening
) -> None:
    """S4.9-07: in a special case, asked for before noon, only a manager's approval counts."""
    async with opened(desk, actor="B003") as console:
        await ask(console, "2026-11-21 18:00", "2026-11-22 08:00")
        await console.until_text("最迟 2026-11-21 12:00")
        await confirmed(console)
    assert newest(desk, LeaveRequested).night
    async with opened(desk, actor=DIRECTOR) as console:
        await sign(console)
    (leave,) = granted(desk)
    assert (leave.person, leave.night) == ("B003", True)
