"""A handover as lines: one line on the screen, every word on paper, and nothing too wide."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from console.drawing.handover import Entry, Setting, answered, columns, row, rows, signatures
from console.drawing.spans import Tone, length, text_of
from ledger.kernel.words import Language, Words
from projections.handover.book import Interval
from projections.handover.rows import HandoverRow
from tests.projections.happenings import HOUR, MINUTE, at

UTC = ZoneInfo("UTC")
NOON = at("12:00")
LONG = Words("班前认真阅读最新通告，掌握业务变动（默认一天内）" * 2, "read the latest notices " * 6)
ENTRY = Entry(
    3, "running-obligation", LONG, "A003", NOON + 2 * HOUR, 7, answer="", answered_at=None
)
ZH = Setting(UTC, "zh", {"A003": "李娜"})


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("answer", [None, "", "accepted", "refused"])
def test_every_line_is_exactly_as_wide_as_the_terminal(
    width: int, language: Language, answer: str | None
) -> None:
    """Whatever is said to an item, and however long it is, both columns keep their places."""
    setting = Setting(UTC, language)
    entry = ENTRY._replace(answer=answer, answered_at=NOON, reason="钥匙不在，也没有说清楚" * 9)
    shown = [row(entry, width, setting, NOON), *rows(entry, width, setting, NOON)]
    assert {length(line) for line in shown} == {width}
    assert len({length(line[:4]) for line in shown}) == 1
    assert length(columns(width, setting)) == width


def test_the_screen_cuts_and_paper_keeps_every_word() -> None:
    """One line on the screen ends in an ellipsis; on paper the item takes what it needs."""
    assert "…" in text_of(row(ENTRY, 100, ZH, NOON))
    printed = rows(ENTRY, 100, ZH, NOON)
    assert len(printed) > 1
    assert "…" not in "".join(text_of(line) for line in printed)
    told = "".join(line[2][0].strip() for line in printed)
    assert told.replace(" ", "") == f"{LONG.zh}·A003李娜"


def test_what_is_overdue_has_its_sign_and_tone() -> None:
    """The time past its due instant is below zero, with two exclamation marks."""
    late = row(ENTRY, 100, ZH, NOON + 3 * HOUR)
    assert late[3] == (f"{'−1:00:00 !!':>12}", Tone.ALARM)
    assert row(ENTRY, 100, ZH, NOON)[3] == (f"{'2:00:00':>12}", Tone.NORMAL)


def test_a_marked_item_is_not_yet_taken() -> None:
    """The mark says which key takes it over."""
    told = text_of(row(ENTRY, 100, ZH, NOON, marked=True))
    assert "[+] 已勾选，按 t 接收" in told
    assert "[ ]" not in told


def test_a_post_goes_by_its_title_and_a_person_by_number_and_name() -> None:
    """Nobody has to know the short name of a post."""
    assert ZH.who("team-leader") == "班长"
    assert Setting(UTC, "en").who("team-leader") == "Team leader"
    assert (ZH.who("A003"), ZH.who("A099")) == ("A003 李娜", "A099")


def test_signatures_say_lateness_and_a_seat_left_too_soon() -> None:
    """Late by five minutes, and left before the relief had accepted."""
    handover = HandoverRow(
        opened_at=NOON,
        handover="H-1",
        position=1,
        outgoing="A003",
        incoming="A004",
        items=0,
        upto=0,
        accepted_at=NOON + 15 * MINUTE,
        late_minutes=5,
        left_at=NOON + 10 * MINUTE,
    )
    line = signatures(handover, 100, ZH)
    told = text_of(line)
    assert "交班人 A003 李娜 未签" in told
    assert "接班人 A004 12:15 迟 5 分 !" in told
    assert line[-1] == ("!! 提前离席 12:10 ", Tone.ALARM)
    handover.left_at = NOON + 16 * MINUTE
    assert signatures(handover, 100, ZH)[-1] == ("离席 12:16 ", Tone.NORMAL)


def test_who_answered_is_told_in_order() -> None:
    """Each with the times from when until when."""
    spans = [
        Interval("A003", NOON, NOON + 5 * MINUTE),
        Interval("A004", NOON + 5 * MINUTE, NOON + HOUR),
    ]
    told = text_of(answered(spans, 100, ZH))
    assert told.strip() == "责任 A003 李娜 12:00–12:05 · A004 12:05–13:00"
