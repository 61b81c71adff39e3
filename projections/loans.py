"""Which files the archive keeps, who has them, since when, and what is overdue."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from ledger.kernel.event import micros
from ledger.kernel.projection import Micros, Projection, Row, Rows, folds
from ledger.registers.archive.events import (
    FileBorrowed,
    FileDestroyed,
    FileOpened,
    FileRegraded,
    FileReturned,
    Level,
)

_DAY: Micros = 86_400_000_000
_HANDS_KEPT = 4


class FileRow(Row, key=("file",)):
    """One file as its newest events leave it; a destroyed one has no row."""

    file: str
    category: str
    title: str
    level: str
    secret_until: str | None
    turns: int = 0
    """How often it has been lent."""


class CustodyRow(Row, key=("file", "turn")):
    """One time that a file was out: with whom, from when, until when, and when it was due."""

    file: str
    turn: int
    loan: str
    person: str
    card: str
    out_at: Micros
    due_at: Micros | None = None
    back_at: Micros | None = None


class Loans(Projection):
    """Where every file is, and has been."""

    name = "loans"
    version = 1

    def __init__(self) -> None:
        self.files = Rows(FileRow)
        self.custody = Rows(CustodyRow)
        super().__init__()

    @folds(FileOpened)
    def _opened(self, event: FileOpened, at: Micros, position: int) -> None:
        self.files.put(
            event.file,
            FileRow(
                file=event.file,
                category=event.category,
                title=event.title,
                level=event.level.value,
                secret_until=_day(event.secret_until),
            ),
        )

    @folds(FileRegraded)
    def _regraded(self, event: FileRegraded, at: Micros, position: int) -> None:
        row = self.files[event.file]
        row.level, row.secret_until = event.level.value, _day(event.secret_until)
        self.files.put(event.file, row)

    @folds(FileBorrowed)
    def _borrowed(self, event: FileBorrowed, at: Micros, position: int) -> None:
        row = self.files[event.file]
        row.turns += 1
        self.files.put(event.file, row)
        # The ledger keeps the whole custody; the list shows the last hands, however old it grows.
        self.custody.drop((event.file, row.turns - _HANDS_KEPT))
        self.custody.put(
            (event.file, row.turns),
            CustodyRow(
                file=event.file,
                turn=row.turns,
                loan=event.loan,
                person=event.person,
                card=event.card,
                out_at=at,
                due_at=None if event.due_at is None else micros(event.due_at),
            ),
        )

    @folds(FileReturned)
    def _returned(self, event: FileReturned, at: Micros, position: int) -> None:
        turn = self.files[event.file].turns
        row = self.custody[event.file, turn]
        row.back_at = at
        self.custody.put((event.file, turn), row)

    @folds(FileDestroyed)
    def _destroyed(self, event: FileDestroyed, at: Micros, position: int) -> None:
        gone = self.files.drop(event.file)
        for turn in range(max(1, gone.turns - _HANDS_KEPT + 1), gone.turns + 1) if gone else ():
            self.custody.drop((event.file, turn))


class LoanLine(NamedTuple):
    """One file on the list of loans, as of an instant."""

    file: str
    title: str
    category: str
    level: Level
    """The level now: after its term a file is ordinary by itself (S0.5-23)."""
    hands: tuple[CustodyRow, ...]
    """Who had it lately, oldest first; the last one still has it if it is not back."""
    overdue_days: int
    """Full or started days since it was due; 0 when it is not."""

    @property
    def out(self) -> bool:
        """Whether somebody has it."""
        return bool(self.hands) and self.hands[-1].back_at is None


def lines(loans: Loans, now: Micros, zone: tzinfo) -> list[LoanLine]:
    """The files at an instant: overdue ones first, then lent ones, then those at home."""
    found = [_line(loans, row, now, zone) for row in loans.files.values()]
    return sorted(found, key=lambda line: (-line.overdue_days, not line.out, line.file))


def _line(loans: Loans, row: FileRow, now: Micros, zone: tzinfo) -> LoanLine:
    turns = range(max(1, row.turns - _HANDS_KEPT + 1), row.turns + 1)
    lately = tuple(loans.custody[row.file, turn] for turn in turns)
    due = lately[-1].due_at if lately and lately[-1].back_at is None else None
    late = 0 if due is None or now <= due else -(-(now - due) // _DAY)
    return LoanLine(row.file, row.title, row.category, _level(row, now, zone), lately, late)


def _level(row: FileRow, now: Micros, zone: tzinfo) -> Level:
    if row.secret_until is None:
        return Level(row.level)
    free = datetime.combine(date.fromisoformat(row.secret_until) + timedelta(days=1), time(), zone)
    return Level.ORDINARY if now >= micros(free) else Level(row.level)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
