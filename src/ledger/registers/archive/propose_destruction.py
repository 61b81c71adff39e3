"""A keeper proposes to destroy a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, MatterId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of
from ledger.registers.archive.destruction import destruction_case, turn_to_sign
from ledger.registers.archive.events import DestructionProposed


class LentFileKept(
    Refused,
    clause="files.custody",
    zh="档案 {file} 尚借在 {holder} 处（#{position}）；请先收回",
    en="file {file} is still lent to {holder} (#{position}); take it back first",
):
    """What is not in the archive cannot be destroyed there."""


class DestructionAlreadyProposed(
    Refused,
    clause="files.custody",
    zh="销毁事项 {matter} 已提议（#{position}）",
    en="destruction {matter} is proposed already (#{position})",
):
    """A matter is proposed once."""


class ProposeDestruction(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("提议销毁档案", "Propose a destruction"),
):
    """Propose to destroy a file without preservation value (S0.5-16)."""

    matter: MatterId
    file: FileId
    reason: Annotated[str, msgspec.Meta(min_length=1)]

    def boundary(self) -> Boundary:
        """The matter and the file."""
        return destruction_case(self.matter) | custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Opens the matter for a file that is in the archive."""
        turn_to_sign(self.matter, self.file, past, law)
        found = custody_of(past, self.file, law.day)
        if found.holder is not None:
            raise LentFileKept(
                evidence=(found.position,),
                file=self.file,
                holder=found.holder,
                position=found.position,
            )
        known = past.last(DestructionProposed)
        if known is not None:
            raise DestructionAlreadyProposed(
                evidence=(known.position,), matter=self.matter, position=known.position
            )
        yield DestructionProposed(
            matter=self.matter, file=self.file, proposer=past.actor, reason=self.reason
        )
