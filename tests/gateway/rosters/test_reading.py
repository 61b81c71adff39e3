"""Rosters as other programs write them, and every fault of theirs by row and column."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from gateway.rosters.judging import judged
from gateway.rosters.lines import Reading, WrittenShift
from gateway.rosters.reading import read_roster
from gateway.rosters.writing import as_csv, write_roster
from ledger.kernel.words import Unfit, Words
from ledger.rulebook.shifts import Span, kinds_on
from tests.ledger.registers.roster.rosters import LAW, utc

SHANGHAI = ZoneInfo("Asia/Shanghai")
LIST = (
    "工号,姓名,日期,班次,开始,结束,工种\n"
    "A031,李娜,2026-11-23,D,,,\n"
    "A004,,2026/11/24,夜,20:00,8:00,投诉\n"
)
LIST_LINES = ["A031 2026-11-23 D", "A004 2026-11-24 夜 20:00-08:00 投诉"]


def lines(reading: Reading) -> list[str]:
    """The shifts of a reading as people write them."""
    return [shift.line.text for shift in reading.shifts]


def told(reading: Reading) -> list[str]:
    """The faults of a reading as sentences."""
    return [fault.told.en for fault in reading.faults]


def read(folder: Path, content: str | bytes, name: str = "roster.csv") -> Reading:
    """A file with this content, read."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(file, SHANGHAI)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_in_whatever_encoding_it_was_saved(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with a byte order mark or without, GB18030, and UTF-16."""
    found = read(tmp_path, LIST.encode(encoding))

    assert lines(found) == LIST_LINES
    assert told(found) == []


@pytest.mark.parametrize("delimiter", [";", "\t", "，"])
def test_a_list_is_read_with_whatever_stands_between_its_cells(
    tmp_path: Path, delimiter: str
) -> None:
    """Semicolons, tabs and the Chinese comma do as well."""
    assert lines(read(tmp_path, LIST.replace(",", delimiter))) == LIST_LINES


def test_a_roster_as_it_hangs_on_the_wall_is_read(tmp_path: Path) -> None:
    """People down and days across; rest days are left out, two letters are two shifts."""
    wall = "工号,姓名,2026-11-23,2026-11-24 周二\nA031,李娜,D,休\nA004,,DE,·\n"

    assert lines(read(tmp_path, wall)) == [
        "A031 2026-11-23 D",
        "A004 2026-11-23 D",
        "A004 2026-11-23 E",
    ]


def test_excels_own_numbers_of_days_and_times_are_read(tmp_path: Path) -> None:
    """46349 is 23 November 2026, as a number, as text, and in the heading of a wall."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["工号", "日期", "班次", "开始", "结束"])
    sheet.append([31, 46349, "D", 0.375, time(17, 30)])
    sheet.append(["A004", datetime(2026, 11, 24), "X", "8:00", 1.0])
    sheet.append(["A004", "46351", "D", None, None])
    book.save(tmp_path / "roster.xlsx")
    found = read_roster(tmp_path / "roster.xlsx", SHANGHAI)

    assert told(found) == []
    assert lines(found) == [
        "31 2026-11-23 D 09:00-17:30",
        "A004 2026-11-24 X 08:00-24:00",
        "A004 2026-11-25 D",
    ]
    assert lines(read(tmp_path, "工号,46349\nA031,D\n")) == ["A031 2026-11-23 D"]


def test_every_fault_is_told_by_row_and_column(tmp_path: Path) -> None:
    """A day that does not exist, a time that does not, no person, no code; all at once."""
    found = read(
        tmp_path,
        "工号,日期,班次,开始,颜色\n"
        "A031,2026-02-29,D,,\n"
        "A031,soon,D,,\n"
        "\n"
        ",2026-11-23,D,25:00,\n"
        "A031,2028-02-29,DD,,\n"
        "A031,2028-02-29,D,,\n",
    )

    assert lines(found) == ["A031 2028-02-29 D"]
    assert told(found) == [
        "row 1, column 颜色: this column is unknown; rename it",
        "row 2, column 日期: there is no day 2026-02-29; correct it",
        "row 3, column 日期: “soon” is no day; write 2026-11-23",
        "row 5, column 开始: there is no time 25:00; write 18:30",
        "row 5, column 工号: no person; add one",
        "row 6, column 班次: “DD” is no code; write one letter",
    ]


def test_a_wall_with_a_day_that_does_not_exist_is_told_of(tmp_path: Path) -> None:
    """By the column, with the other days read."""
    found = read(tmp_path, "person,2026-11-31,2026-12-01,note\nA1,D,D,x\n,D,,\n")

    assert lines(found) == ["A1 2026-12-01 D"]
    assert told(found) == [
        "row 1, column 2026-11-31: there is no day 2026-11-31; correct it",
        "row 1, column note: “note” is neither a day nor a known column; write a day such as "
        "2026-11-23",
        "row 3: no person; add one",
    ]


def test_a_file_that_is_no_roster_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    """Nothing, no column of people, broken workbooks, another encoding, no file at all."""
    assert told(read(tmp_path, "")) == ["row 1: the file is empty"]
    assert told(read(tmp_path, "a,b\n1,2\n"))[0].startswith("row 1: there is no column person")
    for content in (b"PK\x03\x04 broken", b"\x80\x81\xff\x00\xff"):
        with pytest.raises(Unfit):
            read(tmp_path, content)
    with pytest.raises(Unfit, match="check the path"):
        read_roster(tmp_path / "missing.csv", SHANGHAI)


def test_what_cannot_be_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """Unknown people, unknown kinds, overlaps in the file and with the ledger, over midnight."""
    reading = read(
        tmp_path,
        "person,date,shift,starts,ends\n"
        "A1,2026-11-23,N,,\n"
        "A1,2026-11-24,X,07:00,12:00\n"
        "A9,2026-11-23,D,,\n"
        "A2,2026-11-23,Q,,\n"
        "A2,2026-11-23,D,,\n"
        "A2,2026-11-24,D,,\n",
    )
    taken = {
        "A2": [
            (
                Words("已排的 S ", "shift S"),
                Span(utc("2026-11-24 05:00"), utc("2026-11-24 07:00")),
            )
        ]
    }
    found = judged(reading, {"A1", "A2"}, lambda day: kinds_on(LAW, day), SHANGHAI, taken)

    assert lines(found) == ["A1 2026-11-23 N", "A2 2026-11-23 D"]
    assert [sentence.partition(";")[0] for sentence in told(found)] == [
        "row 3, column shift: A1's 2026-11-24 X overlaps row 2",
        "row 4, column shift: A9 is not registered",
        "row 5, column shift: no shift of the rulebook has the code Q (there are D, E, N)",
        "row 7, column shift: A2's 2026-11-24 D overlaps shift S",
    ]


WRITTEN = [
    WrittenShift(
        "A031",
        date(2026, 11, 23),
        "N",
        datetime(2026, 11, 23, 20, tzinfo=SHANGHAI),
        datetime(2026, 11, 24, 8, tzinfo=SHANGHAI),
        None,
        "2026-11-23/N/A031",
        "夜班，二十时至次日八时，当班期间不得离岗，交接清楚后方可离开",
    ),
    WrittenShift(
        "A,2",
        date(2026, 11, 24),
        "D",
        datetime(2026, 11, 24, 8, tzinfo=SHANGHAI),
        datetime(2026, 11, 24, 14, tzinfo=SHANGHAI),
    ),
]


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx", "roster.ics"])
def test_what_was_written_is_read_back_as_it_was(tmp_path: Path, name: str) -> None:
    """Each form keeps person, day, code and times, also of a night and of an odd number."""
    write_roster(tmp_path / name, WRITTEN, "zh", datetime(2026, 11, 21, tzinfo=UTC))
    found = read_roster(tmp_path / name, SHANGHAI)

    assert told(found) == []
    assert lines(found) == ["A031 2026-11-23 N 20:00-08:00", "A,2 2026-11-24 D 08:00-14:00"]


def test_a_calendar_folds_its_lines_within_75_octets(tmp_path: Path) -> None:
    """RFC 5545: no line is longer, and no character is cut in two."""
    write_roster(tmp_path / "roster.ics", WRITTEN, "zh", datetime(2026, 11, 21, tzinfo=UTC))
    raw = (tmp_path / "roster.ics").read_bytes()

    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert "DTSTART:20261123T120000Z" in raw.decode()
    assert all(line.decode() is not None for line in raw.split(b"\r\n"))


def test_a_calendar_of_another_program_is_told_what_it_lacks(tmp_path: Path) -> None:
    """Who and which kind cannot be guessed, and what recurs is written day by day."""
    event = "DTSTART;TZID=Asia/Shanghai:20261123T080000\r\nDTEND:20261123T060000Z\r\n"
    named = "X-DUTYBOOK-PERSON:A1\r\nX-DUTYBOOK-SHIFT:D\r\n"
    whole = (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{event}END:VEVENT\r\n"
        f"BEGIN:VEVENT\r\n{event}{named}END:VEVENT\r\n"
        f"BEGIN:VEVENT\r\n{event}{named}RRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
        f"BEGIN:VEVENT\r\nDTSTART:20260230T080000\r\nDTEND:20260230T090000\r\n{named}END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    found = read(tmp_path, whole, "roster.ics")

    assert lines(found) == ["A1 2026-11-23 D 08:00-14:00"]
    assert told(found) == [
        "row 2, column X-DUTYBOOK-PERSON: it is missing; add it",
        "row 12, column RRULE: an event that recurs must be written day by day",
        "row 19, column DTSTART: there is no time 20260230T080000; correct it",
    ]


def test_a_draft_is_a_list_that_can_be_read(tmp_path: Path) -> None:
    """Without times: those of the kind hold."""
    text = as_csv([WrittenShift("A1", date(2026, 11, 23), "D")], "en")

    assert text == "person,date,shift,starts,ends,job\nA1,2026-11-23,D,,,\n"
    assert lines(read(tmp_path, text)) == ["A1 2026-11-23 D"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """Nobody has to guess what was written."""
    with pytest.raises(Unfit, match=r"\.csv, \.xlsx or \.ics"):
        write_roster(tmp_path / "roster.doc", WRITTEN, "en", datetime(2026, 11, 21, tzinfo=UTC))
