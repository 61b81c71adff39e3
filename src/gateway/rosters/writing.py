"""Writing a roster for other programs, so that it can be read back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from gateway.rosters import calendars
from gateway.rosters.lines import WrittenShift
from ledger.kernel.words import Language, Unfit, Words

_HEADS = (
    Words("工号", "person"),
    Words("日期", "date"),
    Words("班次", "shift"),
    Words("开始", "starts"),
    Words("结束", "ends"),
    Words("工种", "job"),
)
_SHEET = Words("班表", "Roster")
_WALL = Words("一览", "By days")


def write_roster(
    path: Path, shifts: Sequence[WrittenShift], language: Language, stamp: datetime
) -> None:
    """Write shifts as what the file's name ends in: .csv, .xlsx or .ics.

    :raises Unfit: for another ending, or a file that cannot be written.
    """
    try:
        match path.suffix.lower():
            case ".csv":
                # Spreadsheet programs take a file without the mark for the machine's own encoding.
                path.write_text(as_csv(shifts, language), encoding="utf-8-sig", newline="")
            case ".ics":
                path.write_text(calendars.write(shifts, stamp), encoding="utf-8", newline="")
            case ".xlsx":
                _write_workbook(path, shifts, language)
            case _:
                raise Unfit(
                    f"{path} 要以 .csv、.xlsx 或 .ics 结尾",
                    f"{path} must end in .csv, .xlsx or .ics",
                )
    except OSError as fault:
        raise Unfit(
            f"写不了 {path}（{fault.strerror}）", f"cannot write {path} ({fault.strerror})"
        ) from fault


def as_csv(shifts: Sequence[WrittenShift], language: Language) -> str:
    """Shifts as text with commas, a line a shift under a line of column names."""
    told = io.StringIO()
    out = csv.writer(told, lineterminator="\n")
    out.writerow(head.to(language) for head in _HEADS)
    out.writerows(map(_cells, shifts))
    return told.getvalue()


def _cells(shift: WrittenShift) -> tuple[str, ...]:
    starts = "" if shift.starts is None else f"{shift.starts:%H:%M}"
    ends = "" if shift.ends is None else f"{shift.ends:%H:%M}"
    return shift.person, shift.on.isoformat(), shift.code, starts, ends, shift.job or ""


def _write_workbook(path: Path, shifts: Sequence[WrittenShift], language: Language) -> None:
    """A sheet with a line a shift, and one with people by days as it hangs on the wall."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    listed = book.add_worksheet(_SHEET.to(language))
    for column, head in enumerate(_HEADS):
        listed.write_string(0, column, head.to(language), bold)
    for number, shift in enumerate(shifts, start=1):
        for column, cell in enumerate(_cells(shift)):
            if column == 1:
                listed.write_datetime(
                    number, 1, datetime.combine(shift.on, datetime.min.time()), dates
                )
            else:
                listed.write_string(number, column, cell)
    listed.set_column(0, len(_HEADS), 12)
    listed.freeze_panes(1, 0)
    _write_wall(book.add_worksheet(_WALL.to(language)), shifts, language, bold)
    book.close()


def _write_wall(
    sheet: object, shifts: Sequence[WrittenShift], language: Language, bold: object
) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    people = sorted({shift.person for shift in shifts})
    days = sorted({shift.on for shift in shifts})
    cells: dict[tuple[str, object], str] = {}
    for shift in shifts:
        key = shift.person, shift.on
        cells[key] = cells.get(key, "") + shift.code
    sheet.write_string(0, 0, _HEADS[0].to(language), bold)
    for column, day in enumerate(days, start=1):
        sheet.write_string(0, column, day.isoformat(), bold)
    for row, person in enumerate(people, start=1):
        sheet.write_string(row, 0, person)
        for column, day in enumerate(days, start=1):
            sheet.write_string(row, column, cells.get((person, day), ""))
    sheet.set_column(0, len(days), 11)
    sheet.freeze_panes(1, 1)
