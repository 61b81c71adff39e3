"""`dutybook handover`: the page, handing it over, the sheet, the book and the duty log."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from console.text.columns import width
from ledger.opening import open_book
from ledger.registers.handover.events import HandoverOpened
from tests.console.commands.conftest import Dutybook

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def busy(ledger: str, dutybook: Dutybook) -> str:
    """A ledger with a second agent, a ticket, a key that is out, and a bulletin for both."""

    def act(*words: str, actor: str = "A001") -> None:
        assert dutybook("act", *words, "--as", actor, "--ledger", ledger).status == 0

    act("register-person", "person=A004", "name=赵强", "roles=agent")
    act("assign-roles", "person=A001", "roles=administrator,duty-leader")
    act("open-ticket", "ticket=T-1", "owner=A003", "kind=complaint", actor="A003")
    act("issue-key", "duty=K-1", "person=A004", "due_at=2099-01-01T21:00:00", actor="A004")
    act("post-bulletin", "bulletin=B-1", "title=新资费", "people=A003,A004")
    act("read-bulletin", "bulletin=B-1", "person=A003", actor="A003")
    return ledger


def hand_over(dutybook: Dutybook, ledger: str, *words: str) -> str:
    """Open handover H-1 from the leader A001 to A004; what was said."""
    ended = dutybook("handover", "open", "H-1", ledger, "--to", "A004", "--as", "A001", *words)
    assert ended.status == 0, ended.err
    return ended.out + ended.err


def test_the_page_is_composed_from_the_ledger(busy: str, dutybook: Dutybook) -> None:
    """What is open and new stands on it, with the ledger's head; names where they are known."""
    told = dutybook("handover", "page", busy).out
    assert "items 3" in told
    assert "complaint T-1" in told
    assert "A003 李娜" in told
    assert "key K-1 with A004" in told
    assert "bulletin 新资费" in told
    assert re.search(r"ledger at #\d+  short root ([0-9a-f]{4} ){7}[0-9a-f]{4}", told)
    own = dutybook("handover", "page", busy, "--of", "A004").out
    assert "complaint T-1" not in own


def test_an_empty_page_says_what_to_do(ledger: str, dutybook: Dutybook) -> None:
    """Nothing open and nothing new is said in one sentence, in both languages."""
    assert "nothing open and nothing new" in dutybook("handover", "page", ledger).out
    assert "没有未了事项" in dutybook("handover", "page", ledger, lang="zh").out


def test_what_was_handed_over_is_one_entry(busy: str, dutybook: Dutybook) -> None:
    """All items stand in the event, with the position that they were composed up to."""
    assert "3 items wait for A004" in hand_over(dutybook, busy)
    book = open_book(busy, readonly=True)
    newest = next(book.read(limit=1, backwards=True))
    book.close()
    assert isinstance(newest.event, HandoverOpened)
    assert [item.reference for item in newest.event.items] == [
        "ticket:T-1",
        "duty:K-1",
        "bulletin:B-1",
    ]
    assert newest.event.upto == newest.position - 1


def test_an_agent_hands_over_what_is_theirs(busy: str, dutybook: Dutybook) -> None:
    """A leader hands over everything; an agent their own matters, and what is new."""
    ended = dutybook("handover", "open", "H-2", busy, "--to", "A003", "--as", "A004")
    assert "2 items wait for A003" in ended.out + ended.err


def test_the_sheet_has_answers_and_both_signatures(busy: str, dutybook: Dutybook) -> None:
    """Boxes, the reason of what was refused, who signed when, and the ledger's head."""
    hand_over(dutybook, busy)

    def act(*words: str, actor: str) -> None:
        assert dutybook("act", *words, "--as", actor, "--ledger", busy).status == 0

    assert "[ ]" in dutybook("handover", "sheet", "H-1", busy).out
    act("accept-handover-items", "handover=H-1", "items=1,3", actor="A004")
    act("refuse-handover-item", "handover=H-1", "item=2", "reason=钥匙不在", actor="A004")
    act("accept-handover", "handover=H-1", actor="A004")
    act("sign-handover", "handover=H-1", actor="A001")
    told = dutybook("handover", "sheet", "H-1", busy).out
    assert told.count("[✓] taken") == 2
    assert re.search(r"\[✗\] refused \d\d:\d\d 钥匙不在", told)
    assert re.search(r"outgoing A001 王敏 \d\d:\d\d", told)
    assert re.search(r"incoming A004 赵强 \d\d:\d\d", told)
    assert "not signed" not in told
    assert "answered 3/3" in told
    zh = dutybook("handover", "sheet", "H-1", busy, lang="zh").out
    assert "拒收" in zh
    assert "交班人 A001 王敏" in zh
    assert all(width(line) <= 100 for line in (told + zh).splitlines())


def test_a_sheet_is_written_as_text_or_as_a_picture(
    busy: str, dutybook: Dutybook, tmp_path: Path
) -> None:
    """The same words in both; the picture loads nothing, and other endings are refused."""
    hand_over(dutybook, busy)
    for name in ("sheet.txt", "sheet.svg"):
        ended = dutybook("handover", "sheet", "H-1", busy, "--out", name)
        assert (ended.status, ended.out) == (0, "")
        assert "Written to" in ended.err
    assert "complaint T-1" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")
    drawn = (tmp_path / "sheet.svg").read_text(encoding="utf-8")
    assert re.findall(r"\w+://[^\"')\s]+", drawn) == ["http://www.w3.org/2000/svg"]
    texts = [each.text or "" for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert any("complaint T-1" in each for each in texts)
    refused = dutybook("handover", "sheet", "H-1", busy, "--out", "sheet.pdf")
    assert refused.status == 2
    assert ".txt or .svg" in refused.err


def test_an_unknown_handover_is_said(ledger: str, dutybook: Dutybook) -> None:
    """One sentence, and the status of wrong usage."""
    ended = dutybook("handover", "sheet", "H-9", ledger)
    assert (ended.status, ended.err) == (2, "There is no handover H-9.\n")


def test_the_book_lists_handovers_with_their_signatures(busy: str, dutybook: Dutybook) -> None:
    """An accepted one has its times; one whose seat was left too soon says so."""
    empty = dutybook("handover", "book", busy).out
    assert "begins the first one" in empty
    hand_over(dutybook, busy, "--seat", "S-1")
    leave = ("leave-seat", "handover=H-1", "person=A001", "--as", "A001", "--ledger", busy)
    assert dutybook("act", *leave).status == 0
    told = dutybook("handover", "book", busy).out
    assert "H-1" in told
    assert re.search(r"!! left early \d\d:\d\d", told)
    assert "A004 赵强" in told


def test_nobody_hands_over_without_saying_who_they_are(busy: str, dutybook: Dutybook) -> None:
    """An entry always has somebody who made it."""
    ended = dutybook("handover", "open", "H-1", busy, "--to", "A004")
    assert ended.status == 2
    assert "--as" in ended.err


def test_a_refusal_names_the_clause(busy: str, dutybook: Dutybook) -> None:
    """A second opening of the same handover ends with the status of a refusal."""
    hand_over(dutybook, busy)
    ended = dutybook("handover", "open", "H-1", busy, "--to", "A004", "--as", "A003")
    assert ended.status == 3
    assert "open already" in ended.err


def test_the_duty_log_is_told_line_by_line(busy: str, dutybook: Dutybook) -> None:
    """S2.5-07 and S2.5-09: who called about what; an urgent notice has its sign, no name leaks."""
    assert "key issued to A004" in dutybook("handover", "log", busy).out
    entry = ("act", "enter-duty-log", "duty=V-1", "category=duty-notice", "content=防汛会议")
    more = ("unit=区政府", "name=张三", "urgent=true", "--as", "A003", "--ledger", busy)
    assert dutybook(*entry, *more).status == 0
    told = dutybook("handover", "log", busy).out
    assert re.search(r"V-1 +urgent ! +notice 区政府 · 防汛会议", told)
    assert "张三" not in told


def test_it_is_known_who_has_not_read_what(busy: str, dutybook: Dutybook) -> None:
    """S4.8-04: A003 has read the bulletin, A004 has not."""
    told = dutybook("handover", "unread", busy).out
    assert "not read yet 1" in told
    assert "A004 赵强" in told
    assert "A003" not in told
    read = ("read-bulletin", "bulletin=B-1", "person=A004", "--as", "A004", "--ledger", busy)
    assert dutybook("act", *read).status == 0
    assert "Everybody has read" in dutybook("handover", "unread", busy).out


def test_the_book_goes_into_a_spreadsheet(busy: str, dutybook: Dutybook, tmp_path: Path) -> None:
    """One sheet tells the handovers, the other what was said to each item, in both languages."""
    hand_over(dutybook, busy)
    refuse = ("act", "refuse-handover-item", "handover=H-1", "item=2", "reason=钥匙不在")
    assert dutybook(*refuse, "--as", "A004", "--ledger", busy).status == 0
    out = tmp_path / "book.xlsx"
    assert "Written" in dutybook("handover", "book", busy, "--out", str(out)).err
    book = openpyxl.load_workbook(out)
    told, items = book["交接本"], book["交接事项"]
    assert [cell.value for cell in told[4]][1:6] == ["H-1", None, "A001 王敏", "A004 赵强", 3]
    assert told[3][1].value == "交接 Handover"
    said = [(row[2].value, row[8].value, row[10].value) for row in items.iter_rows(min_row=4)]
    assert said[1] == ("key", "refused", "钥匙不在")
    assert said[0][1:] == ("not accepted", None)


def test_a_spreadsheet_has_its_name_and_its_place(
    busy: str, dutybook: Dutybook, tmp_path: Path
) -> None:
    """Another ending, or a folder that is not there, is one sentence and exit status 2."""
    other = dutybook("handover", "book", busy, "--out", "book.pdf")
    assert (other.status, "end it in .xlsx" in other.err) == (2, True)
    missing = dutybook("handover", "book", busy, "--out", str(tmp_path / "no" / "book.xlsx"))
    assert (missing.status, "cannot write" in missing.err) == (2, True)
