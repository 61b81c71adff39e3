"""The floor on a server's ledger: live, stale at once when the server goes, and back by itself."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from textual.widgets import Input, Select

from console.drawing.spans import Tone
from console.following.floor import Picture
from console.screens.floor import FloorScreen
from console.widgets.panel import Panel
from ledger.book import Book
from ledger.kernel.clock import monotonic
from ledger.kernel.words import Language
from ledger.registers.calls.events import CallAbandoned, CallOffered
from projections.floor import Floor
from projections.frame import frame
from tests.console.floor.conftest import Console
from tests.console.floor.day import NOW, record
from tests.console.floor.test_act import button, form
from tests.console.network.conftest import Outage
from tests.console.network.floors import floor

STALE = {"zh": "!! 自 10:42:07 起未更新", "en": "!! stale since 10:42:07"}
WAITING = {"zh": "排队 ", "en": "Waiting "}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ended", ["kill", "stop"])
async def test_a_floor_outlives_its_server(
    book: Book, elsewhere: Book, url: str, outage: Outage, lang: Language, ended: str
) -> None:
    """It says since when it is stale, keeps what it knew, and catches up with the server."""
    async with floor(book, lang=lang, views=url) as console:
        getattr(outage, ended)()
        await console.until_text(STALE[lang])
        assert f"{WAITING[lang]}4" in console.text
        outage.over()
        record(elsewhere, (CallOffered(call="09100", queue="189"), NOW))
        await console.until_text("09100 → 189")
        assert f"{WAITING[lang]}5" in console.text
        assert STALE[lang] not in console.text


async def test_a_server_that_hangs_is_noticed(book: Book, elsewhere: Book, outage: Outage) -> None:
    """It refuses nothing and answers nothing; the floor is stale all the same, until it does."""
    async with floor(book, measure=monotonic) as console:
        outage.hang()
        await console.until_text("重连中 · 账本没有应答")
        assert "排队 4" in console.text
        outage.over()
        record(elsewhere, (CallOffered(call="09100", queue="189"), NOW))
        await console.until_text("09100 → 189")
        assert "起未更新" not in console.text


async def test_a_floor_can_be_left_though_its_server_hangs(
    book: Book, url: str, outage: Outage
) -> None:
    """Whoever goes home does not wait for what the floor still asks, or for what it would save."""
    async with floor(book, views=url, measure=monotonic) as console:
        outage.hang()
        await console.until_text("重连中 · 账本没有应答")


async def test_a_stale_floor_looks_stale_all_over(book: Book, outage: Outage) -> None:
    """Every panel is dim and says how old it is; nothing counts on that nobody knows of."""
    async with floor(book) as console:
        outage.kill()
        await console.until_text(STALE["zh"])
        await console.pilot.pause()
        for panel in filter(lambda each: each.shown, console.app.screen.query(Panel)):
            body = panel.shown[panel.titled + panel.headed :]
            assert {tone for line in body for _, tone in line} == {Tone.STALE}, panel
        book.clock.advance(timedelta(seconds=18))  # type: ignore[attr-defined]
        console.app.screen._tick()  # type: ignore[attr-defined]
        await console.pilot.pause()
        assert "最久 1:42 !!" in console.text
        assert "10:42:25" in console.text.splitlines()[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_small_terminal_says_what_is_wrong_too(
    book: Book, outage: Outage, lang: Language
) -> None:
    """At 80 columns the line still has since when, that it is tried again, and what is wrong."""
    wrong = {"zh": "重连中 · 连接不上其服务器", "en": "reconnecting · its server cannot"}
    async with floor(book, (80, 24), lang=lang) as console:
        outage.kill()
        await console.until_text(STALE[lang])
        assert wrong[lang] in console.text.splitlines()[0]


@pytest.mark.parametrize("kept", [True, False], ids=["views", "memory"])
async def test_there_is_no_seam(
    book: Book, elsewhere: Book, url: str, outage: Outage, kept: bool
) -> None:
    """After two outages the floor is what it would be if it had been opened just now."""
    async with floor(book, views=url if kept else None) as console:
        for number in range(2):
            outage.stop()
            await console.until_text(STALE["zh"])
            outage.over()
            call = f"0910{number}"
            record(elsewhere, (CallOffered(call=call, queue="189"), NOW))
            record(elsewhere, (CallAbandoned(call=call, queue="189"), NOW))
            await console.until_text(f"{call} → 189")
        head = book.recorder.head()
        await console.until(lambda: shown(console).frame.position == head)
        fresh = Floor(book.lawbook.on, book.site.zone)
        fresh.apply(book.recorder.rows())
        assert shown(console).frame == frame(fresh, shown(console).frame.now)
        newest = [each.position for each in shown(console).latest]
        assert newest == list(range(head, head - len(newest), -1))


async def test_two_floors_see_each_others_acts(book: Book, elsewhere: Book, url: str) -> None:
    """What is appended at one terminal stands on the other's screen, both ways."""
    seen = asyncio.Barrier(2)

    async def at_one(book: Book, own: str, others: str) -> None:
        async with floor(book, views=url) as console:
            await pause(console, own)
            await console.until(lambda: pauses(console, others))
            await seen.wait()

    # Each in a task of its own: in one, the second console would draw for both.
    await asyncio.gather(at_one(book, "A003", "A004"), at_one(elsewhere, "A004", "A003"))


def pauses(console: Console, agent: str) -> bool:
    """Whether somebody is seen to pause for a meal."""
    return any(agent in line and "吃饭" in line for line in console.text.splitlines())


async def pause(console: Console, agent: str) -> None:
    """Have somebody pause for a meal, by the form."""
    ready = await form(console, "pause-seat")
    ready.query_one(Input).value = agent
    ready.query_one(Select).value = "meal"
    await console.until(lambda: not button(ready).disabled)
    button(ready).press()


def shown(console: Console) -> Picture:
    """The picture on the floor."""
    screen = console.app.screen
    assert isinstance(screen, FloorScreen)
    assert screen.picture is not None
    return screen.picture
