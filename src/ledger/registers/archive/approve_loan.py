"""A loan is approved."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import FileId, LoanId
from ledger.kernel.words import Words
from ledger.registers.archive.custody import custody, custody_of, lending_clause
from ledger.registers.archive.events import LoanApproved
from ledger.registers.archive.loan import PostNotAllowed, loan_case, request_of
from ledger.registers.org.standing import acting_post


class OwnLoan(
    Refused,
    clause="files.custody",
    zh="{person} 不能批准自己的借阅",
    en="{person} cannot approve their own loan",
):
    """Nobody approves what they have asked for."""


class ApproveLoan(
    Action,
    by=(Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER),
    placed=True,
    words=Words("批准借阅", "Approve a loan"),
):
    """Approve a requested loan, by virtue of the post that the clause names (S0.5-13, S2.4c-06)."""

    loan: LoanId
    file: FileId

    def boundary(self) -> Boundary:
        """The loan and the file."""
        return loan_case(self.loan) | custody(self.file)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Signs once, with the right post, never for oneself."""
        requested = request_of(past, self.loan)
        found = custody_of(past, self.file, law.day)
        clause, lending = lending_clause(law, found.category)
        post = acting_post(past, past.actor, lending.approved_by)
        if requested.event.person == past.actor:
            raise OwnLoan(evidence=(requested.position,), clause=clause, person=past.actor)
        if post is None or post not in lending.approved_by:
            raise PostNotAllowed(
                clause=clause,
                title=law.title(clause),
                person=past.actor,
                post=post or "—",
                needed=", ".join(lending.approved_by) or "—",
            )
        if past.last(LoanApproved) is None:
            yield LoanApproved(loan=self.loan, file=self.file, signer=past.actor, post=post)
