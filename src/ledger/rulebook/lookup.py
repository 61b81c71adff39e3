"""Looking a clause up on a date, and remembering what was looked up."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from ledger.kernel.action import ClauseRead
from ledger.kernel.words import Words
from ledger.rulebook.clauses import Rulebook

T = TypeVar("T")

_MOST_KEPT = 65_536


class OutsideCoverage(Exception):
    """A clause was asked for on a date, or for a parameter, that it does not cover.

    This is an error of the rulebook, never a value of zero.
    """


class Lawbook:
    """A rulebook that can be asked for the law of a day. Versions once found are kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._found: dict[tuple[str, date], ClauseRead] = {}

    def on(self, day: date) -> LawOn:
        """The law of one day, for one decision."""
        return LawOn(self, day)

    def in_force(self, clause_id: str, day: date) -> ClauseRead:
        """The version of a clause in force on a day.

        :raises OutsideCoverage: when the rulebook lacks the clause, or the clause the day.
        """
        found = self._found.get((clause_id, day))
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            found = self._found[clause_id, day] = self._find(clause_id, day)
        return found

    def title(self, clause_id: str) -> Words:
        """A clause's title, or its id in both languages when the rulebook lacks it."""
        clause = self.rulebook.clauses.get(clause_id)
        return clause.title.words if clause is not None else Words(clause_id, clause_id)

    def _find(self, clause_id: str, day: date) -> ClauseRead:
        clause = self.rulebook.clauses.get(clause_id)
        if clause is None:
            raise OutsideCoverage(f"the rulebook {self.rulebook.name} has no clause {clause_id}")
        version = clause.on(day)
        if version is None:
            raise OutsideCoverage(
                f"clause {clause_id} of {self.rulebook.name} is not in force on {day}: its "
                f"first version is from {clause.in_force[0].since}"
            )
        return ClauseRead(
            id=clause_id,
            since=version.since,
            rulebook=self.rulebook.edition,
            values=version.values,
        )


class LawOn:
    """The law of one day. It records each clause that is read of it; make one for a decision."""

    __slots__ = ("_book", "_day", "_read")

    def __init__(self, book: Lawbook, day: date) -> None:
        self._book = book
        self._day = day
        self._read: dict[str, ClauseRead] = {}

    def read(self, clause: str, parameter: str, kind: type[T]) -> T:
        """The value of a clause's parameter in force on this day, as a T.

        :raises OutsideCoverage: when no version covers the day, or it lacks the parameter.
        """
        record = self._record(clause)
        if parameter not in record.values:
            raise OutsideCoverage(
                f"clause {clause} has no parameter {parameter!r} on {self._day}; add it to the "
                f"rulebook {self._book.rulebook.name}"
            )
        value = record.values[parameter]
        return value if type(value) is kind else msgspec.convert(value, kind)

    def cite(self, clause: str) -> None:
        """Record that a clause was applied.

        :raises OutsideCoverage: when no version covers the day.
        """
        self._record(clause)

    @property
    def consulted(self) -> tuple[ClauseRead, ...]:
        """The clauses read so far, in the order they were first read."""
        return tuple(self._read.values())

    def _record(self, clause: str) -> ClauseRead:
        record = self._read.get(clause)
        if record is None:
            record = self._read[clause] = self._book.in_force(clause, self._day)
        return record
