"""Making a report for whoever asks on a screen, away from it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NamedTuple

from console.menu import roles_held
from console.reports.catalogue import Report
from console.reports.source import Source
from console.reports.workbook import Sheet
from console.text import reports as text
from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.words import Language, Words
from ledger.registers.entries import LEADERS

READERS = frozenset((*LEADERS, Role.AUDITOR, Role.ADMINISTRATOR))
"""Who may read what is about everybody."""


class NotForReading(Exception):
    """A report is not open to whoever asks; ``words`` say to whom, and what is open instead."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Made(NamedTuple):
    """A report as it was at a position of the ledger."""

    report: Report
    month: str
    language: Language
    position: int
    sheets: tuple[Sheet, ...]


class Maker:
    """Makes reports one at a time, from whichever thread; the views stay folded in between."""

    def __init__(self, book: Book, place: Path | str | None, actor: str | None) -> None:
        """Without an actor nobody is told apart, which only a book without passwords permits."""
        self._book = book
        self._place = place
        self._actor = actor
        self._source: Source | None = None
        self._one = threading.Lock()
        self._closing = False

    def make(self, report: Report, month: str, language: Language) -> Made:
        """A report of a month.

        :raises NotForReading: for a person without the role.
        :raises StoreError: when the ledger cannot be read.
        """
        with self._one:
            try:
                return self._made(report, month, language)
            finally:
                if self._closing:
                    self._let_go()

    def _made(self, report: Report, month: str, language: Language) -> Made:
        if self._actor is not None and not roles_held(self._book, self._actor) & READERS:
            raise NotForReading(text.NOT_OPEN)
        if self._source is None:
            self._source = Source(self._book, self._place)
        self._source.language = language
        position = self._book.recorder.head()
        made = tuple(_whole(sheet) for sheet in report.make(self._source, month))
        return Made(report, month, language, position, made)

    def close(self) -> None:
        """Let go of the stored views, at the latest when what is being made is done."""
        self._closing = True
        if self._one.acquire(blocking=False):
            self._let_go()
            self._one.release()

    def _let_go(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None


def _whole(sheet: Sheet) -> Sheet:
    """A sheet whose rows can be gone through more than once."""
    return sheet._replace(rows=tuple(sheet.rows))
