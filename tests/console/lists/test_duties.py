"""The obligations on the floor and on a screen of their own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Button, Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.duties import DutiesScreen
from console.screens.duty_why import DutyWhyScreen
from console.screens.why import WhyScreen
from console.widgets.duty_list import DutyList
from console.widgets.ticker import Ticker
from ledger.book import Book
from ledger.registers.alarms.events import AlarmAcknowledged, AlarmShelved
from ledger.registers.desk.events import TicketDispatched, TicketKind, TicketOpened
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import NOW, record
from tests.console.lists.regulated import look_around


async def governed(console: Console) -> DutyList:
    """Wait for the obligations beside the floor; the panel with the cursor in it."""
    await console.until(lambda: console.app.screen.picture.duties.governed)  # type: ignore[attr-defined]
    await console.pilot.pause()
    panel = console.app.screen.query_one(DutyList)
    panel.focus()
    await console.pilot.pause()
    return panel


async def listed(console: Console) -> DutiesScreen:
    """Open the list of all obligations and wait for it."""
    await console.press("o")
    screen = console.app.screen
    assert isinstance(screen, DutiesScreen)
    await console.until(lambda: screen.listed is not None)
    await console.pilot.pause()
    return screen


async def test_what_breaks_next_comes_first(book: Book, opened: Opening) -> None:
    """Overdue with !!, at risk with !, then the others: what, time left, who owes it."""
    async with opened(book) as console:
        await governed(console)
        lines = console.text.splitlines()
        start = next(number for number, line in enumerate(lines) if "先到期的义务 4" in line)
        assert "!!  T1 投诉派发" in lines[start + 1]
        assert "−0:41  A003 李娜" in lines[start + 1]
        assert "!   T2 投诉派发" in lines[start + 2]
        assert "4:10  A004 赵强" in lines[start + 2]
        assert "周满意度分析" in lines[start + 4]
        assert "班长" in lines[start + 4]


async def test_a_small_terminal_shows_the_first_four(book: Book, opened: Opening) -> None:
    """At 80x24 four obligations stand under the waiting calls, and two events under them."""
    async with opened(book, (80, 24)) as console:
        await governed(console)
        lines = console.text.splitlines()
        start = next(number for number, line in enumerate(lines) if "先到期的义务 4" in line)
        assert "T1" in lines[start + 1]
        assert "2 天 7 h" in lines[start + 4]
        assert "最近事件" in lines[start + 5]
        assert "q 离开" in lines[start + 8]


async def test_time_left_ticks_without_reading_the_ledger(
    book: Book, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four minutes and eleven seconds on, what was at risk is overdue, by its due instant alone."""
    async with opened(book) as console:
        await governed(console)
        assert "4:10" in console.line("T2 投诉")
        monkeypatch.setattr(book, "read", None)
        monkeypatch.setattr(book.recorder, "rows", None)
        book.clock.advance(timedelta(seconds=251))  # type: ignore[attr-defined]
        console.app.screen._tick()  # type: ignore[attr-defined]
        await console.pilot.pause()
        line = console.line("T2 投诉")
        assert "!! " in line
        assert "−0:01" in line
        monkeypatch.undo()


async def test_an_obligation_appears_and_goes_with_its_events(book: Book, opened: Opening) -> None:
    """A complaint that is opened is owed at once, and no more when it is dispatched."""
    async with opened(book) as console:
        await governed(console)
        complaint = TicketOpened(ticket="T9", owner="A004", kind=TicketKind.COMPLAINT)
        record(book, (complaint, NOW - timedelta(minutes=55)))
        await console.until_text("T9 投诉派发")
        assert "先到期的义务 5" in console.text
        record(book, (TicketDispatched(ticket="T9", department="网络部"), NOW))
        await console.until_text("先到期的义务 4")


async def test_enter_opens_the_action_that_discharges_it(book: Book, opened: Opening) -> None:
    """The clause's own action, with the case filled in; confirmed, the obligation is gone."""
    async with opened(book) as console:
        await governed(console)
        await console.press("enter")
        form = console.app.screen
        assert isinstance(form, ActForm)
        assert "dispatch-ticket" in console.text
        fields = {str(each.name): each for each in form.query(Input)}
        assert fields["ticket"].value == "T1"
        assert fields["department"].has_focus
        fields["department"].value = "网络部"
        confirm = form.query_one("#confirm", Button)
        await console.until(lambda: not confirm.disabled)
        confirm.press()
        await console.until_text("先到期的义务 3")
        assert "T1 投诉" not in console.text


async def test_a_takes_note_of_the_alarm(book: Book, opened: Opening) -> None:
    """On an obligation with an alarm, a opens the form to acknowledge it; then it is ticked.

    Enter appends on the button alone.
    """
    async with opened(book) as console:
        await governed(console)
        head = book.recorder.head()
        assert "!! 告警 5" in console.text
        await console.press("a")
        form = console.app.screen
        assert isinstance(form, ActForm)
        assert book.recorder.head() == head
        confirm = form.query_one("#confirm", Button)
        await console.until(lambda: not confirm.disabled)
        await console.press("enter")
        assert book.recorder.head() == head
        await console.press("tab", "enter", "enter")
        await console.until_text("!!✓ T1")
        assert isinstance(next(book.read(backwards=True, limit=1)).event, AlarmAcknowledged)


async def test_a_shelved_alarm_is_not_counted(book: Book, opened: Opening) -> None:
    """s asks until when and why; put aside, the alarm leaves the count and keeps its line."""
    async with opened(book) as console:
        await governed(console)
        await console.press("s")
        form = console.app.screen
        assert isinstance(form, ActForm)
        fields = {str(each.name): each for each in form.query(Input)}
        fields["until"].value = "2026-11-21 12:00"
        fields["reason"].value = "部门停电"
        confirm = form.query_one("#confirm", Button)
        await console.until(lambda: not confirm.disabled)
        confirm.press()
        await console.until_text("!! 告警 4")
        assert "·   T1" in console.text
        assert isinstance(next(book.read(backwards=True, limit=1)).event, AlarmShelved)


async def test_without_an_alarm_nothing_is_shelved(book: Book, opened: Opening) -> None:
    """On an obligation that is not overdue the key says why it does nothing."""
    async with opened(book) as console:
        await governed(console)
        await console.press("down", "s")
        await console.until_text("光标处的义务没有告警")


async def test_the_discharge_clears_the_alarm(book: Book, opened: Opening) -> None:
    """Once it is dispatched and the warden has looked, the count is back to the floor's own."""
    async with opened(book) as console:
        await governed(console)
        record(book, (TicketDispatched(ticket="T1", department="网络部"), NOW))
        look_around(book)
        await console.until_text("!! 告警 4")
        assert "告警解除" in console.text


async def test_w_says_why_it_is_owed(book: Book, opened: Opening) -> None:
    """The clause with its source, what started it and the breach; from there to the events."""
    async with opened(book) as console:
        await governed(console)
        await console.press("w")
        assert isinstance(console.app.screen, DutyWhyScreen)
        assert "S4.15-05" in console.line("条款")
        assert "A003" in console.line("债务人")
        assert "登记违约" in console.line("违约   ")
        await console.press("w")
        await console.until_text("投诉")
        await console.press("backspace", "backspace")
        assert "先到期的义务 4" in console.text


async def test_w_explains_an_event_of_the_ticker_and_of_the_evidence(
    book: Book, opened: Opening
) -> None:
    """Wherever an event is under the cursor, w says why; where none is, that there is none."""
    async with opened(book) as console:
        await governed(console)
        console.app.screen.query_one(Ticker).focus()
        await console.press("w")
        assert isinstance(console.app.screen, WhyScreen)
        await console.press("backspace", "escape", "w")
        await console.until_text("光标处没有事件、违规或义务")
        await console.press("tab", "enter")
        await console.until_text("正在等待的来电  4")
        await console.press("w")
        assert isinstance(console.app.screen, WhyScreen)


async def test_the_screen_of_its_own_lists_all_with_state_and_clause(
    book: Book, opened: Opening
) -> None:
    """o opens every obligation, with when it is due, what was done about it and its clause."""
    async with opened(book) as console:
        await listed(console)
        assert "未了 4  违约 1  有风险 1  告警未确认 1" in console.text.splitlines()[0]
        first = console.line("T1 投诉")
        for part in ("!!", "−0:41", "11-21 10:41", "A003 李娜", "告警未确认", "desk.dispatch"):
            assert part in first
        assert "已提醒 1" in console.line("T2 投诉")
        await console.press("backspace")
        assert not isinstance(console.app.screen, DutiesScreen)


async def test_the_list_is_filtered_as_one_types(book: Book, opened: Opening) -> None:
    """By debtor, case, clause or state; Escape brings all back."""
    async with opened(book) as console:
        await listed(console)
        await console.press("slash", *"赵强")
        assert "T1 投诉" not in console.text
        assert "T2 投诉" in console.text
        await console.press("escape")
        assert "T1 投诉" in console.text
        await console.press("slash", *"weekly", "enter")
        assert "T1 投诉" not in console.text
        assert "周满意度分析" in console.text


async def test_a_periodic_duty_opens_its_own_entry(book: Book, opened: Opening) -> None:
    """The code of the duty is known from the clause."""
    async with opened(book) as console:
        await listed(console)
        await console.press("end", "enter")
        form = console.app.screen
        assert isinstance(form, ActForm)
        fields = {str(each.name): each.value for each in form.query(Input)}
        assert fields["code"] == "satisfaction-report"


async def test_who_only_watches_is_told_so(book: Book, opened: Opening) -> None:
    """Without --as Enter answers with the reason."""
    async with opened(book, actor=None) as console:
        await governed(console)
        await console.press("enter")
        await console.until_text("没有说明谁在办理")


async def test_without_a_rulebook_the_floor_has_no_such_panel(
    new_book: Book, opened: Opening
) -> None:
    """The panel takes no room; the list says what would fill it."""
    async with opened(new_book, (80, 24)) as console:
        assert "先到期的义务" not in console.text
        await listed(console)
        assert "dutybook rulebook adopt" in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 30), (160, 48)])
async def test_every_line_fits(
    book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and every size nothing is wider than the terminal."""
    async with opened(book, size, lang=lang) as console:
        await governed(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
        await listed(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
