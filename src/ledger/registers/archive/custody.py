"""How a file stands, as its own newest events tell: what decisions about it read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.tags import FileId
from ledger.registers.archive.events import (
    FileBorrowed,
    FileDestroyed,
    FileOpened,
    FileRegraded,
    FileReturned,
    Level,
)
from ledger.rulebook.terms.lending import Lending


class FileNotKnown(
    Refused,
    clause="files.custody",
    zh="没有档案 {file}；请先立档",
    en="there is no file {file}; open it first",
):
    """Nothing can be done with a file that nobody has opened."""


class FileGone(
    Refused,
    clause="files.custody",
    zh="档案 {file} 已销毁（#{position}）",
    en="file {file} has been destroyed (#{position})",
):
    """Nothing can be done with a destroyed file."""


class SecretWithoutTerm(
    Refused,
    clause="files.custody",
    zh="密级 {level} 要写明保密至哪一天",
    en="a file graded {level} states until when it is secret",
):
    """Every secret carries its level and its term (S0.5-23)."""


class Custody(NamedTuple):
    """A file's kind, its level now, whether that was higher once, and who has it."""

    category: str
    level: Level
    declassified: bool
    holder: str | None
    loan: str | None
    position: int


def custody(file: FileId) -> Boundary:
    """The newest events that say what a file is, how secret, and where."""
    scope = about(tags.tag("file", file))
    return (
        scope.last(FileOpened)
        | scope.last(FileRegraded)
        | scope.last(FileBorrowed, FileReturned)
        | scope.last(FileDestroyed)
    )


def custody_of(past: Past, file: FileId, today: date) -> Custody:
    """How a file stands on a day.

    :raises FileNotKnown: when nobody has opened it.
    :raises FileGone: when it has been destroyed.
    """
    opened = past.last(FileOpened, tag=tags.tag("file", file))
    if opened is None:
        raise FileNotKnown(file=file)
    gone = past.last(FileDestroyed, tag=tags.tag("file", file))
    if gone is not None:
        raise FileGone(evidence=(gone.position,), file=file, position=gone.position)
    regraded = past.last(FileRegraded, tag=tags.tag("file", file))
    graded = opened.event if regraded is None else regraded.event
    moved = past.last(FileBorrowed, FileReturned, tag=tags.tag("file", file))
    lent = moved.event if moved is not None and isinstance(moved.event, FileBorrowed) else None
    level = level_on(graded.level, graded.secret_until, today)
    return Custody(
        category=opened.event.category,
        level=level,
        declassified=level is not graded.level,
        holder=lent.person if lent is not None else None,
        loan=lent.loan if lent is not None else None,
        position=moved.position if moved is not None else opened.position,
    )


def level_on(level: Level, secret_until: date | None, today: date) -> Level:
    """The level on a day: after its term a file is ordinary by itself (S0.5-23)."""
    if secret_until is not None and today > secret_until:
        return Level.ORDINARY
    return level


def lending_clause(law: Law, category: str) -> tuple[str, Lending]:
    """The clause on lending files of a category, by its id, with what it says."""
    clause = f"files.lending.{category}"
    return clause, law.terms(clause, Lending)
