"""Swaps in the inbox: offered, taken, agreed to by both leaders, rejected, withdrawn."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input, Static

from console.screens.act import ActForm
from console.screens.roster import RosterScreen
from ledger.book import Book
from ledger.kernel.action import actions
from ledger.registers.swaps.events import ShiftSwapped, SwapRejected, SwapRequested, SwapWithdrawn
from tests.console.floor.conftest import Console, Opening
from tests.console.requests.conftest import OTHER_LEADER, TEAM_LEADER
from tests.console.requests.test_screen import confirmed, newest, shown

GIVEN = "2026-11-22/D/B004"
"""B004's day shift of tomorrow; B001 is free that day."""


def act(book: Book, verb: str, by: str, **told: Any) -> None:
    """Do one of the actions."""
    made: Any = actions()[verb]
    book.act(made(**told), by=by)


def ask(book: Book) -> None:
    """B004 asks B001 to take a shift, with none in return."""
    act(book, "request-swap", "B004", swap="S-1", giver="B004", taker="B001", given=GIVEN)


async def test_both_leaders_agree_and_the_board_shows_who_is_on_the_shift_now(
    desk: Book, opened: Opening
) -> None:
    """The list names the leader who is missing; the last consent makes the swap."""
    ask(desk)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        assert "待我办理 1" in console.text.splitlines()[0]
        assert "B004 的班长、B001 的班长" in console.line("S-1")
        await console.press("s")
        about = str(console.app.screen.query_one("#about", Static).content)
        assert "换班 S-1  B004 周杰 → B001 李娜" in about
        assert "11-22 D 08:00–14:00" in about
        await confirmed(console)
        await console.until(lambda: "待我办理" not in console.text)
        assert "待 B004 的班长" in console.line("S-1")
    async with opened(desk, actor=OTHER_LEADER) as console:
        await shown(console)
        await console.press("s")
        await confirmed(console)
        await console.until_text("已换班，待交接")
        assert newest(desk, ShiftSwapped).taker == "B001"
        await console.press("q", "r")
        screen = console.app.screen
        assert isinstance(screen, RosterScreen)
        await console.until(lambda: "D*" in console.text)
        assert "D*" in console.line("B001")
        assert "D*" not in console.line("B004")


async def test_an_offered_shift_is_seen_and_taken_by_an_agent(desk: Book, opened: Opening) -> None:
    """Offers are for all; whoever takes one asks for the swap with it."""
    act(desk, "offer-shift", "B004", swap="S-1", giver="B004", given=GIVEN)
    async with opened(desk, actor="B001") as console:
        await shown(console)
        assert "出让，待接手" in console.line("S-1")
        await console.press("g")
        form = console.app.screen
        assert isinstance(form, ActForm)
        assert {"S-1", "B001"} <= {each.value for each in form.query(Input)}
        await confirmed(console)
        assert newest(desk, SwapRequested).taker == "B001"
        await console.until_text("待 B004 的班长")


async def test_a_leader_rejects_for_a_reason_that_is_read_in_the_list(
    desk: Book, opened: Opening
) -> None:
    """It moves to the end, with who rejected it and why."""
    ask(desk)
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("x")
        form = console.app.screen
        assert isinstance(form, ActForm)
        reason = next(each for each in form.query(Input) if each.name == "reason")
        reason.value = "当晚另有培训"
        await confirmed(console)
        assert newest(desk, SwapRejected).reason == "当晚另有培训"
        await console.until_text("T001 郑洁 办理 · 原因：当晚另有培训")
        assert "没有待批的请求" in console.text.splitlines()[0]


async def test_one_of_the_two_withdraws_what_was_not_made_yet(desk: Book, opened: Opening) -> None:
    """The key is theirs as long as nobody has decided."""
    ask(desk)
    async with opened(desk, actor="B004") as console:
        await shown(console)
        await console.press("v")
        await confirmed(console)
        assert newest(desk, SwapWithdrawn).withdrawer == "B004"
        await console.until_text("已撤回")
        await _refused(console, "v", "光标处没有可撤回的请求")
        await _refused(console, "g", "光标处没有出让的班")


async def _refused(console: Console, key: str, wanted: str) -> None:
    await console.press(key)
    await console.until_text(wanted)
