"""The trail and what opens from it, when the server goes away and comes back."""

from __future__ import annotations

import pytest

from console.screens.event_detail import EventDetail
from console.screens.trail import TrailScreen
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.words import Language
from ledger.registers.calls.events import CallOffered
from tests.console.floor.conftest import Console, console_of
from tests.console.floor.day import NOW, record
from tests.console.network.conftest import Outage
from tests.console.network.floors import floor

STALE = {"zh": "!! 自 10:42:07 起未更新 · 重连中", "en": "!! stale since 10:42:07 · reconnecting"}
UNREACHED = "连接不上其服务器"


def trail(console: Console) -> TrailScreen:
    """The trail, which must be in front."""
    assert isinstance(console.app.screen, TrailScreen)
    return console.app.screen


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_trail_goes_on_where_it_was(
    book: Book, elsewhere: Book, outage: Outage, lang: Language
) -> None:
    """It says since when it is stale, keeps its place, and misses nothing."""
    async with console_of(book, lang=lang, screen="trail").run_test(size=(160, 48)) as pilot:
        console = Console(pilot)
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until(lambda: trail(console).story is not None)
        await console.press("down", "down")
        before = trail(console).window.under_cursor
        outage.kill()
        await console.until_text(STALE[lang])
        outage.over()
        for number in range(3):
            record(elsewhere, (CallOffered(call=f"0910{number}", queue="189"), NOW))
        await console.until_text({"zh": "3 新", "en": "3 new"}[lang])
        assert STALE[lang] not in console.text
        window = trail(console).window
        assert window.under_cursor == before
        await console.press("home")
        await console.until_text("09102")
        head = book.recorder.head()
        assert [each.position for each in window.events[:9]] == list(range(head, head - 9, -1))


async def test_pages_are_read_when_the_server_is_back(book: Book, outage: Outage) -> None:
    """A query that was typed into the void is answered later, without another key."""
    async with console_of(book, screen="trail").run_test(size=(160, 48)) as pilot:
        console = Console(pilot)
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until(lambda: trail(console).story is not None)
        outage.kill()
        await console.until_text(STALE["zh"])
        await console.press("slash", *"about:A036", "enter")
        await console.pilot.pause()
        outage.over()
        await console.until(lambda: trail(console).query_text == "about:A036")
        await console.until_text("小休开始")
        assert STALE["zh"] not in console.text


async def test_a_server_that_hangs_is_noticed(book: Book, outage: Outage) -> None:
    """It refuses nothing and answers nothing; the trail does not pretend to be up to date."""
    app = console_of(book, screen="trail", measure=monotonic)
    async with app.run_test(size=(160, 48)) as pilot:
        console = Console(pilot)
        await console.until(lambda: isinstance(console.app.screen, TrailScreen))
        await console.until(lambda: trail(console).story is not None)
        outage.hang()
        await console.until_text("重连中 · 账本没有应答")
        outage.over()
        await console.until(lambda: "起未更新" not in console.text)


async def test_an_event_opened_into_the_void_is_shown_later(book: Book, outage: Outage) -> None:
    """The screen of an event says why it is empty, and fills when the server is back."""
    async with floor(book) as console:
        outage.kill()
        await console.until_text("起未更新")
        console.app.push_screen(EventDetail(book, 2))
        await console.until_text(UNREACHED)
        outage.over()
        await console.until_text("王敏")


async def test_evidence_asked_of_the_void_is_never_none(book: Book, outage: Outage) -> None:
    """A list that cannot be read does not say that there is nothing; it is read later."""
    async with floor(book) as console:
        outage.kill()
        await console.until_text("起未更新")
        await console.press("down", "enter")
        await console.until_text(UNREACHED)
        assert "没有这样的事件" not in console.text
        outage.over()
        await console.until_text("来电进队")
