"""The months that sanctions are settled in: which one is open, and how amounts are written."""

from __future__ import annotations

import re

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Past, anywhere
from ledger.kernel.tags import AccountMonth
from ledger.registers.discipline.events import StatementClosed
from ledger.rulebook.tariffs import Uncharged
from ledger.rulebook.terms.money import Money

_WRITTEN = re.compile(r"\d{1,9}(\.\d{1,2})?( [A-Z]{3})?")


class AmountRefused(
    Refused, clause="discipline.decision", zh="{title_zh}：{zh}", en="{title_en}: {en}"
):
    """What the decider entered does not fit the clause's tariff."""


def refused_amount(
    fault: Uncharged, clause: str, law: Law, evidence: tuple[int, ...] = ()
) -> AmountRefused:
    """The refusal, by a clause, of what was entered."""
    title = law.title(clause)
    return AmountRefused(
        clause=clause,
        evidence=evidence,
        title_zh=title.zh,
        title_en=title.en,
        zh=fault.words.zh,
        en=fault.words.en,
    )


def closings() -> Boundary:
    """Which month was closed last; months are closed in order."""
    return anywhere().last(StatementClosed)


def open_account(past: Past, law: Law) -> AccountMonth:
    """The month that an entry made today belongs to: this one, or the first that is not closed.

    What was closed is cited if the entry has to wait for a later month because of it.
    """
    law.cite("discipline.statement")
    today = f"{law.day:%Y-%m}"
    closed = past.peek(StatementClosed)
    if not closed or closed[-1].event.account < today:
        return today
    past.cite(closed[-1])
    return month_after(closed[-1].event.account)


def month_after(month: AccountMonth) -> AccountMonth:
    """The next month."""
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def fen_of(text: str | None) -> int | None:
    """An amount that somebody typed, such as ``500``, ``29.50`` or ``29.50 CNY``, in fen.

    :raises Uncharged: for anything else.
    """
    if text is None or not text.strip():
        return None
    written = text.strip()
    if _WRITTEN.fullmatch(written) is None:
        raise Uncharged(
            f"{written!r} 不是金额；请写成 29.50", f"{written!r} is no amount; write it like 29.50"
        )
    return Money.parse(written if written[-1].isalpha() else f"{written} CNY").fen
