"""`w` on an event: why it stands in the ledger, and further back from there."""

from __future__ import annotations

from console.screens.event_detail import EventDetail
from console.screens.trail import TrailScreen
from console.screens.why import WhyScreen
from ledger.book import Book
from tests.console.trail.test_screen import app_of, ready, text, until


async def test_w_on_the_trail_explains_the_event_under_the_cursor(book: Book) -> None:
    """The clause with its edition and the evidence with its position; Backspace returns."""
    app = app_of(book, "#5")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen) and "Facts" in text(app))
        assert "#5" in text(app).splitlines()[0]
        assert "Clause" in text(app)
        assert "#3" in text(app)
        await pilot.press("backspace")
        assert isinstance(app.screen, TrailScreen)


async def test_what_is_cited_opens_and_is_explained_in_turn(book: Book) -> None:
    """Enter opens the event that the cursor is on, and `w` there explains that one."""
    app = app_of(book, "#5")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen) and "Facts" in text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EventDetail) and "Person" in text(app))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen) and "Facts" in text(app))
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.position == 3


async def test_both_languages_tell_the_same(book: Book) -> None:
    """F2 says the whole explanation in the other language at once."""
    app = app_of(book, "#5")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen) and "Facts" in text(app))
        await pilot.press("f2")
        assert "事实" in text(app)
        assert "条款" in text(app)


async def test_a_position_that_there_is_not_is_said_to_be_none(book: Book) -> None:
    """Whatever leads to an event that is not there, the screen says so."""
    app = app_of(book, "#5")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        app.push_screen(WhyScreen(book, 99))
        await until(pilot, lambda: "there is no event #99" in text(app))
