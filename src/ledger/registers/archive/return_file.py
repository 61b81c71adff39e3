"""A borrowed file comes back."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of
from ledger.registers.archive.events import FileReturned


class FileNotLent(
    Refused,
    clause="files.custody",
    zh="档案 {file} 没有借出",
    en="file {file} is not lent to anyone",
):
    """Only a borrowed file comes back."""


class ReturnFile(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("归还档案", "Return a file"),
):
    """Take a borrowed file back, and note its condition (S2.4c-05)."""

    file: FileId
    condition: str | None = None

    def boundary(self) -> Boundary:
        """Who has the file."""
        return custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Closes the loan that the file is out on."""
        law.cite("files.custody")
        found = custody_of(past, self.file, law.day)
        if found.holder is None or found.loan is None:
            raise FileNotLent(file=self.file)
        yield FileReturned(
            loan=found.loan, file=self.file, person=found.holder, condition=self.condition
        )
