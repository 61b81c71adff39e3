"""A report's table as lines of a screen."""

from __future__ import annotations

import pytest

from console.drawing.report import Table, heading, moved, places, row, table_of
from console.drawing.spans import Tone, text_of, width_of
from console.reports.workbook import Column, Row, Sheet
from ledger.kernel.words import Language, Words

COLUMNS = (
    Column(Words("人员", "Person"), 10),
    Column(Words("状态", "State (Chinese)"), 10, "zh"),
    Column(Words("状态（英）", "State"), 10, "en"),
    Column(Words("金额", "Amount"), 10),
    Column(Words("原因", "Reason"), 10),
    Column(Words("依据", "Evidence"), 10),
    Column(Words("记录", "Entry"), 10),
)
ROWS = (
    Row(["A1 王敏", "已换班", "swapped", 0, "#5 楼漏水" * 9, "#12 #13", "#14"]),
    Row(["A2", "作废", "void", -1.5, "", "", "#15"]),
    Row(["合计 Total", None, None, -1.5, None, None, None], strong=True),
)


def table(language: Language = "zh") -> Table:
    """A register of two lines and a total."""
    return table_of(Sheet("S", (Words("表", "Table"),), COLUMNS, iter(ROWS)), language)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_reader_sees_the_columns_of_one_language(lang: Language) -> None:
    """What stands once in each language is there once, under a name in that language."""
    heads = table(lang).heads
    assert len(heads) == 6
    assert heads[1] == {"zh": "状态", "en": "State"}[lang]
    assert table(lang).rows[0][1] == {"zh": "已换班", "en": "swapped"}[lang]


@pytest.mark.parametrize("fixed", [1, 2])
@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("cursor", range(6))
def test_the_cursors_column_is_in_sight_beside_the_fixed_ones(
    width: int, cursor: int, fixed: int
) -> None:
    """Whatever the width, in a line that is no longer than the screen."""
    shown = table()._replace(fixed=fixed)
    left = moved(shown, width, 1, cursor)
    assert {*range(fixed), cursor} <= set(places(shown, width, left))
    lines = [heading(shown, width, left), *(row(shown, at, width, left) for at in range(3))]
    assert all(width_of(text_of(line)) <= width for line in lines)


def test_the_heading_says_that_there_is_more_to_either_side() -> None:
    """In the order of the columns, so that one knows which key leads there."""
    shown = table()
    assert text_of(heading(shown, 40, 1)).endswith("›")
    assert "‹" not in text_of(heading(shown, 40, 1))
    last = moved(shown, 40, 1, 5)
    assert "‹" in text_of(heading(shown, 40, last))
    assert not text_of(heading(shown, 40, last)).endswith("›")


def test_columns_stand_under_each_other_with_wide_characters_too() -> None:
    """Numbers end at the end of their column; a nought is quiet, a total strong."""
    shown = table()
    first, second, total = (row(shown, at, 160, 1) for at in range(3))
    ends = {
        width_of(text_of(line).rstrip()[: text_of(line).index("-1.5") + 4])
        for line in (second, total)
    }
    assert len(ends) == 1
    assert any(text.strip() == "0" and tone is Tone.QUIET for text, tone in first)
    assert all(tone is Tone.STRONG for _, tone in total)


def test_a_line_leads_to_the_event_that_it_names() -> None:
    """The cell under the cursor first, else the last entry; a reason is no entry, a total none."""
    shown = table()
    assert shown.position(0, 0) == 14
    assert shown.position(0, 4) == 12
    assert shown.position(0, 3) == 14
    assert shown.position(2, 0) is None
    assert shown.entries == [0, 1]
