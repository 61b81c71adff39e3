"""Somebody asks to borrow a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, LoanId, PersonId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of, lending_clause
from ledger.registers.archive.events import LoanRequested
from ledger.registers.archive.loan import PostNotAllowed, loan_case
from ledger.registers.org.standing import place_of, placing


class LoanAlreadyRequested(
    Refused,
    clause="files.custody",
    zh="借阅单 {loan} 已登记（#{position}）",
    en="loan {loan} is in the book already (#{position})",
):
    """A loan is requested once."""


class RequestLoan(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="person",
    words=Words("申请借阅", "Request a loan"),
):
    """Ask to borrow a file for a purpose, if one's post allows it (S0.5-13, S0.5-17, S2.4c-06)."""

    loan: LoanId
    file: FileId
    person: PersonId
    purpose: Annotated[str, msgspec.Meta(min_length=1)]

    def boundary(self) -> Boundary:
        """The loan, the file, and the borrower's post."""
        return loan_case(self.loan) | custody(self.file) | placing(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters the request of somebody whose post the clause on lending allows."""
        found = custody_of(past, self.file, law.day)
        clause, lending = lending_clause(law, found.category)
        post = place_of(past, self.person).post
        if not lending.allows(post, declassified=found.declassified):
            raise PostNotAllowed(
                clause=clause,
                title=law.title(clause),
                person=self.person,
                post=post or "—",
                needed=", ".join(lending.borrowers),
            )
        known = past.last(LoanRequested)
        if known is not None:
            raise LoanAlreadyRequested(
                evidence=(known.position,), loan=self.loan, position=known.position
            )
        yield LoanRequested(
            loan=self.loan, file=self.file, person=self.person, purpose=self.purpose
        )
