"""A file is given another level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import SecretWithoutTerm, custody, custody_of
from ledger.registers.archive.events import FileRegraded, Level


class RegradeFile(
    Action, by=(Role.DUTY_LEADER, Role.ADMINISTRATOR), words=Words("变更密级", "Regrade a file")
):
    """Give a file another level or term, for a stated reason (S0.5-22)."""

    file: FileId
    level: Level
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    secret_until: date | None = None

    def boundary(self) -> Boundary:
        """How the file stands."""
        return custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Regrades a file that exists."""
        law.cite("files.custody")
        custody_of(past, self.file, law.day)
        if self.level is not Level.ORDINARY and self.secret_until is None:
            raise SecretWithoutTerm(level=self.level)
        yield FileRegraded(
            file=self.file, level=self.level, secret_until=self.secret_until, reason=self.reason
        )
