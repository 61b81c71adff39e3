"""What a roster's file holds, shift by shift, and what is wrong with it, cell by cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from ledger.kernel.words import Words
from ledger.registers.roster.placing import RosterLine

Cell = Any
"""What a spreadsheet gives for a cell: text, a number, a date, a time, or None."""


class WrittenShift(NamedTuple):
    """A shift to be written to a file."""

    person: str
    on: date
    code: str
    starts: datetime | None = None
    """In the site's zone."""
    ends: datetime | None = None
    job: str | None = None
    identity: str | None = None
    title: str = ""


class Row(NamedTuple):
    """A row of a file by its number there, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


class Place(NamedTuple):
    """Where something stands in a file: the row, counted from 1, and the column's name."""

    row: int
    column: str = ""


class ReadShift(NamedTuple):
    """A shift that a file asks for, with where it stands."""

    place: Place
    line: RosterLine


class Fault(NamedTuple):
    """Something wrong at a place of a file."""

    place: Place
    words: Words

    @property
    def told(self) -> Words:
        """The fault as a sentence that says where it is."""
        row, column = self.place
        zh = f"第 {row} 行" + (f"“{column}”列" if column else "")
        en = f"row {row}" + (f", column {column}" if column else "")
        return Words(f"{zh}：{self.words.zh}", f"{en}: {self.words.en}")


class Reading(NamedTuple):
    """All that a file holds: what can be read, and what is wrong."""

    shifts: tuple[ReadShift, ...]
    faults: tuple[Fault, ...]
