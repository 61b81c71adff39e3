"""The handover on its screen: given on the left, taken on the right, signed below."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from console.drawing.spans import width_of
from console.screens.act import ActForm
from console.screens.event_detail import EventDetail
from console.screens.handover import HandoverScreen
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.registers.discipline.events import OffenceProposed
from ledger.registers.handover.accept_handover import AcceptHandover
from ledger.registers.handover.accept_handover_items import AcceptHandoverItems
from ledger.registers.handover.entries import NoteHandoverItem
from ledger.registers.handover.events import HandedItem, HandoverOpened, Matter, Topic
from ledger.registers.handover.open_handover import OpenHandover
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.rulebook.loading import preset_texts
from ledger.warden import Warden
from tests.console.floor.conftest import Console, Opening
from tests.console.floor.day import LEADER, NOW, empty_book, record
from tests.console.handover.conftest import RELIEF

ITEMS = (
    HandedItem(matter=Matter.TICKET, zh="投诉工单 T1", en="complaint T1", reference="ticket:T1"),
    HandedItem(
        matter=Matter.KEY,
        zh="钥匙 K-1",
        en="key K-1",
        reference="duty:K-1",
        position=3,
        person="A003",
        due_at=NOW + timedelta(hours=3),
    ),
)


async def shown(console: Console) -> HandoverScreen:
    """Open the handover and wait for it."""
    await console.press("H")
    screen = console.app.screen
    assert isinstance(screen, HandoverScreen)
    await console.until(lambda: screen.handing is not None)
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


def hand_over(book: Book, handover: str = "H-1") -> None:
    """The leader hands two items over to the relief."""
    opening = OpenHandover(
        handover=handover,
        outgoing=LEADER,
        incoming=RELIEF,
        items=ITEMS,
        upto=5,
        due_at=NOW + timedelta(minutes=10),
    )
    book.act(opening, by=LEADER)


def take(book: Book, *items: int) -> None:
    """The relief accepts items."""
    book.act(AcceptHandoverItems(handover="H-1", items=items), by=RELIEF)


async def test_the_page_is_composed_and_handed_over_by_its_form(
    book: Book, opened: Opening
) -> None:
    """What is open stands on it; the form names the relief, and writes all items in one event."""
    async with opened(book) as console:
        await shown(console)
        for part in ("待交接", "投诉派发 60 分钟", "钥匙 K-1 在 A003 处", "公告 新资费"):
            assert part in console.text
        assert "−0:41 !!" in console.line("投诉派发 60 分钟 T1")
        confirm = await form(console, "o", "open-handover", incoming=RELIEF)
        typed = {each.name for each in console.app.screen.query(Input)}
        assert typed == {"handover", "outgoing", "incoming", "seat", "due_at"}
        confirm.press()
        await console.until_text("交接单 J1121-1")
        newest = next(book.read(limit=1, backwards=True)).event
        assert isinstance(newest, HandoverOpened)
        assert (newest.outgoing, newest.incoming) == (LEADER, RELIEF)
        assert {item.reference for item in newest.items} >= {"duty:K-1", "bulletin:B-1"}
        assert newest.upto == book.recorder.head() - 1


async def test_only_the_relief_can_tick_a_box(book: Book, opened: Opening) -> None:
    """For whoever hands over the keys are grey, and say why."""
    hand_over(book)
    async with opened(book) as console:
        screen = await shown(console)
        for key in ("space", "t", "x", "c"):
            await console.press(key)
            assert console.app.screen is screen
        assert "只有接班人能接收" in console.text
        assert console.text.count("[ ]") == 2
        assert screen.marked == set()


async def test_the_relief_ticks_and_takes_over_in_a_form(book: Book, opened: Opening) -> None:
    """Marks are not written; the form of t writes an acceptance for each marked item."""
    hand_over(book)
    head = book.recorder.head()
    async with opened(book, actor=RELIEF) as console:
        await shown(console)
        await console.press("space", "space")
        assert console.text.count("[+] 已勾选") == 2
        assert book.recorder.head() == head
        confirm = await form(console, "t", "accept-handover-items")
        confirm.press()
        await console.until(lambda: console.text.count("[✓] 接收 10:42") == 2)
        assert "已答 2/2" in console.text
        assert book.recorder.head() == head + 2


async def test_a_refusal_wants_its_reason_and_shows_it(book: Book, opened: Opening) -> None:
    """The item stays with whoever hands over, as the line below says."""
    hand_over(book)
    async with opened(book, actor=RELIEF) as console:
        await shown(console)
        await console.press("down")
        confirm = await form(console, "x", "refuse-handover-item", reason="钥匙不在")
        confirm.press()
        await console.until_text("[✗] 拒收 10:42 钥匙不在")
        assert "责任 A017 王敏 10:42–10:42" in console.text


async def test_both_sign_in_turn(book: Book, opened: Opening) -> None:
    """The relief accepts the whole once every item is answered; the outgoing person signs last."""
    hand_over(book)
    take(book, 1)
    async with opened(book, actor=RELIEF) as console:
        await shown(console)
        await console.press("c")
        await console.until_text("没有接收或拒收：2")
        await console.press("escape")
        take(book, 2)
        await console.until_text("已答 2/2")
        confirm = await form(console, "c", "accept-handover")
        confirm.press()
        await console.until_text("接班人 A018 李强 10:42")
        assert "交班人 A017 王敏 未签" in console.text
    async with opened(book) as console:
        await shown(console)
        confirm = await form(console, "s", "sign-handover")
        confirm.press()
        await console.until_text("待交接")
        await console.press("[")
        assert "交班人 A017 王敏 10:42" in console.text


async def test_who_leaves_before_the_relief_has_accepted_is_proposed_for_it(
    tmp_path: Path, opened: Opening
) -> None:
    """W28: off at 18:00, accepted at 18:07; leaving at 18:03 is a breach, at 18:08 it is none."""
    made = empty_book(tmp_path, NOW.replace(hour=18, minute=3, second=0))
    texts = preset_texts("telecom-callcentre")
    adopt = AdoptRulebook(texts=texts, effective=NOW.date(), approved_by=LEADER)
    made.act(adopt, by=LEADER, at=NOW)
    placed = PersonPlaced(person="A031", post="agent", supervisor=LEADER)
    agents = [
        PersonRegistered(person=person, name=name, roles=(Role.AGENT,))
        for person, name in (("A031", "郭亮"), ("A032", "杨柳"))
    ]
    record(made, *((each, NOW) for each in (*agents, placed)))
    for handover, person in (("H-1", "A031"), ("H-2", "A031")):
        opening = OpenHandover(handover=handover, outgoing=person, incoming="A032")
        made.act(opening, by=person)
    for text in (Topic.EQUIPMENT, Topic.DIFFICULT, Topic.SWAP):
        made.act(NoteHandoverItem(handover="H-1", category=text, text="无"), by="A031")
    made.act(AcceptHandover(handover="H-1"), by="A032")
    async with opened(made, actor="A031") as console:
        await shown(console)
        for number, told in (("H-2", "!! 提前离席 18:03"), ("H-1", "  离席 18:03")):
            assert f"交接单 {number}" in console.text
            confirm = await form(console, "l", "leave-seat")
            confirm.press()
            await console.until_text(told)
            await console.press("[")
    Warden.of(made).step()
    proposed = [each.event for each in made.read() if isinstance(each.event, OffenceProposed)]
    assert [(each.person, each.clause) for each in proposed] == [("A031", "handover.left_seat")]
    made.close()


async def test_the_log_is_written_in_a_form(book: Book, opened: Opening) -> None:
    """A line of the log stands under the items."""
    hand_over(book)
    async with opened(book) as console:
        await shown(console)
        await console.press("n")
        screen = console.app.screen
        assert isinstance(screen, ActForm)
        await console.press("escape")
        assert "交接日志" not in console.text


async def test_one_looks_back_at_earlier_handovers(book: Book, opened: Opening) -> None:
    """[ goes to the one before, ] to the page of now, and no further."""
    hand_over(book)
    take(book, 1, 2)
    book.act(AcceptHandover(handover="H-1"), by=RELIEF)
    hand_over(book, "H-2")
    async with opened(book) as console:
        await shown(console)
        assert "交接单 H-2" in console.text
        await console.press("[")
        assert "交接单 H-1" in console.text
        await console.press("[")
        assert "交接单 H-1" in console.text
        await console.press("]", "]")
        assert "待交接" in console.text
        await console.press("]")
        assert "待交接" in console.text
        await console.press("o", "escape")
        await console.pilot.pause()
        assert "待交接" in console.text
        hand_over(book, "H-3")
        await console.until_text("交接单 H-3")


async def test_enter_opens_the_event_an_item_rests_on(book: Book, opened: Opening) -> None:
    """An item of which the event is known opens it; another has nothing to open."""
    hand_over(book)
    async with opened(book) as console:
        screen = await shown(console)
        assert not screen.state().opens
        await console.press("down", "enter")
        assert isinstance(console.app.screen, EventDetail)


async def test_what_is_to_read_before_the_shift_is_said(book: Book, opened: Opening) -> None:
    """S4.8-04: one's own unread bulletins by title, and how many there are in all."""
    async with opened(book, actor=RELIEF) as console:
        await shown(console)
        assert "你有 1 份未读：新资费" in console.text
        assert "班前未读 2" in console.text
        confirm = await form(console, "r", "read-bulletin")
        confirm.press()
        await console.until_text("班前未读 1")
        await console.press("r")
        assert "你没有未读的公告" in console.text


async def test_the_ledgers_head_stands_below(book: Book, opened: Opening) -> None:
    """Its position, and the short root that the printed sheet bears, too."""
    async with opened(book) as console:
        await shown(console)
        assert f"账本至第 {book.recorder.head()} 号  短根 " in console.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_it_fits_both_sizes_in_both_languages(
    book: Book, opened: Opening, lang: str, size: tuple[int, int]
) -> None:
    """No line is wider than the terminal, and items, signatures and head are all in sight."""
    hand_over(book)
    async with opened(book, size=size, lang=lang) as console:
        await shown(console)
        lines = console.text.splitlines()
        assert all(width_of(line) <= size[0] for line in lines)
        wanted = {
            "zh": ("投诉工单 T1", "钥匙 K-1", "交班人", "接班人", "账本至", "3:00:00"),
            "en": ("complaint T1", "key K-1", "outgoing", "incoming", "ledger at", "3:00:00"),
        }
        for part in wanted[lang]:
            assert part in console.text


async def test_without_somebody_who_acts_nothing_can_be_handed_over(
    book: Book, opened: Opening
) -> None:
    """The book can be looked at, and the key says what is missing."""
    async with opened(book, actor=None) as console:
        screen = await shown(console)
        await console.press("o")
        assert console.app.screen is screen
        assert "没有说明谁在办理" in console.text
