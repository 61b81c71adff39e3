"""Acting from the floor: a generated form that shows its consequences before they come about."""

from __future__ import annotations

from textual.widgets import Button, Input, OptionList, Select

from console.screens.act import ActForm
from ledger.book import Book
from ledger.registers.calls.events import CallAccepted
from tests.console.floor.conftest import Console, Opening


async def form(console: Console, verb: str) -> ActForm:
    """The form of an action, from the row under the cursor."""
    floor = console.app.screen
    panel = floor._panel()  # type: ignore[attr-defined]
    console.app.act(verb, panel.subject() if panel else None)
    await console.until(lambda: isinstance(console.app.screen, ActForm))
    await console.pilot.pause()
    opened = console.app.screen
    assert isinstance(opened, ActForm)
    return opened


def button(opened: ActForm) -> Button:
    """The button that appends."""
    return opened.query_one("#confirm", Button)


async def test_nobody_acts_without_saying_who_they_are(book: Book, opened: Opening) -> None:
    """Without --as the key answers with the reason, and no form opens."""
    async with opened(book, actor=None) as console:
        await console.press("a")
        await console.until_text("没有说明谁在办理；用 --as 工号 打开")
        assert not isinstance(console.app.screen, ActForm)


async def test_nobody_acts_on_a_book_opened_for_reading(book: Book, opened: Opening) -> None:
    """A read-only console says so when somebody wants to act, also from the palette."""
    async with opened(book, readonly=True) as console:
        console.app.act("go-ready")
        await console.until_text("账本以只读方式打开，不能办理")


async def test_the_list_begins_with_what_concerns_the_row(book: Book, opened: Opening) -> None:
    """With the cursor on a person the actions about people come first, under their heading."""
    async with opened(book, lang="en") as console:
        await console.press("tab", "tab", "tab", "a")
        await console.until_text("─ About this row ─")
        assert console.text.index("About this row") < console.text.index("accept-call")
        assert console.text.index("pause-seat") < console.text.index("─ Permits ─")


async def test_what_is_not_open_says_whom_it_takes(book: Book, opened: Opening) -> None:
    """At the end stand the actions of others, which cannot be chosen."""
    async with opened(book, actor="A003", lang="en") as console:
        await console.press("tab", "a")
        await console.until_text("What to do")
        await console.until(lambda: console.app.screen.query_one(OptionList).option_count > 0)
        listed = console.app.screen.query_one(OptionList)
        adopting = listed.get_option("adopt-rulebook")
        assert adopting.disabled
        assert "takes Administrator" in str(adopting.prompt)
        assert not listed.get_option("open-ticket").disabled


async def test_the_form_shows_what_it_would_append(book: Book, opened: Opening) -> None:
    """Before anything is written the form lists the clauses checked and the events to come."""
    async with opened(book) as console:
        head = book.recorder.head()
        pause = await form(console, "pause-seat")
        agent, reason = pause.query_one(Input), pause.query_one(Select)
        agent.value, reason.value = "A003", "water"
        await console.until_text("将写入")
        await console.until_text("小休开始  A003，原因 喝水")
        assert "小休必须说明原因" in console.text
        assert not button(pause).disabled
        assert book.recorder.head() == head


async def test_confirming_appends_and_says_where(book: Book, opened: Opening) -> None:
    """The confirmed action is in the ledger, and the floor shows it."""
    async with opened(book) as console:
        head = book.recorder.head()
        pause = await form(console, "pause-seat")
        pause.query_one(Input).value = "A003"
        pause.query_one(Select).value = "water"
        await console.until(lambda: not button(pause).disabled)
        button(pause).press()
        await console.until_text(f"已写入 1 件：#{head + 1}")
        await console.until_text("A003，原因 喝水")
        assert book.recorder.head() == head + 1


async def test_a_refusal_stands_where_the_button_was(book: Book, opened: Opening) -> None:
    """Who pauses already cannot pause again: the clause and the event say why."""
    async with opened(book) as console:
        pause = await form(console, "pause-seat")
        pause.query_one(Input).value = "A036"
        pause.query_one(Select).value = "water"
        await console.until_text("不能办理：A036 已在小休")
        assert "seats.one_state" in console.text
        assert not button(pause).display


async def test_the_row_under_the_cursor_fills_the_form(book: Book, opened: Opening) -> None:
    """From a waiting call the form of its acceptance holds the call; the person is who acts."""
    async with opened(book) as console:
        await console.press("tab", "tab", "tab", "tab")
        accept = await form(console, "accept-call")
        typed = [each.value for each in accept.query(Input)]
        assert typed == ["09001", "A017"]
        await console.until_text("不能办理：A017 未签入")
        accept.query(Input).last().value = "A003"
        await console.until(lambda: not button(accept).disabled)
        button(accept).press()
        await console.until_text("已写入 1 件")
        newest = next(book.read(backwards=True, limit=1))
        assert newest.event == CallAccepted(call="09001", queue="189", agent="A003")


async def test_a_missing_field_is_named(book: Book, opened: Opening) -> None:
    """A form that lacks a required field says which, and cannot be confirmed."""
    async with opened(book, lang="en") as console:
        pause = await form(console, "pause-seat")
        await console.until_text("fill in: Reason")
        assert button(pause).disabled


async def test_what_the_ledger_knows_is_out_of_the_way(book: Book, opened: Opening) -> None:
    """Facts that follow from the roster are folded up below what a person has to tell."""
    async with opened(book, lang="en") as console:
        arrival = await form(console, "record-arrival")
        await console.until_text("▶ only where the ledger does not know")
        assert "Shift starts" not in console.text
        arrival.query_one("CollapsibleTitle").focus()
        await console.press("enter")
        await console.until_text("▼ only where the ledger does not know")
        assert "Shift starts" in console.text


async def test_escape_leaves_without_writing(book: Book, opened: Opening) -> None:
    """Escape closes the form, and the ledger is as it was."""
    async with opened(book) as console:
        head = book.recorder.head()
        await form(console, "go-ready")
        await console.press("escape")
        assert not isinstance(console.app.screen, ActForm)
        assert book.recorder.head() == head


async def test_typing_narrows_the_list(book: Book, opened: Opening) -> None:
    """A few letters in either language find an action, and Enter opens the one on top."""
    async with opened(book, lang="en") as console:
        await console.press("a")
        listed = console.app.screen.query_one(OptionList)
        await console.until(lambda: listed.option_count > 0)
        console.app.screen.query_one(Input).value = "小休"
        await console.until(lambda: listed.option_count < 5)
        assert "Pause" in console.text
        console.app.screen.query_one(Input).value = "nothing like it"
        await console.until(lambda: listed.option_count == 0)
        await console.press("enter")
        assert listed.is_attached
        console.app.screen.query_one(Input).value = "pause-seat"
        await console.until(lambda: listed.option_count > 0)
        await console.press("up", "down", "enter")
        assert isinstance(console.app.screen, ActForm)
