"""The form of an action when the ledger goes away: nothing is lost, and nothing happens twice."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Select

from console.screens.act import ActForm
from ledger.book import Book
from ledger.kernel.words import Language
from ledger.registers.seats.events import SeatPaused
from ledger.store.postgres.faults import OutcomeUnknown
from ledger.store.recorder import DCBQuery, DCBQueryItem, Decision, Span
from tests.console.floor.conftest import Console
from tests.console.floor.test_act import button, form
from tests.console.network.conftest import Outage
from tests.console.network.floors import floor

AGAIN = {"zh": "账本恢复后会自动再核对", "en": "checked again once the ledger answers"}
WRITTEN = {"zh": "已写入 1 件", "en": "1 appended"}


async def filled(console: Console) -> ActForm:
    """A form that somebody has filled in, and may confirm."""
    opened = await form(console, "pause-seat")
    opened.query_one(Input).value = "A003"
    opened.query_one(Select).value = "water"
    await console.until(lambda: not button(opened).disabled)
    return opened


def pauses(book: Book) -> int:
    """How often somebody has gone to drink since the test began."""
    query = DCBQuery([DCBQueryItem([SeatPaused.type_name], ["person:A003"])])
    return len(list(book.read(query)))


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_form_waits_for_its_server(book: Book, outage: Outage, lang: Language) -> None:
    """Filled in while the server is away it says so, and can be confirmed when it is back."""
    async with floor(book, lang=lang) as console:
        opened = await form(console, "pause-seat")
        outage.kill()
        opened.query_one(Input).value = "A003"
        opened.query_one(Select).value = "water"
        await console.until_text(AGAIN[lang])
        assert not button(opened).display
        outage.over()
        await console.until(lambda: not button(opened).disabled)
        button(opened).press()
        await console.until_text(WRITTEN[lang])
        assert pauses(book) == 1


async def test_what_was_confirmed_into_the_void_can_be_confirmed_again(
    book: Book, outage: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked up and found missing; confirmed once more it is recorded, once."""
    async with floor(book) as console:
        opened = await filled(console)

        def lose(decision: Decision) -> Span | None:
            raise OutcomeUnknown("ledger")

        with monkeypatch.context() as broken:
            broken.setattr(book.recorder, "decide", lose)
            outage.kill()
            button(opened).press()
            await console.until_text("账本恢复后先查明这一次是否已写入")
        outage.over()
        await console.until(lambda: button(opened).display and not button(opened).disabled)
        assert pauses(book) == 0
        button(opened).press()
        await console.until_text("已写入 1 件")
        assert pauses(book) == 1


async def test_an_append_whose_answer_is_lost_is_found(
    book: Book, outage: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action was recorded before the connection broke: that is told, and it stands once."""
    async with floor(book) as console:
        opened = await filled(console)
        decide = book.recorder.decide

        def lose_the_answer(decision: Decision) -> Span | None:
            decide(decision)
            outage.kill()
            raise OutcomeUnknown("ledger")

        monkeypatch.setattr(book.recorder, "decide", lose_the_answer)
        button(opened).press()
        await console.until_text("账本恢复后先查明这一次是否已写入")
        outage.over()
        await console.until_text("已写入 1 件")
        assert not isinstance(console.app.screen, ActForm)
        assert pauses(book) == 1
