"""A file is verified."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of
from ledger.registers.archive.events import FileVerified


class VerifyFile(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("核定档案", "Verify a file"),
):
    """State that a file was compared with the facts, and whether it was adjusted (S0.5-11)."""

    file: FileId
    adjusted: bool = False

    def boundary(self) -> Boundary:
        """How the file stands."""
        return custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Verifies a file that exists, in the name of whoever acts."""
        law.cite("files.custody")
        custody_of(past, self.file, law.day)
        yield FileVerified(file=self.file, verifier=past.actor, adjusted=self.adjusted)
