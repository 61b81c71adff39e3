"""Reading a roster's file, whichever program wrote it."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

from gateway.rosters import calendars, tables
from gateway.rosters.lines import Reading, Row
from ledger.kernel.words import Unfit

_ENCODINGS = ("utf-8-sig", "gb18030")
_LARGEST = 64 * 1024 * 1024
_MOST_ROWS = 200_000


def read_roster(path: Path, zone: ZoneInfo) -> Reading:
    """What a file holds: a workbook, a calendar, or text with commas, semicolons or tabs.

    :raises Unfit: when it cannot be read at all.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise Unfit(
                f"{path} 太大（超过 64 MB）；班表没有这么大",
                f"{path} is over 64 MB; no roster is that large",
            )
        raw = path.read_bytes()
    except OSError as fault:
        raise Unfit(
            f"读不了 {path}（{fault.strerror}）；请检查路径",
            f"cannot read {path} ({fault.strerror}); check the path",
        ) from fault
    if raw[:4] == b"PK\x03\x04":
        return tables.read(_workbook(path, raw))
    text = _decoded(path, raw)
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return calendars.read(text, zone)
    return tables.read(_separated(text))


def _decoded(path: Path, raw: bytes) -> str:
    """Text in UTF-8, with a byte order mark or without, or in GB18030; or UTF-16 with a mark."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit(
        f"{path} 的文字既不是 UTF-8 也不是 GB18030；请另存为 UTF-8",
        f"{path} is neither UTF-8 nor GB18030; save it as UTF-8",
    )


def _separated(text: str) -> list[Row]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t，", key=first.count)
    if delimiter == "，":
        text, delimiter = text.replace("，", ","), ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [Row(reader.line_num, tuple(cells)) for cells in reader]


def _workbook(path: Path, raw: bytes) -> list[Row]:
    """The first sheet; what formulas came to when it was saved counts, not the formulas."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            # Styles that the library does not know are none of a roster's.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            rows = [
                Row(number, tuple(cells))
                for number, cells in enumerate(
                    sheet.iter_rows(values_only=True, max_row=_MOST_ROWS), start=1
                )
            ]
            book.close()
            return rows
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError) as fault:
        raise Unfit(
            f"{path} 不是完好的 .xlsx 工作簿；请用表格软件另存一份",
            f"{path} is no sound .xlsx workbook; save it anew with a spreadsheet program",
        ) from fault
