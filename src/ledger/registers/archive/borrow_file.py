"""A file is handed out on a card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, LoanId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of, lending_clause
from ledger.registers.archive.events import FileBorrowed, LoanApproved
from ledger.registers.archive.loan import loan_case, request_of


class LoanNotApproved(
    Refused,
    clause="files.custody",
    zh="借阅单 {loan} 未经批准：须由 {needed} 批准",
    en="loan {loan} is not approved: it takes the approval of {needed}",
):
    """A file leaves the archive only after the approval that its clause demands."""


class FileIsLent(
    Refused,
    clause="files.custody",
    zh="档案 {file} 已借给 {holder}（#{position}）",
    en="file {file} is lent to {holder} (#{position})",
):
    """A file is in one pair of hands at a time."""


class BorrowFile(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    words=Words("借出档案", "Hand out a file"),
):
    """Hand a requested and approved file out on a borrow card (S0.5-17, S2.4c-05, S2.4c-07)."""

    loan: LoanId
    file: FileId
    card: Annotated[str, msgspec.Meta(min_length=1)]

    def boundary(self) -> Boundary:
        """The loan and the file."""
        return loan_case(self.loan) | custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Hands it out once it is approved, with the term that the clause sets."""
        requested = request_of(past, self.loan)
        found = custody_of(past, self.file, law.day)
        clause, lending = lending_clause(law, found.category)
        if lending.approved_by and past.last(LoanApproved) is None:
            raise LoanNotApproved(
                evidence=(requested.position,),
                clause=clause,
                loan=self.loan,
                needed=", ".join(lending.approved_by),
            )
        if found.holder is not None:
            raise FileIsLent(
                evidence=(found.position,),
                file=self.file,
                holder=found.holder,
                position=found.position,
            )
        due = past.at + lending.within if lending.within is not None else None
        yield FileBorrowed(
            loan=self.loan,
            file=self.file,
            person=requested.event.person,
            card=self.card,
            due_at=due,
        )
