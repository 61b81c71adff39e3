"""Tables as text and as spreadsheets."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from console.reports.workbook import (
    Column,
    NotWritten,
    Row,
    Sheet,
    plain,
    require_spreadsheet,
    write,
)
from ledger.kernel.words import Language, Words

SHEET = Sheet(
    "表",
    (Words("登记表", "Register"), Words("说明", "What it means")),
    (
        Column(Words("人员", "Person"), 10),
        Column(Words("状态", "State (Chinese)"), 10, "zh"),
        Column(Words("状态（英）", "State"), 10, "en"),
        Column(Words("日期", "Day"), 12),
        Column(Words("金额", "Amount"), 8),
    ),
    (
        Row(["=1+1", "已换班", "swapped", date(2028, 2, 29), 29.5]),
        Row(["合计 Total", None, None, None, 29.5], strong=True),
    ),
)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            [
                "登记表",
                "说明",
                "人员        状态    日期        金额",
                "=1+1        已换班  2028-02-29  29.5",
                "合计 Total                      29.5",
            ],
        ),
        (
            "en",
            [
                "Register",
                "What it means",
                "Person      State    Day         Amount",
                "=1+1        swapped  2028-02-29  29.5",
                "合计 Total                       29.5",
            ],
        ),
    ],
)
def test_a_table_is_plain_text_in_one_language(lang: Language, lines: list[str]) -> None:
    """What stands once in each language is told once; wide characters take two places."""
    assert plain(SHEET, lang) == lines


def test_a_spreadsheet_has_both_languages_and_real_days_and_numbers(tmp_path: Path) -> None:
    """What looks like a formula stays the text that somebody wrote."""
    write(tmp_path / "a.xlsx", SHEET)
    told = [list(row) for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["表"].values]
    assert [row[0] for row in told[:4]] == ["登记表", "说明", "Register", "What it means"]
    assert told[4][1:3] == ["状态 State (Chinese)", "状态（英） State"]
    assert told[5][:3] == ["=1+1", "已换班", "swapped"]
    assert told[5][3:] == [datetime(2028, 2, 29), 29.5]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder stands where the file would: one sentence, no half-written file."""
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(NotWritten) as refused:
        write(tmp_path / "a.xlsx", SHEET)
    assert "换一处" in refused.value.words.zh
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("name", ["a.xls", "a", "xlsx", "a.xlsx.txt"])
def test_another_name_is_no_spreadsheet(name: str) -> None:
    """The sentence says which ending it takes."""
    with pytest.raises(NotWritten, match=r"end it in \.xlsx"):
        require_spreadsheet(Path(name))
