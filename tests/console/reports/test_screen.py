"""The reports on their screen: chosen, read, narrowed and written to files by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import openpyxl
import pytest

from console.drawing.spans import width_of
from console.reports import catalogue
from console.reports.source import Source
from console.reports.workbook import Sheet
from console.screens.event_detail import EventDetail
from console.screens.my_duty import MyDutyScreen
from console.screens.report_file import ReportFile
from console.screens.reports import ReportsScreen
from ledger.book import Book
from ledger.kernel.words import Language
from ledger.store.recorder import StoreUnavailable
from tests.console.floor.conftest import Console, Opening
from tests.console.reports.conftest import act, made, shown
from tests.console.requests.conftest import TEAM_LEADER

SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("zh", ("考勤月报 2026-11", "S-1", "L-1", "D 早班", "H-1", "未关账")),
        ("en", ("Attendance of 2026-11", "S-1", "L-1", "D Day shift", "H-1", "may still change")),
    ],
)
async def test_every_report_of_the_month_is_a_key_away(
    busy: Book, opened: Opening, size: tuple[int, int], lang: Language, found: tuple[str, ...]
) -> None:
    """Attendance, swaps, leave, rota, handovers, fines; no line is longer than the screen."""
    async with opened(busy, size, actor=TEAM_LEADER, lang=lang) as console:
        screen = await shown(console)
        for number, wanted in enumerate(found, start=1):
            await console.press(str(number))
            await made(console, screen)
            assert wanted in console.text
            assert f"[{number} " in console.text.splitlines()[1]
            assert all(width_of(line) <= size[0] for line in console.text.splitlines())


async def test_the_rota_scrolls_to_the_days_that_do_not_fit(busy: Book, opened: Opening) -> None:
    """The people stay in sight; the cell under the cursor stands in full below."""
    async with opened(busy, (80, 24), actor=TEAM_LEADER) as console:
        await shown(console, "4")
        assert "22 日" not in console.text
        await console.press(*["right"] * 24)
        assert console.line("工号").split()[:3] == ["工号", "姓名", "‹"]
        assert "22 日" in console.line("工号")
        assert "D*" in console.line("B001")
        assert "B001  22 日  D*" in console.text
        await console.press(*["left"] * 24)
        assert "1 日" in console.line("工号")


async def test_another_month_is_made_and_an_empty_one_says_what_fills_it(
    busy: Book, opened: Opening
) -> None:
    """Back, forth, and to this month again."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        screen = await shown(console, "2")
        await console.press("full_stop")
        await made(console, screen)
        assert "2026-12" in console.text.splitlines()[0]
        assert "2026-12 没有成立的换班" in console.text
        await console.press("comma", "comma")
        await made(console, screen)
        assert "2026-10" in console.text.splitlines()[0]
        await console.press("t")
        await made(console, screen)
        assert "S-1" in console.text


async def test_the_handover_book_has_two_tables(busy: Book, opened: Opening) -> None:
    """Tab goes from the handovers to their items and back; both go into the file."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        await shown(console, "5")
        assert "1/2 Tab" in console.text.splitlines()[1]
        await console.press("tab")
        assert "投诉未回访" in console.text
        assert "complaint is open" not in console.text
        await console.press("f2")
        await console.until_text("complaint is open")
        await console.press("tab")
        assert "D001 陈晨" in console.line("H-1")


async def test_the_filter_keeps_the_lines_that_hold_a_text(busy: Book, opened: Opening) -> None:
    """The first line says so, and how many there are."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        await shown(console)
        before = console.text.splitlines()[0]
        assert "4 行" in before
        await console.press("slash", *"B003", "enter")
        assert "1 行" in console.text.splitlines()[0]
        assert "B001" not in console.text
        await console.press("escape")
        assert "4 行" in console.text.splitlines()[0]


async def test_a_register_leads_to_its_entry(busy: Book, opened: Opening) -> None:
    """Enter opens the event that the line names; a line without one says so."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        screen = await shown(console, "2")
        await console.press("enter")
        await console.until(lambda: isinstance(console.app.screen, EventDetail))
        await console.press("backspace", "1")
        await made(console, screen)
        await console.press("enter")
        assert console.app.screen is screen


async def test_what_happens_later_is_taken_in_when_asked_for(busy: Book, opened: Opening) -> None:
    """A report stands still at the position that its first line names."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        screen = await shown(console, "3")
        before = screen.made
        act(busy, "sign-leave", TEAM_LEADER, leave="L-1")
        assert TEAM_LEADER not in console.line("L-1")
        await console.press("r")
        await made(console, screen)
        assert before is not None
        assert screen.made is not None
        assert screen.made.position > before.position
        assert f"截至 #{screen.made.position}" in console.text.splitlines()[0]
        assert TEAM_LEADER in console.line("L-1")


async def test_an_agent_is_told_whom_reports_are_for(busy: Book, opened: Opening) -> None:
    """In one sentence, with the key for one's own; there is nothing to write to a file."""
    async with opened(busy, (80, 24), actor="B001", lang="en") as console:
        await console.press("R")
        await console.until_text("Reports are for leaders, auditors and administrators")
        assert "B002" not in console.text
        await console.press("x")
        await console.until(lambda: isinstance(console.app.screen, ReportsScreen))
        await console.press("m")
        await console.until(lambda: isinstance(console.app.screen, MyDutyScreen))


async def test_the_screen_does_not_wait_for_a_report(
    busy: Book, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is made a sentence says so and keys work; what comes too late is not shown."""
    going_on = threading.Event()

    def slow(source: Source, month: str) -> list[Sheet]:
        going_on.wait(30)
        return []

    reports = list(catalogue.REPORTS)
    reports[1] = reports[1]._replace(make=slow)
    monkeypatch.setattr("console.screens.reports.REPORTS", tuple(reports))
    async with opened(busy, actor=TEAM_LEADER) as console:
        screen = await shown(console)
        await console.press("2")
        assert "正在编制 换班登记 2026-11…" in console.text
        await console.press("f2")
        assert "Making Swaps 2026-11…" in console.text
        await console.press("3")
        going_on.set()
        await made(console, screen)
        assert screen.made is not None
        assert screen.made.report.id == "leave"
        assert "L-1" in console.text


async def test_a_ledger_that_cannot_be_read_is_told_with_what_to_press(
    busy: Book, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And once it can be, the report is made."""
    gone = [True]

    def gone_at_first(source: Source, month: str) -> list[Sheet]:
        if gone[0]:
            raise StoreUnavailable("book", "the server is gone", "服务器不在")
        return catalogue.swaps(source, month)

    reports = (catalogue.REPORTS[0]._replace(make=gone_at_first), *catalogue.REPORTS[1:])
    monkeypatch.setattr("console.screens.reports.REPORTS", reports)
    async with opened(busy, actor=TEAM_LEADER) as console:
        await console.press("R", "2", "1")
        await console.until_text("服务器不在")
        assert "按 r 再编制" in console.text
        gone[0] = False
        await console.press("r")
        await console.until_text("S-1")


async def _named(console: Console, name: str) -> None:
    """Give the file a name."""
    dialog = console.app.screen
    assert isinstance(dialog, ReportFile)
    field = dialog.query_one("#file")
    field.value = name  # type: ignore[attr-defined]
    await console.press("enter")


async def test_a_report_is_written_and_the_place_is_told(
    busy: Book, opened: Opening, tmp_path: Path
) -> None:
    """The name is there to be taken; the file holds both languages."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        screen = await shown(console, "2")
        await console.press("x")
        assert "swaps-2026-11.xlsx" in console.text
        await console.press("enter")
        await console.until(lambda: console.app.screen is screen)
        await console.until_text("已写入")
        book = openpyxl.load_workbook(tmp_path / "swaps-2026-11.xlsx")
        cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
        assert "换班登记表 2026-11" in cells
        assert "swapped, to hand over" in cells
        assert "=考试" in cells


async def test_a_file_that_is_there_is_not_replaced_unasked(
    busy: Book, opened: Opening, tmp_path: Path
) -> None:
    """The first Enter says that it is there, the second replaces it; another name asks anew."""
    there = tmp_path / "swaps-2026-11.xlsx"
    for path in (there, tmp_path / "other.xlsx"):
        path.write_text("mine")
    async with opened(busy, (80, 24), actor=TEAM_LEADER, lang="en") as console:
        screen = await shown(console, "2")
        await console.press("x", "enter")
        await console.until_text("is already there")
        await _named(console, "other.xlsx")
        assert (tmp_path / "other.xlsx").read_text() == "mine"
        await _named(console, "swaps-2026-11.xlsx")
        assert there.read_text() == "mine"
        await console.press("enter")
        await console.until(lambda: console.app.screen is screen)
        assert openpyxl.load_workbook(there).sheetnames == ["换班 2026-11"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "没有写文件名"),
        ("swaps.csv", "不是表格文件名"),
        ("no/where.xlsx", "写不了 no/where.xlsx"),
    ],
)
async def test_a_name_that_cannot_be_is_told(
    busy: Book, opened: Opening, tmp_path: Path, name: str, told: str
) -> None:
    """In one sentence, with the name still there to be mended; nothing is left behind."""
    async with opened(busy, actor=TEAM_LEADER) as console:
        await shown(console, "2")
        before = {each.name for each in tmp_path.iterdir()}
        await console.press("x")
        await _named(console, name)
        await console.until_text(told)
        assert isinstance(console.app.screen, ReportFile)
        left = {each.name for each in tmp_path.iterdir()} - before
        assert not [each for each in left if "xlsx" in each or "csv" in each]
        await _named(console, "mended.xlsx")
        await console.until(lambda: isinstance(console.app.screen, ReportsScreen))
        assert (tmp_path / "mended.xlsx").exists()
