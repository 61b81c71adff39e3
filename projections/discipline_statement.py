"""The statement of a month: each person's fines and rewards, entry by entry, with the balance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from projections.discipline import Discipline, EntryRow, MonthRow


class StatementLine(NamedTuple):
    """One entry, and the person's balance of the month after it, in fen."""

    entry: EntryRow
    balance: int


class PersonStatement(NamedTuple):
    """One person's month: the entries in the order of the book."""

    person: str
    lines: tuple[StatementLine, ...]

    @property
    def balance(self) -> int:
        """What is paid out for the month in fen; below zero it is deducted."""
        return self.lines[-1].balance if self.lines else 0


class Statement(NamedTuple):
    """Everybody's month; ``closed`` is None as long as it may still change."""

    account: str
    people: tuple[PersonStatement, ...]
    closed: MonthRow | None

    @property
    def balance(self) -> int:
        """The sum of all balances, in fen."""
        return sum(each.balance for each in self.people)


def statement(view: Discipline, account: str, person: str | None = None) -> Statement:
    """The statement of a month such as ``2026-10``, of everybody or of one person."""
    entries: dict[str, list[EntryRow]] = {}
    for row in sorted(view.entries.values(), key=lambda row: row.position):
        if row.account == account and person in (None, row.person):
            entries.setdefault(row.person, []).append(row)
    people = tuple(
        PersonStatement(each, tuple(_running(entries[each]))) for each in sorted(entries)
    )
    return Statement(account, people, view.months.get(account))


def _running(entries: Iterable[EntryRow]) -> Iterable[StatementLine]:
    balance = 0
    for entry in entries:
        balance += entry.amount
        yield StatementLine(entry, balance)
