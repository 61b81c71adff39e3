"""The floor as a duty leader reads it and drives it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.geometry import Region

from console.drawing.spans import Line, Tone, width_of
from console.screen import BookScreen
from console.widgets.agent_grid import AgentGrid
from console.widgets.lines import Lines
from console.widgets.queue_table import QueueTable
from ledger.book import Book
from ledger.registers.calls.events import CallAbandoned, CallOffered
from tests.console.floor.conftest import Opening
from tests.console.floor.day import NOW, record


async def test_the_floor_says_first_what_is_wrong(book: Book, opened: Opening) -> None:
    """The strip under the header holds the waiting calls and the oldest of them, with signs."""
    async with opened(book) as console:
        strip = console.text.splitlines()[1]
        assert "排队 4" in strip
        assert "最久 1:42 !!" in strip


async def test_a_breach_is_told_by_a_sign_not_by_colour(book: Book, opened: Opening) -> None:
    """Somebody who has paused too long bears !! in plain text."""
    async with opened(book) as console:
        assert "31:00 !!" in console.line("A036")
        assert "!! 告警" in console.text.splitlines()[0]


async def test_people_are_shown_by_name_where_the_keys_are(book: Book, opened: Opening) -> None:
    """A sealed name is revealed by the vault for the floor alone."""
    async with opened(book) as console:
        assert "A003 李娜" in console.text


async def test_waiting_counts_on_without_reading_the_ledger(book: Book, opened: Opening) -> None:
    """When the clock moves on and nothing happens, the oldest wait has grown by as much."""
    async with opened(book) as console:
        book.clock.advance(timedelta(seconds=18))  # type: ignore[attr-defined]
        console.app.screen._tick()  # type: ignore[attr-defined]
        await console.pilot.pause()
        assert "最久 2:00 !!" in console.text


async def test_an_event_appears_as_soon_as_it_is_recorded(book: Book, opened: Opening) -> None:
    """A call offered while the floor is open is counted and told."""
    async with opened(book) as console:
        record(book, (CallOffered(call="09100", queue="189"), NOW))
        await console.until_text("09100 → 189")
        assert "排队 5" in console.text


async def test_a_silent_feed_is_never_taken_for_an_empty_queue(book: Book, opened: Opening) -> None:
    """When nothing has come for minutes the panels say since when, instead of looking calm."""
    async with opened(book) as console:
        book.clock.advance(timedelta(minutes=14))  # type: ignore[attr-defined]
        console.app.screen._tick()  # type: ignore[attr-defined]
        await console.pilot.pause()
        assert "14 分无数据" in console.line("队列 3")
        assert "14 分无数据" in console.line("等待最久")


async def test_f2_says_everything_in_the_other_language(book: Book, opened: Opening) -> None:
    """F2 swaps Chinese and English at once, and back."""
    async with opened(book) as console:
        await console.press("f2")
        assert "Oldest 1:42 !!" in console.text
        assert "Waiting longest 4" in console.text
        assert "排队" not in console.text
        await console.press("f2")
        assert "最久 1:42 !!" in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (200, 60)])
async def test_no_line_is_wider_than_the_terminal(
    book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and every size each drawn line fits, wide characters counted twice."""
    async with opened(book, size, lang=lang) as console:
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
        assert console.text.count("\n") == size[1] - 1


async def test_pause_holds_the_picture_and_counts_what_it_misses(
    book: Book, opened: Opening
) -> None:
    """While paused nothing moves, the header says how far behind, and resuming catches up."""
    async with opened(book) as console:
        await console.press("p")
        assert "已暂停，落后 0 件" in console.text
        record(book, (CallOffered(call="09100", queue="189"), NOW))
        await console.until_text("已暂停，落后 1 件")
        assert "排队 4" in console.text
        await console.press("p")
        assert "排队 5" in console.text


async def test_the_filter_narrows_as_one_types(book: Book, opened: Opening) -> None:
    """Only rows with the text stay, the header says so, and Escape brings all back."""
    async with opened(book) as console:
        await console.press("slash", *"郭亮")
        assert "筛选 郭亮" in console.text.splitlines()[0]
        assert "郭亮" in console.line("A013")
        assert "赵强" not in console.text
        await console.press("escape")
        assert "赵强" in console.text


async def test_an_exclamation_mark_inverts_the_filter(book: Book, opened: Opening) -> None:
    """With ! in front the rows that hold the text go, and the others stay."""
    async with opened(book) as console:
        await console.press("slash", *"!郭亮")
        assert "郭亮" not in console.text.replace("!郭亮", "")
        assert "赵强" in console.text


async def test_a_filter_without_a_match_says_how_to_leave_it(book: Book, opened: Opening) -> None:
    """Panels that a filter leaves empty say so, and name the key that clears it."""
    async with opened(book) as console:
        await console.press("slash", *"zzz")
        assert "没有符合筛选的行；Esc 清除" in console.text


async def test_the_digits_choose_whom_the_panel_shows(book: Book, opened: Opening) -> None:
    """2 shows those who deviate, 3 those on a call, 4 those who pause, 1 everybody."""
    async with opened(book) as console:
        grid = console.app.screen.query_one(AgentGrid)
        await console.press("2")
        assert set(grid.keys) >= {"A030", "A036", "A039"}
        assert "A003" not in grid.keys
        await console.press("4")
        assert sorted(map(str, grid.keys)) == ["A036", "A037", "A038"]
        await console.press("3")
        assert "A035" in grid.keys
        assert "A036" not in grid.keys
        await console.press("1")
        assert "A003" in grid.keys


async def test_the_worst_come_first_while_nobody_reads(book: Book, opened: Opening) -> None:
    """Without a cursor the people with !! stand before all others."""
    async with opened(book) as console:
        keys = list(console.app.screen.query_one(AgentGrid).keys)
        assert set(keys[:3]) == {"A030", "A036", "A039"}


async def test_rows_keep_their_places_under_the_cursor(book: Book, opened: Opening) -> None:
    """A queue that becomes the worst does not jump while the cursor is in the table."""
    async with opened(book) as console:
        table = console.app.screen.query_one(QueueTable)
        await console.press("tab", "tab")
        assert table.has_focus
        before = list(table.keys)
        long_ago = NOW - timedelta(minutes=9)
        record(book, (CallOffered(call="09100", queue=str(before[-1])), long_ago))
        await console.until_text("9:00 !!")
        assert list(table.keys) == before
        await console.press("escape")
        assert table.keys.index(before[-1]) < before.index(before[-1])


async def test_enter_on_a_number_lists_the_very_events_it_counts(
    book: Book, opened: Opening
) -> None:
    """The abandoned calls of a queue open as just so many events, and Backspace returns."""
    async with opened(book) as console:
        floor = console.app.screen
        table = floor.query_one(QueueTable)
        await console.press("tab", "tab")
        while (subject := table.subject()) is None or subject.topic != "abandoned":
            await console.press("right")
        line = next(
            each
            for each in floor.picture.frame.queues  # type: ignore[attr-defined]
            if each.queue == subject.queue
        )
        await console.press("enter")
        await console.until_text(f"今天放弃  {line.abandoned}")
        assert console.text.count("来电放弃") == line.abandoned > 0
        await console.press("backspace")
        assert console.app.screen is floor


async def test_enter_on_the_waiting_calls_lists_those_that_wait(
    book: Book, opened: Opening
) -> None:
    """The number of waiting calls opens as the offers of exactly those calls."""
    async with opened(book) as console:
        await console.press("tab", "enter")
        await console.until_text("正在等待的来电  4")
        for call in ("09001", "09002", "09003", "09004"):
            assert call in console.text


async def test_enter_twice_shows_one_event_whole(book: Book, opened: Opening) -> None:
    """From a waiting call to its events, and from the event to its detail, and back twice."""
    async with opened(book) as console:
        floor = console.app.screen
        await console.press("tab", "enter")
        await console.until_text("正在等待的来电  4")
        await console.press("enter")
        await console.until_text("09004")
        await console.press("backspace", "backspace")
        assert console.app.screen is floor


async def test_without_a_cursor_nothing_opens_and_the_key_says_so(
    book: Book, opened: Opening
) -> None:
    """Enter with no cursor anywhere is answered by the reason why it does nothing."""
    async with opened(book) as console:
        await console.press("enter")
        await console.until_text("光标处没有可打开的内容")


async def test_an_empty_book_says_what_would_fill_it(new_book: Book, opened: Opening) -> None:
    """Empty panels name what belongs there and the key that brings it."""
    async with opened(new_book) as console:
        assert "还没有队列；按 a 开通队列" in console.text
        assert "还没有人签入；按 a 办理签入" in console.text
        assert "没有人在等" in console.text


async def test_a_share_of_nothing_is_a_dash(new_book: Book, opened: Opening) -> None:
    """Before the first call the service level is no number."""
    async with opened(new_book) as console:
        assert "20秒内 —" in console.text.splitlines()[1]


async def test_question_mark_lists_the_keys_of_the_screen(book: Book, opened: Opening) -> None:
    """Help is made from the registry, with the reason beside what cannot be used."""
    async with opened(book, actor=None) as console:
        await console.press("question_mark")
        assert "帮助 · 本屏按键" in console.text
        assert "边输入边筛选" in console.text
        assert "现在不能用：没有说明谁在办理" in console.text
        await console.press("escape")
        assert "帮助 · 本屏按键" not in console.text


async def test_f3_takes_the_themes_in_turn(book: Book, opened: Opening) -> None:
    """Dark, light and colour-blind follow each other, and the words stay the same."""
    async with opened(book) as console:
        before = console.text.splitlines()[1]
        seen = [console.app.theme]
        for _ in range(3):
            await console.press("f3")
            seen.append(console.app.theme)
        assert seen[0] == seen[3]
        assert len(set(seen)) == 3
        assert console.text.splitlines()[1] == before


async def test_the_palette_finds_a_command_by_its_name(book: Book, opened: Opening) -> None:
    """Ctrl+P, a few letters and Enter do what the key would have done."""
    async with opened(book, lang="en") as console:
        await console.press("ctrl+p")
        await console.until_text("type to find a command")
        await console.press(*"Pause or resume")
        await console.until_text("Floor: Pause or resume the floor")
        await console.press("down", "enter")
        await console.until_text("paused, 0 behind")


async def test_q_on_the_first_screen_ends_the_program(book: Book, opened: Opening) -> None:
    """Leaving the floor leaves the console."""
    async with opened(book) as console:
        await console.press("q")
        assert not console.app.is_running or console.app._exit


async def test_a_click_puts_the_cursor_on_the_row(book: Book, opened: Opening) -> None:
    """The mouse reaches what the keys reach."""
    async with opened(book) as console:
        grid = console.app.screen.query_one(AgentGrid)
        await console.pilot.click(AgentGrid, offset=(3, 2))
        await console.pilot.pause()
        subject = grid.subject()
        assert grid.has_focus
        assert subject is not None
        assert subject.agent == grid.keys[grid.columns]


async def test_abandoning_takes_a_call_off_the_list(book: Book, opened: Opening) -> None:
    """A caller who gives up is no longer among those who wait."""
    async with opened(book) as console:
        record(book, (CallAbandoned(call="09001", queue="189"), NOW))
        await console.until_text("排队 3")
        assert "最久 0:44 !" in console.text


async def test_no_color_leaves_signs_and_weight(
    book: Book, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under NO_COLOR nothing is painted in colour, and a breach is still marked."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(book) as console:
        strips = console.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert styles
        colours = {colour for style in styles for colour in (style.color, style.bgcolor)}
        assert all(colour is None or colour.is_default for colour in colours)
        assert "1:42 !!" in console.text


async def test_e_opens_the_trail_and_backspace_returns(book: Book, opened: Opening) -> None:
    """From the floor every event is one key away, and the floor one key back."""
    async with opened(book) as console:
        floor = console.app.screen
        await console.press("e")
        assert isinstance(console.app.screen, BookScreen)
        assert console.app.screen.place == "trail"
        await console.press("backspace")
        assert console.app.screen is floor


async def test_only_lines_that_changed_are_painted_again(book: Book, opened: Opening) -> None:
    """Showing the same lines paints nothing; one new line paints that line alone."""
    async with opened(book) as console:
        header = console.app.screen.query_one("#header", Lines)
        painted: list[Region] = []
        header.refresh = lambda *regions, **_: painted.extend(regions)  # type: ignore[assignment,method-assign]
        lines: list[Line] = [((text, Tone.NORMAL),) for text in ("one", "two", "three")]
        header.show(lines)
        painted.clear()
        header.show(list(lines))
        assert painted == []
        header.show([lines[0], ((("changed", Tone.NORMAL),)), lines[2]])
        assert [(region.y, region.height) for region in painted] == [(1, 1)]
