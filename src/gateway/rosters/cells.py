"""Dates and times as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from gateway.rosters.lines import Cell
from ledger.kernel.words import Unfit

_WRITTEN = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_WEEKDAY = re.compile(
    r"\s*(?:[（(]?(?:周|星期)?[一二三四五六日天][）)]?|(?:mon|tue|wed|thu|fri|sat|sun)\w*)$", re.I
)
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")
_EXCEL_DAY_0 = datetime(1899, 12, 30)
"""The day that Excel's number 0 stands for, as far as days after February 1900 go."""

_FIRST_NUMBER, _LAST_NUMBER = 30_000, 80_000
"""Excel's numbers of days from 1982 to 2119; others are no dates of a roster."""


def as_date(cell: Cell) -> date | None:
    """The day that a cell names, Excel's own number of a day too; None where it names none.

    :raises Unfit: for a day that does not exist.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _numbered(float(cell))
    text = _WEEKDAY.sub("", str(cell or "").strip()).removesuffix(" 00:00:00")
    for pattern in _WRITTEN:
        found = pattern.fullmatch(text)
        if found is not None:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                raise Unfit(
                    f"没有 {text} 这一天；请改正", f"there is no day {text}; correct it"
                ) from None
    return _numbered(float(text)) if re.fullmatch(r"\d{5}(\.0+)?", text) else None


def as_clock(cell: Cell) -> str | None:
    """The time of day that a cell names as 18:30; None for an empty cell.

    :raises Unfit: for a time that does not exist.
    """
    if cell is None or str(cell).strip() == "":
        return None
    if isinstance(cell, datetime | time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        cell = cell / timedelta(days=1)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not 0 <= cell <= 1:
            raise _no_time(cell)
        minutes = round(cell * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    found = _CLOCK.fullmatch(str(cell).strip())
    if found is None:
        raise _no_time(cell)
    hour, minute = int(found[1]), int(found[2])
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise _no_time(cell)
    return f"{hour:02d}:{minute:02d}"


def as_text(cell: Cell) -> str:
    """What a cell says; a whole number without its decimals, as employee numbers come."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _numbered(number: float) -> date | None:
    if not _FIRST_NUMBER <= number <= _LAST_NUMBER:
        return None
    return (_EXCEL_DAY_0 + timedelta(days=int(number))).date()


def _no_time(cell: Cell) -> Unfit:
    return Unfit(f"没有 {cell} 这个时刻；请写如 18:30", f"there is no time {cell}; write 18:30")
