"""A report's table on a screen: who a line is of stays, the other columns move."""

from __future__ import annotations

import re
from typing import NamedTuple

from console.drawing.spans import Line, Span, Tone, fit, width_of
from console.reports.workbook import Row, Sheet, shown_in, text_in
from ledger.kernel.words import Language

GAP = 2
_MOST_SHARE = 4
"""No column takes more than this part of the screen; the whole text stands below the table."""
_LEAST_MOST = 16

_ENTRIES = re.compile(r"#(\d+)(?: #\d+)*")


class Table(NamedTuple):
    """A sheet in one language: names, texts, which columns hold numbers, and how wide they are."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: frozenset[int]
    numbers: frozenset[int]
    widths: tuple[int, ...]
    fixed: int = 1
    """How many columns at the beginning stay in sight."""

    @property
    def entries(self) -> list[int]:
        """The lines that are no totals; of a table of nothing but totals there is nothing."""
        return [at for at in range(len(self.rows)) if at not in self.totals]

    def position(self, row: int, column: int) -> int | None:
        """The event that a cell names, such as #184503; else the last one that its line names."""
        cells = self.rows[row]
        for cell in (cells[column], *reversed(cells)):
            if (named := _ENTRIES.fullmatch(cell)) is not None:
                return int(named[1])
        return None


class Place(NamedTuple):
    """Where a column stands in a line: from which cell, and how many."""

    starts: int
    cells: int


def table_of(sheet: Sheet, language: Language) -> Table:
    """A sheet as a reader of one language sees it."""
    shown = shown_in(language, sheet)
    rows = tuple(sheet.rows)
    heads = tuple(sheet.columns[at].title.to(language) for at in shown)
    texts = tuple(tuple(text_in(row.cells[at]) for at in shown) for row in rows)
    widths = tuple(max(map(width_of, column)) for column in zip(heads, *texts, strict=True))
    numbers = frozenset(at for at, column in enumerate(shown) if _holds_numbers(rows, column))
    totals = frozenset(at for at, row in enumerate(rows) if row.strong)
    return Table(heads, texts, totals, numbers, widths, sheet.fixed)


def _holds_numbers(rows: tuple[Row, ...], column: int) -> bool:
    cells = [row.cells[column] for row in rows if row.cells[column] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def places(table: Table, width: int, left: int) -> dict[int, Place]:
    """The columns in sight: the fixed ones, then those from ``left`` on that fit whole."""
    most = max(_LEAST_MOST, width // _MOST_SHARE)
    found: dict[int, Place] = {}
    starts = 1
    room = width - 1 - GAP
    fixed = table.fixed
    for at in (*range(fixed), *range(max(fixed, left), len(table.widths))):
        cells = min(table.widths[at], most, room)
        if found and starts + cells > room:
            break
        found[at] = Place(starts, cells)
        starts += cells + GAP
    return found


def moved(table: Table, width: int, left: int, cursor: int) -> int:
    """From which column on to show, so that the cursor's is in sight; as little moved as can be."""
    left = min(max(table.fixed, left), max(table.fixed, len(table.widths) - 1))
    if cursor < table.fixed or cursor >= len(table.widths):
        return left
    left = min(left, cursor)
    while cursor not in places(table, width, left) and left < cursor:
        left += 1
    return left


def heading(table: Table, width: int, left: int) -> Line:
    """The names of the columns in sight, with ``‹`` and ``›`` where there are more."""
    return _line(table, table.heads, places(table, width, left), width, Tone.QUIET, marked=True)


def row(table: Table, at: int, width: int, left: int) -> Line:
    """One line of the table; a nought is quiet, a total strong."""
    tone = Tone.STRONG if at in table.totals else Tone.NORMAL
    return _line(table, table.rows[at], places(table, width, left), width, tone)


def _line(
    table: Table,
    texts: tuple[str, ...],
    shown: dict[int, Place],
    width: int,
    tone: Tone,
    *,
    marked: bool = False,
) -> Line:
    found: list[Span] = [(" ", tone)]
    for number, (at, place) in enumerate(shown.items()):
        if number:
            hidden = marked and number == table.fixed and at > number
            found.append(("‹ " if hidden else " " * GAP, tone))
        quiet = texts[at] == "0" and tone is Tone.NORMAL
        text = fit(texts[at], place.cells, "right" if at in table.numbers else "left")
        found.append((text, Tone.QUIET if quiet else tone))
    if marked and max(shown) < len(texts) - 1:
        used = max(place.starts + place.cells for place in shown.values())
        found.append((" " * (width - 1 - used) + "›", tone))
    return tuple(found)
