"""Lending: whose post allows borrowing files of a category, who approves, and for how long."""

from __future__ import annotations

from datetime import timedelta

from ledger.rulebook.terms.base import Closed


class Lending(Closed, frozen=True):
    """Files of a category are lent to these posts, after these approvals, for this long.

    ``borrowers`` are posts; none means that any post may borrow. Without ``approved_by`` the
    archive hands out on request; without ``within`` a loan has no term. With ``freed`` any post
    may borrow a file whose secrecy has ended with its term.
    """

    borrowers: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    within: timedelta | None = None
    freed: bool = False

    def allows(self, post: str | None, *, declassified: bool = False) -> bool:
        """Whether somebody with this post may borrow a file, perhaps one that was secret once."""
        return not self.borrowers or post in self.borrowers or (self.freed and declassified)
