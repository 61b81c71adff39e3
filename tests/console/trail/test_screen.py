"""The trail on a screen: keys, pages, following, and walking from cause to effect."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from console.app import DutybookApp
from console.drawing.spans import text_of
from console.screens.event_detail import EventDetail
from console.screens.trail import TrailScreen
from console.widgets.lines import Lines
from ledger.book import Book
from ledger.kernel.words import Language
from tests.console.trail.conftest import calls


def app_of(book: Book, query: str = "", lang: Language = "en") -> DutybookApp:
    """The console of a book, opened on the trail."""
    return DutybookApp(book, lang=lang, screen="trail", readonly=True, query=query)


def text(app: DutybookApp) -> str:
    """What the screen in front shows, line by line."""
    return "\n".join(text_of(line) for lines in app.screen.query(Lines) for line in lines.shown)


def trail(app: DutybookApp) -> TrailScreen:
    """The trail, which must be in front."""
    assert isinstance(app.screen, TrailScreen)
    return app.screen


def under(app: DutybookApp) -> int:
    """The position under the cursor."""
    event = trail(app).window.under_cursor
    assert event is not None
    return event.position


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the app go on until something holds; the test's time limit is the only other end."""
    while not holds():
        await pilot.pause(0.01)


async def ready(pilot: Pilot[Any], app: DutybookApp) -> None:
    """Wait for the first page and the story of its first event."""
    await until(pilot, lambda: isinstance(app.screen, TrailScreen))
    await until(pilot, lambda: trail(app).story is not None)


@pytest.mark.parametrize(
    ("size", "lang", "words"),
    [
        ((80, 24), "zh", ("审计", "小休开始", "吃饭", "因 —")),
        ((80, 24), "en", ("Trail", "Paused", "for meal", "from —")),
        ((160, 48), "zh", ("审计", "账本共 12 条", "小休开始", "原因", "发生")),
        ((160, 48), "en", ("Trail", "12 in the ledger", "Paused", "Happened")),
    ],
)
async def test_the_newest_event_comes_first(
    book: Book, size: tuple[int, int], lang: Language, words: tuple[str, ...]
) -> None:
    """The trail opens on the newest event, with its detail, in both languages and sizes."""
    app = app_of(book, lang=lang)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        assert under(app) == 12
        for word in words:
            assert word in text(app)


async def test_keys_move_and_ends_stay(book: Book) -> None:
    """Up and down move a row, End goes to the oldest event, Home back to the newest."""
    app = app_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("down", "down", "up")
        assert under(app) == 11
        await pilot.press("end")
        await until(pilot, lambda: under(app) == 1)
        await pilot.press("down")
        assert under(app) == 1
        await pilot.press("home")
        await until(pilot, lambda: under(app) == 12)


async def test_a_long_ledger_is_scrolled_page_by_page(book: Book) -> None:
    """Older pages are fetched as the cursor comes near, and every event is met once."""
    book.record(calls(700), by="program:x")
    app = app_of(book)
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot, app)
        met = [under(app)]
        while met[-1] > 1:
            await pilot.press("pagedown")
            await until(pilot, lambda: not trail(app).busy)
            met.append(under(app))
        steps = {before - after for before, after in pairwise(met)}
        assert met[0] == 712
        assert max(steps) <= 40
        assert len(trail(app).window.events) <= 700
        await pilot.press("home")
        await until(pilot, lambda: under(app) == 712)


async def test_the_query_line_filters(book: Book) -> None:
    """`/` opens the line, Enter applies the query, Esc clears it."""
    app = app_of(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("slash", *"queue:189")
        await pilot.press("enter")
        await until(pilot, lambda: trail(app).query_text == "queue:189")
        assert under(app) == 10
        assert "queue:189" in text(app)
        await pilot.press("escape")
        await until(pilot, lambda: trail(app).query_text == "")
        assert under(app) == 12


async def test_a_bad_query_is_told_and_the_rows_stay(book: Book) -> None:
    """A query that cannot be understood is answered in a sentence; nothing is lost."""
    app = app_of(book)
    async with app.run_test(size=(160, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("slash", *"typ:x", "enter")
        await until(pilot, lambda: "there is no typ: term" in text(app))
        assert under(app) == 12


async def test_a_rare_word_is_searched_for_some_way_and_then_on_request(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search stops after some pages and says where; a key press searches on."""
    monkeypatch.setattr("console.trail.pages.MOST_SIFTED", 5)
    book.record(calls(90), by="program:x")
    app = app_of(book, "meal")
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: "looked down to #48" in text(app))
        assert trail(app).window.events == []
        await pilot.press("down")
        await until(pilot, lambda: bool(trail(app).window.events))
        assert under(app) == 12


async def test_a_position_can_be_jumped_to(book: Book) -> None:
    """`g` and a number put the cursor on that event, and newer ones are above it."""
    app = app_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("g", *"5", "enter")
        await until(pilot, lambda: under(app) == 5)
        await until(pilot, lambda: trail(app).window.reaches_newest)
        await pilot.press("up")
        assert under(app) == 6


async def test_new_events_appear_on_top(book: Book) -> None:
    """With the cursor on the newest row, an event appended elsewhere appears at once."""
    app = app_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        book.record(calls(1), by="program:x")
        await until(pilot, lambda: under(app) == 13)
        assert "n0" in text(app)


async def test_new_events_wait_while_one_reads(book: Book) -> None:
    """With the cursor elsewhere new events are counted, and Home brings them."""
    app = app_of(book)
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("down", "down")
        book.record(calls(3), by="program:x")
        await until(pilot, lambda: "3 new" in text(app))
        assert under(app) == 10
        await pilot.press("home")
        await until(pilot, lambda: under(app) == 15)
        assert "new" not in text(app).splitlines()[0]


async def test_events_that_do_not_match_stay_away(book: Book) -> None:
    """Following keeps to the query."""
    app = app_of(book, "type:seat.*")
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot, app)
        book.record(calls(3), by="program:x")
        await until(pilot, lambda: "15 in the ledger" in text(app))
        assert under(app) == 12


async def test_an_event_opens_and_its_cause_too(book: Book) -> None:
    """Enter opens the event whole, Enter again walks to its cause, Backspace returns twice."""
    app = app_of(book, "#5")
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EventDetail))
        await until(pilot, lambda: "Signed in" in text(app))
        assert "As stored" in text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Person registered  A003" in text(app).splitlines()[0])
        assert "李娜" in text(app)
        await pilot.press("backspace", "backspace")
        assert isinstance(app.screen, TrailScreen)


async def test_the_detail_can_be_hidden_and_the_language_changed(book: Book) -> None:
    """`d` gives the room to the list, F2 says everything in the other language at once."""
    app = app_of(book)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        assert "Happened" in text(app)
        await pilot.press("d")
        assert "Happened" not in text(app)
        await pilot.press("f2")
        assert "审计" in text(app)
        assert "小休开始" in text(app)


async def test_typing_in_the_query_line_moves_nothing(book: Book) -> None:
    """Letters that are keys elsewhere are only letters in the query line."""
    app = app_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("slash", *"gjqd")
        assert trail(app).query_one("#filter", Input).value == "gjqd"
        assert under(app) == 12
        await pilot.press("escape")
        assert not trail(app).query_one("#filter", Input).has_class("open")
