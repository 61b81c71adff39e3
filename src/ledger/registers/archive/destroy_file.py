"""A file is destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, MatterId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of
from ledger.registers.archive.destruction import destruction_case, proposal_of, turn_to_sign
from ledger.registers.archive.events import FileDestroyed
from ledger.rulebook import gates


class DestroyFile(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("销毁档案", "Destroy a file"),
):
    """Destroy a file after all approvals, given by different people in order (S0.5-16)."""

    matter: MatterId
    file: FileId

    def boundary(self) -> Boundary:
        """The matter and the file."""
        return destruction_case(self.matter) | custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Destroys what is proposed and fully signed."""
        proposal_of(past, self.matter)
        custody_of(past, self.file, law.day)
        turn_to_sign(self.matter, self.file, past, law)
        destroyed = FileDestroyed(matter=self.matter, file=self.file)
        gates.check(destroyed, past, law)
        yield destroyed
