"""Cases of discipline on their screen: decided in forms, explained, appealed against."""

from __future__ import annotations

import pytest
from textual.widgets import Button, Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.discipline import DisciplineScreen
from console.screens.event_detail import EventDetail
from console.screens.why import WhyScreen
from ledger.book import Book
from ledger.registers.discipline.file_appeal import FileAppeal
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import LEADER


async def listed(console: Console) -> DisciplineScreen:
    """Open the cases and wait for them."""
    await console.press("d")
    screen = console.app.screen
    assert isinstance(screen, DisciplineScreen)
    await console.until(lambda: screen.listed is not None)
    await console.pilot.pause()
    return screen


async def form(console: Console, key: str, verb: str, **typed: str) -> Button:
    """Open the form of a key, fill it in; its button, once it can be pressed."""
    await console.press(key)
    opened = console.app.screen
    assert isinstance(opened, ActForm)
    await console.pilot.pause()
    assert verb in console.text
    fields = {str(each.name): each for each in opened.query(Input)}
    for name, value in typed.items():
        fields[name].value = value
    confirm = opened.query_one("#confirm", Button)
    await console.until(lambda: not confirm.disabled)
    return confirm


def types(book: Book, prefix: str) -> list[str]:
    """The events of a family, in order."""
    return [each.type_name for each in book.read() if each.type_name.startswith(prefix)]


async def test_the_queue_says_who_what_how_much_and_on_what_evidence(
    book: Book, opened: Opening
) -> None:
    """One row a proposal, the oldest first, with the clause's title and the fact's position."""
    async with opened(book) as console:
        await listed(console)
        assert "待定 2" in console.text.splitlines()[0]
        fact = next(each.position for each in book.read() if each.type_name == "lateness.recorded")
        first = console.line("A031")
        for part in ("周杰", "迟到", "29.00 元", f"#{fact}", "待定"):
            assert part in first
        assert console.text.index("A031") < console.text.index("A032")


async def test_confirming_goes_through_the_form_alone(book: Book, opened: Opening) -> None:
    """c appends nothing by itself; the form shows the fine, and its button issues it."""
    async with opened(book) as console:
        await listed(console)
        head = book.recorder.head()
        confirm = await form(console, "c", "confirm-offence")
        assert "将写入" in console.text
        assert "2900" in console.text or "29.00" in console.text
        await console.press("c")
        assert book.recorder.head() == head
        confirm.press()
        await console.until_text("待定 1")
        assert types(book, "sanction.")[0] == "sanction.issued"
        assert "A031" not in console.text
        await console.press("4")
        assert "已确认 A017" in console.line("A031")


@pytest.mark.parametrize(
    ("key", "verb", "event", "state"),
    [
        ("x", "excuse-offence", "offence.excused", "免究"),
        ("v", "void-offence", "offence.voided", "作废"),
    ],
)
async def test_a_case_is_excused_or_voided_for_a_reason(
    book: Book, opened: Opening, key: str, verb: str, event: str, state: str
) -> None:
    """The form wants the reason, and the case stands among the decided ones afterwards."""
    async with opened(book) as console:
        await listed(console)
        confirm = await form(console, key, verb, reason="班长同意晚到")
        confirm.press()
        await console.until_text("待定 1")
        assert types(book, "offence.")[-1] == event
        await console.press("4")
        assert state in console.line("A031")


async def test_enter_shows_the_proposal_with_its_evidence(book: Book, opened: Opening) -> None:
    """The event whole, from which one walks on to the lateness itself."""
    async with opened(book) as console:
        await listed(console)
        await console.press("enter")
        assert isinstance(console.app.screen, EventDetail)
        await console.until_text("迟到登记")
        await console.press("backspace")
        assert "待定 2" in console.text


async def test_w_explains_the_proposal(book: Book, opened: Opening) -> None:
    """The clause, the computation to the fen, and the facts."""
    async with opened(book) as console:
        await listed(console)
        await console.press("w")
        assert isinstance(console.app.screen, WhyScreen)
        await console.until_text("attendance.late")
        assert "29.00" in console.text


async def test_the_person_concerned_appeals_and_another_rules(book: Book, opened: Opening) -> None:
    """Among mine stands the own fine with its time to appeal; the appeal then waits in view 2."""
    async with opened(book) as console:
        await listed(console)
        (await form(console, "c", "confirm-offence")).press()
        await console.until_text("待定 1")
    async with opened(book, actor="A031") as console:
        await listed(console)
        await console.press("3")
        assert "罚款" in console.line("A031 周杰")
        await console.press("f")
        assert "file-appeal" in console.text
        await console.press("escape")
        offence = next(each for each in book.read() if each.type_name == "sanction.issued")
        case = next(tag for tag in offence.tags if tag.startswith("offence:"))
        appeal = FileAppeal(offence=case.removeprefix("offence:"), grounds="堵车")
        book.act(appeal, by="A031")
        await console.until_text("已申诉，待裁定")
    async with opened(book) as console:
        await listed(console)
        await console.press("2")
        assert "A031" in console.text
        await console.press("f")
        assert "decide-appeal" in console.text


async def test_keys_that_decide_nothing_say_why(book: Book, opened: Opening) -> None:
    """Among the decided there is nothing to confirm; who only watches cannot decide."""
    async with opened(book) as console:
        await listed(console)
        await console.press("4", "c")
        await console.until_text("光标处没有待定案件")
    async with opened(book, readonly=True) as console:
        await listed(console)
        await console.press("c")
        await console.until_text("账本以只读方式打开，不能办理")
        assert not isinstance(console.app.screen, ActForm)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_empty_views_say_what_would_fill_them(
    new_book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """Each view of an empty book names the key or the command that brings something."""
    async with opened(new_book, size, lang=lang, actor=LEADER) as console:
        await listed(console)
        for key, wanted in (("1", "record-offence"), ("2", "f"), ("3", "--as"), ("4", "c x v")):
            await console.press(key)
            assert wanted in console.text
            for line in console.text.splitlines():
                assert width_of(line) <= size[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_line_fits(
    book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """In both languages and sizes nothing is wider than the terminal."""
    async with opened(book, size, lang=lang) as console:
        await listed(console)
        for line in console.text.splitlines():
            assert width_of(line) <= size[0]
