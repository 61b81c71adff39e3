"""The attendance of the shift on its screen: read, and changed by keys."""

from __future__ import annotations

import pytest
from textual.widgets import Button, Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.attendance import AttendanceScreen
from console.screens.event_detail import EventDetail
from console.subject import Subject
from ledger.book import Book
from ledger.kernel.clock import FrozenClock
from ledger.kernel.words import Words
from ledger.registers.attendance.events import (
    AbsenceRecorded,
    ArrivalRecorded,
    ArrivalWithdrawn,
    DepartureRecorded,
    EarlyLeavingRecorded,
    LatenessRecorded,
    PostReturned,
    RollCallHeld,
)
from projections.obligations import Line
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import LEADER, NOW


async def shown(console: Console, *, empty: bool = False) -> AttendanceScreen:
    """Open the attendance and wait for it."""
    await console.press("A")
    screen = console.app.screen
    assert isinstance(screen, AttendanceScreen)
    await console.until(
        lambda: screen.listed is not None and (empty or bool(screen.listed.board.attending))
    )
    await console.pilot.pause()
    return screen


async def go_to(console: Console, person: str) -> None:
    """Put the cursor on a person."""
    screen = console.app.screen
    assert isinstance(screen, AttendanceScreen)
    await console.press("home")
    for _ in range(10):
        found = screen.panel.attending()
        if found is not None and found.row.person == person:
            return
        await console.press("down")
    raise AssertionError(f"{person} is not on the screen:\n{console.text}")


async def confirm(console: Console, key: str, verb: str, **typed: str) -> None:
    """Open the form of a key, fill it in, and confirm what it shows."""
    await console.press(key)
    form = console.app.screen
    assert isinstance(form, ActForm)
    await console.pilot.pause()
    assert verb in console.text
    fields = {str(each.name): each for each in form.query(Input)}
    for name, value in typed.items():
        fields[name].value = value
    await console.pilot.pause()
    button = form.query_one("#confirm", Button)
    await console.until(lambda: not button.disabled)
    button.press()
    await console.until(lambda: isinstance(console.app.screen, AttendanceScreen))


def newest(book: Book, kind: type) -> object:
    """The newest event of a kind."""
    return next(each.event for each in book.read(backwards=True) if isinstance(each.event, kind))


async def test_the_shift_stands_with_who_is_there_and_who_is_not(
    crew: Book, opened: Opening
) -> None:
    """Each in words, what needs the leader with its sign, and counted in the headline."""
    async with opened(crew) as console:
        await shown(console)
        head = console.text.splitlines()[0]
        for wanted in ("应到 5", "在岗 3", "! 迟到 1", "!! 未到 1", "离岗 1", "请假 1"):
            assert wanted in head
        assert "到岗 07:50" in console.line("B001 李娜")
        assert "! " in console.line("B002 赵强")
        assert "迟到 12 分" in console.line("B002 赵强")
        assert "离岗 8:00/10:00" in console.line("B003 孙丽")
        assert "!!" in console.line("B004 周杰")
        assert "未到 162 分" in console.line("B004 周杰")
        assert "请假" in console.line("B005 吴刚")
        assert "B006" not in console.text


async def test_time_is_drawn_planned_over_actual(crew: Book, opened: Opening) -> None:
    """The lanes of the person under the cursor stand under the hours, and tell the lateness."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B002")
        lines = console.text.splitlines()
        planned = next(line for line in lines if line.startswith(" 计划"))
        actual = next(line for line in lines if line.startswith(" 实际"))
        begins = planned.index("█")
        assert actual[begins] == "×"
        assert actual.index("▄") > begins
        assert "迟到 12 整分钟" in console.text
        assert "履行 97 %" in console.text


async def test_who_comes_is_recorded_with_the_lateness_that_follows(
    crew: Book, opened: Opening
) -> None:
    """a shows the minutes before anything is written, and the row says so afterwards."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B004")
        await confirm(console, "a", "record-arrival")
        late = newest(crew, LatenessRecorded)
        assert isinstance(late, LatenessRecorded)
        assert (late.person, late.minutes, late.permitted) == ("B004", 162, False)
        await console.until_text("迟到 162 分")


async def test_a_second_arrival_is_refused_on_the_form(crew: Book, opened: Opening) -> None:
    """The sentence names the first."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B001")
        await console.press("a")
        await console.until_text("已于 11-21 07:50")
        await console.press("escape")


async def test_back_at_the_post_and_leaving_early(crew: Book, opened: Opening) -> None:
    """b ends the absence that runs, l records how early somebody goes."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B003")
        await confirm(console, "b", "return-to-post")
        back = newest(crew, PostReturned)
        assert isinstance(back, PostReturned)
        assert back.minutes == 8
        await console.until_text("B003 孙丽")
        await go_to(console, "B001")
        await confirm(console, "l", "record-departure")
        early = newest(crew, EarlyLeavingRecorded)
        assert isinstance(early, EarlyLeavingRecorded)
        assert (early.person, early.minutes) == ("B001", 197)
        await console.until_text("下班 10:42 早退 197")


async def test_off_the_post_runs_against_its_limit(crew: Book, opened: Opening) -> None:
    """o gives the number by itself; without leave the limit is twenty minutes."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B001")
        await confirm(console, "o", "leave-post")
        await console.until_text("离岗 0:00/20:00")


async def test_absence_is_recorded_of_who_never_came(crew: Book, opened: Opening) -> None:
    """x has the shift filled in; of somebody on leave it is refused with the leave."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B004")
        await confirm(console, "x", "record-absence")
        absent = newest(crew, AbsenceRecorded)
        assert isinstance(absent, AbsenceRecorded)
        assert absent.shift == "2026-11-21/D/B004"
        await console.until_text("旷工 1")
        await go_to(console, "B005")
        await console.press("x")
        await console.until_text("L-1")
        await console.press("escape")


async def test_an_arrival_is_taken_back(crew: Book, opened: Opening) -> None:
    """u wants a reason, and the lateness goes with it."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B002")
        await confirm(console, "u", "withdraw-arrival", reason="点错人")
        back = newest(crew, ArrivalWithdrawn)
        assert isinstance(back, ArrivalWithdrawn)
        assert len(back.withdrawn) == 2
        await console.until_text("!! 未到 2")


async def test_the_roll_is_called_from_a_prepared_list(crew: Book, opened: Opening) -> None:
    """Ticked or arrived is there; the missing are named; who had no arrival gets one."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B004")
        await console.press("space")
        assert "✓" in console.line("B004 周杰")
        await console.press("home")
        await confirm(console, "c", "hold-roll-call", present="B001, B002, B004")
        held = newest(crew, RollCallHeld)
        assert isinstance(held, RollCallHeld)
        assert (held.present, held.missing) == (("B001", "B002", "B004"), ("B003",))
        came = [each.event for each in crew.read() if isinstance(each.event, ArrivalRecorded)]
        assert [each.person for each in came] == ["B001", "B003", "B002", "B004"]
        await go_to(console, "B003")
        await console.until_text("点名未到")


async def test_enter_and_w_lead_to_the_evidence(crew: Book, opened: Opening) -> None:
    """The newest event about the person's shift."""
    async with opened(crew) as console:
        await shown(console)
        await go_to(console, "B002")
        await console.press("enter")
        assert isinstance(console.app.screen, EventDetail)
        await console.until_text("迟到登记")
        await console.press("backspace", "w")
        await console.until_text("attendance.presence")


async def test_without_somebody_who_acts_it_is_for_reading(crew: Book, opened: Opening) -> None:
    """The keys stay visible, and say why."""
    async with opened(crew, actor=None) as console:
        await shown(console)
        await console.press("a")
        assert isinstance(console.app.screen, AttendanceScreen)
        await console.until_text("没有说明谁在办理")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_it_fits_its_terminal_in_both_languages(
    crew: Book, opened: Opening, size: tuple[int, int], lang: str
) -> None:
    """No line is wider than the terminal; list, lanes, words and keys are all there."""
    async with opened(crew, size=size, lang=lang) as console:
        await shown(console)
        await go_to(console, "B003")
        assert max(map(width_of, console.text.splitlines())) <= size[0]
        for wanted in ("B005", "8:00/10:00", "08", "▄", "#"):
            assert wanted in console.text


async def test_an_empty_book_says_what_would_fill_it(new_book: Book, opened: Opening) -> None:
    """Nobody is on a shift: the sentence names the keys that help."""
    async with opened(new_book) as console:
        await shown(console, empty=True)
        await console.until_text("按 r 打开班表")


async def test_the_duty_to_call_the_roll_leads_to_the_prepared_list(
    crew: Book, opened: Opening
) -> None:
    """Enter on the obligation opens the attendance, where the people of the shift stand."""
    async with opened(crew) as console:
        duty = Line(
            obligation="meeting.roll_call@2026-11-21T13:50+08:00",
            sign="",
            clause="meeting.roll_call",
            title=Words("点名", "Roll call"),
            about="",
            case="",
            debtor=LEADER,
            to_post=False,
            creditor=None,
            state="open",
            due_at=None,
            left=None,
            cause=None,
            action="hold-roll-call",
            started_by=0,
            warned=0,
            escalated=0,
        )
        console.app.discharge(Subject("obligation", duty=duty))
        await console.until_text("B001 李娜")
        assert isinstance(console.app.screen, AttendanceScreen)


async def test_who_stays_past_the_end_can_still_be_signed_out(crew: Book, opened: Opening) -> None:
    """Five minutes after the end the people of the shift are still there, due out; the next too."""
    assert isinstance(crew.clock, FrozenClock)
    crew.clock.move_to(NOW.replace(hour=14, minute=5, second=0))
    async with opened(crew) as console:
        await shown(console)
        assert "应下班 14:00" in console.line("B001 李娜")
        assert "B005" not in console.text
        assert "B006 郑洁" in console.text
        await go_to(console, "B001")
        await confirm(console, "l", "record-departure")
        await console.until(lambda: "B001" not in console.text)
        left = newest(crew, DepartureRecorded)
        assert isinstance(left, DepartureRecorded)
        assert left.shift == "2026-11-21/D/B001"
