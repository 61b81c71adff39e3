"""Reports as spreadsheets: sheets of lines under column names in both languages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from console.text.columns import printable, width
from ledger.kernel.words import Language, Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LANGUAGES: tuple[Language, ...] = ("zh", "en")

Cell = str | int | float | date | None
"""Text, a count, an amount or a share (with two places), a day; or nothing."""


class Column(NamedTuple):
    """A column's name and its width in characters.

    Where a column stands once in each language, it says which one it is for ``only``.
    """

    title: Words
    wide: int
    only: Language | None = None


class Row(NamedTuple):
    """One line; a strong one is a total."""

    cells: Sequence[Cell]
    strong: bool = False


class Sheet(NamedTuple):
    """A table with its name, and lines of text above it that say what it shows."""

    name: str
    told: Sequence[Words]
    columns: Sequence[Column]
    rows: Iterable[Row]
    fixed: int = 1
    """How many columns stay in sight while the others move: who or which a line is of."""


class NotWritten(Exception):
    """A spreadsheet could not be written; ``words`` say why, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def require_spreadsheet(path: Path) -> None:
    """Take only a name that a spreadsheet can have.

    :raises NotWritten: for a name that does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise NotWritten(
            f"{path} 不是表格文件名；请写 .xlsx 结尾的名字。",
            f"{path} is not the name of a spreadsheet; end it in .xlsx.",
        )


def shown_in(language: Language, sheet: Sheet) -> list[int]:
    """Which columns of a sheet a reader of one language needs."""
    return [number for number, each in enumerate(sheet.columns) if each.only in (None, language)]


def plain(sheet: Sheet, language: Language) -> list[str]:
    """A sheet as lines of text, each column as wide as what is in it."""
    shown = shown_in(language, sheet)
    heads = [sheet.columns[at].title.to(language) for at in shown]
    rows = [[text_in(row.cells[at]) for at in shown] for row in sheet.rows]
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    lines = [each.to(language) for each in sheet.told]
    for row in (heads, *rows):
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
    return lines


def text_in(cell: Cell) -> str:
    """A cell as text that cannot steer a terminal."""
    if isinstance(cell, float):
        return f"{cell:g}"
    return "" if cell is None else printable(str(cell))


def write(path: Path, *sheets: Sheet) -> None:
    """Write a spreadsheet, whole or not at all.

    :raises NotWritten: when the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    unfinished = path.with_name(f"{path.name}.partial")
    try:
        with xlsxwriter.Workbook(os.fspath(unfinished), {"strings_to_formulas": False}) as book:
            formats = _Formats(book)
            for sheet in sheets:
                _fill(book.add_worksheet(sheet.name), sheet, formats)
        unfinished.replace(path)
    except (OSError, FileCreateError) as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = getattr(fault, "strerror", None) or fault
        raise NotWritten(
            f"写不了 {path}（{reason}）；请换一处再写。",
            f"cannot write {path} ({reason}); write it elsewhere.",
        ) from fault


class _Formats:
    """How each kind of cell looks, in a plain line and in a strong one."""

    def __init__(self, book: Workbook) -> None:
        self._made: dict[tuple[bool, str | None], Format | None] = {(False, None): None}
        for strong in (False, True):
            for shape in (None, "0.00", "yyyy-mm-dd"):
                if strong or shape:
                    told: dict[str, object] = {"bold": strong}
                    if shape:
                        told["num_format"] = shape
                    self._made[strong, shape] = book.add_format(told)

    def of(self, cell: Cell, *, strong: bool) -> Format | None:
        """The format of a cell."""
        shape = {float: "0.00", date: "yyyy-mm-dd"}.get(type(cell))
        return self._made[strong, shape]


def _fill(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    heads = Row([f"{each.title.zh} {each.title.en}" for each in sheet.columns], strong=True)
    told = [Row([each.to(lang)], strong=True) for lang in _LANGUAGES for each in sheet.told]
    for number, row in enumerate((*told, heads, *sheet.rows)):
        for column, cell in enumerate(row.cells):
            _write(page, number, column, cell, formats.of(cell, strong=row.strong))
    for column, each in enumerate(sheet.columns):
        page.set_column(column, column, each.wide)
    page.freeze_panes(len(told) + 1, sheet.fixed)


def _write(page: Worksheet, row: int, column: int, cell: Cell, shape: Format | None) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell, shape)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, time()), shape)
    elif cell is not None:
        page.write_number(row, column, cell, shape)
