"""`dutybook attendance`."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.commands.options import LEDGER_VARIABLE
from tests.console.commands.conftest import Dutybook

SITE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def month(dutybook: Dutybook, ledger: str) -> str:
    """The month of a ledger where A003 is on a shift all day today, and has come."""
    today = datetime.now(SITE).date()
    shift = ("person=A003", f"on={today}", "code=D", "starts=00:00", "ends=24:00")
    assert dutybook("act", "assign-shift", *shift, "--as", "A001", "--ledger", ledger).status == 0
    came = ("act", "record-arrival", "person=A003", "--as", "A003", "--ledger", ledger)
    assert dutybook(*came).status == 0
    return f"{today:%Y-%m}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_is_there_is_printed_with_their_time(
    dutybook: Dutybook, ledger: str, month: str, lang: str
) -> None:
    """One line a person, the shift and the lane in it; with or without the word for today."""
    for words in (("attendance", "today", ledger), ("attendance",)):
        told = dutybook(*words, lang=lang, **{LEDGER_VARIABLE: ledger})
        assert told.status == 0
        line = next(line for line in told.out.splitlines() if "A003" in line)
        assert "李娜" in line
        assert "D 00:00–00:00" in line
        assert "░" in line or "█" in line


def test_a_unit_alone_is_printed(dutybook: Dutybook, ledger: str, month: str) -> None:
    """Of another unit nobody is there."""
    assert "A003" not in dutybook("attendance", "today", ledger, "--unit", "other").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_month_is_printed_with_both_figures(
    dutybook: Dutybook, ledger: str, month: str, lang: str
) -> None:
    """Shifts and hours of each person, adherence raw and excused, and what they mean."""
    told = dutybook("attendance", "month", month, ledger, lang=lang)
    assert told.status == 0
    cells = next(line for line in told.out.splitlines() if "A003" in line).split()
    assert cells[:6] == ["A003", "李娜", "1", "1", "0", "24.0"]
    assert float(cells[-2]) == float(cells[-1])
    assert "ADH-X" in told.out
    assert "A003" not in dutybook("attendance", "month", month, ledger, "--person", "A001").out


def test_a_month_is_written_as_a_spreadsheet(
    dutybook: Dutybook, ledger: str, month: str, tmp_path: Path
) -> None:
    """A line a person, leave by category beside it."""
    told = dutybook("attendance", "month", month, ledger, "--out", "sheet.xlsx")
    assert told.status == 0
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as book:
        text = book.read("xl/sharedStrings.xml").decode()
    for wanted in ("A003", "李娜", "ADH-R", "病假天 Sick leave, days"):
        assert wanted in text


def test_what_is_no_month_is_refused(dutybook: Dutybook, ledger: str) -> None:
    """The sentence says how to write one; an empty month says where its figures come from."""
    ended = dutybook("attendance", "month", "2026-13", ledger)
    assert (ended.status, "2026-10" in ended.err) == (2, True)
    assert "no attendance in 2020-01" in dutybook("attendance", "month", "2020-01", ledger).out
