"""A file is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import SecretWithoutTerm, custody
from ledger.registers.archive.events import FileOpened, Level
from ledger.rulebook import gates


class FileAlreadyOpen(
    Refused,
    clause="files.custody",
    zh="档案 {file} 已立档（#{position}）",
    en="file {file} is open already (#{position})",
):
    """A file is opened once."""


class OpenFile(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("立档", "Open a file"),
):
    """Open a file of a category with its level and its term (S0.5-08, S0.5-21, S2.4c-10)."""

    file: FileId
    category: Annotated[str, msgspec.Meta(min_length=1)]
    title: str
    level: Level = Level.ORDINARY
    secret_until: date | None = None
    keeper: str | None = None
    copies: Annotated[int, msgspec.Meta(ge=1)] = 1

    def boundary(self) -> Boundary:
        """Whether it stands in the book already."""
        return custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Opens it once; a secret one with a term; in as many copies as the rulebook demands."""
        law.cite("files.custody")
        known = past.last(FileOpened)
        if known is not None:
            raise FileAlreadyOpen(
                evidence=(known.position,), file=self.file, position=known.position
            )
        if self.level is not Level.ORDINARY and self.secret_until is None:
            raise SecretWithoutTerm(level=self.level)
        opened = FileOpened(
            file=self.file,
            category=self.category,
            title=self.title,
            level=self.level,
            secret_until=self.secret_until,
            keeper=self.keeper,
            copies=self.copies,
        )
        gates.check(opened, past, law)
        yield opened
