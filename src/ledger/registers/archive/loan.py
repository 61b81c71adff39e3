"""One loan: what its own events tell, and who may take part in it."""

from __future__ import annotations

from ledger.kernel import tags
from ledger.kernel.action import Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import LoanId
from ledger.registers.archive.events import LoanRequested


class LoanNotRequested(
    Refused,
    clause="files.custody",
    zh="没有借阅单 {loan}；请先申请",
    en="there is no loan {loan}; request it first",
):
    """A loan begins with a request."""


class PostNotAllowed(
    Refused,
    clause="files.custody",
    zh="{title}：{person} 的岗位（{post}）不在其列，须为 {needed}",
    en="{title}: {person}'s post ({post}) is not among those allowed; it takes {needed}",
):
    """A clause says whose post allows what."""


def loan_case(loan: LoanId) -> Boundary:
    """All that has happened to one loan."""
    return about(tags.tag("loan", loan)).whole()


def request_of(past: Past, loan: LoanId) -> Found[LoanRequested]:
    """The request that a loan began with.

    :raises LoanNotRequested: when there is none.
    """
    requested = past.last(LoanRequested, tag=tags.tag("loan", loan))
    if requested is None:
        raise LoanNotRequested(loan=loan)
    return requested
