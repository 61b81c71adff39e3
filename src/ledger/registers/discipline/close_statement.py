"""A month's statement is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import AccountMonth
from ledger.kernel.words import Words
from ledger.registers.discipline.accounts import closings
from ledger.registers.discipline.events import (
    DEDUCTED,
    SanctionIssued,
    SanctionReversed,
    StatementClosed,
)


class ClosedAlready(
    Refused,
    clause="discipline.statement",
    zh="{closed} 已关账（#{position}）；{account} 不能再关",
    en="{closed} is closed already (#{position}); {account} cannot be closed any more",
):
    """Months are closed once, and in their order."""


class NotYetBegun(
    Refused,
    clause="discipline.statement",
    zh="{account} 还没有开始，不能关账",
    en="{account} has not begun yet, and cannot be closed",
):
    """A month that is still to come stays open."""


class CloseStatement(
    Action,
    by=(Role.ADMINISTRATOR, Role.DUTY_LEADER),
    words=Words("月结关账", "Close a month's statement"),
):
    """Close the statement of a month; later corrections stand in the next month that is open."""

    account: Annotated[AccountMonth, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]

    def boundary(self) -> Boundary:
        """The month's entries, and which month was closed last."""
        month = about(tags.tag("account-month", self.account))
        return month.read(SanctionIssued, SanctionReversed) | closings()

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Closes it once, with its totals."""
        law.cite("discipline.statement")
        closed = past.last(StatementClosed)
        if closed is not None and closed.event.account >= self.account:
            raise ClosedAlready(
                evidence=(closed.position,),
                closed=closed.event.account,
                position=closed.position,
                account=self.account,
            )
        if self.account > f"{law.day:%Y-%m}":
            raise NotYetBegun(account=self.account)
        entries = [
            *((each.event.kind, each.event.amount) for each in past.peek(SanctionIssued)),
            *((each.event.kind, -each.event.amount) for each in past.peek(SanctionReversed)),
        ]
        yield StatementClosed(
            account=self.account,
            entries=len(entries),
            deducted=sum(amount for kind, amount in entries if kind in DEDUCTED),
            rewarded=sum(amount for kind, amount in entries if kind == "reward"),
        )
