"""The worked examples of swaps on the console's own path: keys pressed, the screen read.

W28, the relief who accepts at 18:07, is played on the handover's screen
(tests/console/handover/test_screen.py).
"""

from __future__ import annotations

from datetime import date

from textual.widgets import Button, Input, OptionList

from console.screens.act import ActForm
from console.screens.requests import RequestsScreen
from console.screens.roster import RosterScreen
from ledger.book import Book
from ledger.registers.roster.assign_shift import AssignShift
from ledger.registers.swaps.events import ShiftSwapped
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW, record
from tests.console.requests.conftest import OTHER_LEADER, TEAM_LEADER, desk, opened
from tests.console.requests.test_screen import confirmed, shown

__all__ = ["desk", "opened"]

GIVEN, TAKEN = "2026-11-30/D/B001", "2026-12-02/D/B003"
"""A shift of B001, whom T001 leads, and one of B003, whom T002 leads; both are free then."""


def roster_both(book: Book) -> None:
    """Put both on the shifts that they are going to swap."""
    book.act(AssignShift(person="B001", on=date(2026, 11, 30), code="D"), by="CHIEF")
    book.act(AssignShift(person="B003", on=date(2026, 12, 2), code="D"), by="CHIEF")


def swapped_before(book: Book, number: int) -> int:
    """An earlier swap of B001 this month; where it stands."""
    earlier = ShiftSwapped(
        swap=f"V{number}",
        giver="B001",
        taker=f"B00{number + 1}",
        giver_month="B001/2026-11",
        taker_month=f"B00{number + 1}/2026-11",
    )
    record(book, (earlier, NOW))
    return book.recorder.head()


async def fill(console: Console, **fields: str) -> ActForm:
    """Fill in the form that is open, field by field."""
    form = console.app.screen
    assert isinstance(form, ActForm)
    controls = {each.name: each for each in form.query(Input)}
    for name, value in fields.items():
        controls[name].focus()
        controls[name].value = value
        await console.pilot.pause()
    return form


async def ask(console: Console) -> ActForm:
    """Open the form of a swap from the inbox; number and giver stand in it."""
    await shown(console)
    await console.press("c")
    form = await fill(console, taker="B003", given=GIVEN, taken=TAKEN)
    controls = {each.name: each for each in form.query(Input)}
    assert controls["giver"].value == "B001"
    assert controls["swap"].value
    return form


async def test_w11_the_third_swap_of_a_month_is_refused_with_the_two_before(
    desk: Book, opened: Opening
) -> None:
    """S4.10-03: the form says how many, how many may be, and where both are written."""
    roster_both(desk)
    one, other = swapped_before(desk, 1), swapped_before(desk, 2)
    head = desk.recorder.head()
    async with opened(desk, actor="B001") as console:
        form = await ask(console)
        await console.until_text("不能办理：")
        assert "B001/2026-11 已有 2 次，至多 2 次" in console.text
        assert f"#{one}、#{other}" in console.text
        assert "swap.per_month" in console.text
        assert not form.query_one("#confirm", Button).display
    assert desk.recorder.head() == head


async def test_w12_the_consent_of_one_leader_makes_no_swap(desk: Book, opened: Opening) -> None:
    """S4.10-02: nothing changes hands, and whoever wants to make it reads what is missing."""
    roster_both(desk)
    async with opened(desk, actor="B001") as console:
        form = await ask(console)
        await console.until_text("B001/2026-11 已 0")
        await console.until_text("相邻的班没有换过")
        await console.until_text("B001 desk，B003")
        await confirmed(console)
        assert not form.is_current
    async with opened(desk, actor=TEAM_LEADER) as console:
        await shown(console)
        await console.press("s")
        await confirmed(console)
        consent = desk.recorder.head()
        await console.until_text("待 B003 的班长")
        await console.press("s")
        await console.until_text(f"已代表交付方同意（#{consent}）")
        await console.press("escape", "q", "a")
        actions = console.app.screen.query_one(OptionList)
        await console.until(lambda: actions.option_count > 0)
        actions.highlighted = actions.get_option_index("swap-shifts")
        await console.press("enter")
        swap = await number_of(desk)
        await fill(console, swap=swap)
        await console.until_text(f"{swap} 只有 1 次，至少要 2 次")
        assert "swap.consents" in console.text
    assert not [each for each in desk.read() if isinstance(each.event, ShiftSwapped)]


async def test_both_leaders_agree_and_the_board_shows_both_legs(
    desk: Book, opened: Opening
) -> None:
    """The last consent moves both at once, each marked as swapped; undone, they are paid back."""
    roster_both(desk)
    async with opened(desk, actor="B001") as console:
        await ask(console)
        await confirmed(console)
    for leader in (TEAM_LEADER, OTHER_LEADER):
        async with opened(desk, actor=leader) as console:
            await shown(console)
            await console.press("s")
            await confirmed(console)
    async with opened(desk, actor=OTHER_LEADER) as console:
        await console.press("r")
        assert isinstance(console.app.screen, RosterScreen)
        await console.press("full_stop", "full_stop")
        await console.until_text("D*")
        assert "D*" in console.line("B001")
        assert "D*" in console.line("B003")
        [swap] = [each.event for each in desk.read() if isinstance(each.event, ShiftSwapped)]
        assert (swap.given, swap.taken) == (GIVEN, TAKEN)
        await console.press("u")
        await console.until(lambda: isinstance(console.app.screen, ActForm))
        filled = {each.name: each.value for each in console.app.screen.query(Input)}
        back = {"giver": "B003", "taker": "B001", "given": GIVEN, "repays": swap.swap}
        assert filled | back == filled
        await console.until_text("不另计次数")


async def test_both_sign_that_the_swapped_shift_was_handed_over(
    desk: Book, opened: Opening
) -> None:
    """S4.10-06: each once, from the inbox; a second time is refused."""
    roster_both(desk)
    async with opened(desk, actor="B001") as console:
        await ask(console)
        await confirmed(console)
    for leader in (TEAM_LEADER, OTHER_LEADER):
        async with opened(desk, actor=leader) as console:
            await shown(console)
            await console.press("s")
            await confirmed(console)
    async with opened(desk, actor="B001") as console:
        await shown(console)
        await console.press("t")
        await confirmed(console)
        signed = desk.recorder.head()
        await console.press("t")
        await console.until_text(f"（#{signed}）")
        await console.press("escape")
        assert isinstance(console.app.screen, RequestsScreen)
    async with opened(desk, actor="B003") as console:
        await shown(console)
        await console.press("t")
        await confirmed(console)
        assert desk.recorder.head() == signed + 1


async def number_of(book: Book) -> str:
    """The number that the screen proposed for the swap."""
    found = [each for each in book.read() if each.type_name == "swap.requested"]
    return str(getattr(found[-1].event, "swap", ""))
