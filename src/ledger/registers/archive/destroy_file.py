"""A file is destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, MatterId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of
from ledger.registers.archive.destruction import destruction_case, proposal_of, steps_of
from ledger.registers.archive.events import DestructionSigned, FileDestroyed


class SignaturesMissing(
    Refused,
    clause="files.custody",
    zh="{title}：已有 {given} 项，须有 {needed} 项签批，还缺 {missing}",
    en="{title}: {given} of {needed} signatures are given, {missing} is missing",
):
    """A file is destroyed only after every approval."""


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
        clause, steps = steps_of(law)
        signed = past.of(DestructionSigned)
        if len(signed) < len(steps):
            raise SignaturesMissing(
                evidence=tuple(each.position for each in signed),
                clause=clause,
                title=law.title(clause),
                given=len(signed),
                needed=len(steps),
                missing=", ".join(steps[len(signed)].by),
            )
        yield FileDestroyed(matter=self.matter, file=self.file)
