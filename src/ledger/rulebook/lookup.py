"""Looking a clause up on a date, and remembering what was looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, tzinfo
from typing import NamedTuple, TypeVar

import msgspec

from ledger.kernel.action import ClauseRead, Finding
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.rulebook.clauses import Clause, Kind, Rulebook
from ledger.rulebook.terms import Approval, Notice, Offence, Quota, Shift, Terms
from ledger.rulebook.terms.base import Pattern, any_matches

T = TypeVar("T")

_MOST_KEPT = 65_536
_GATES: tuple[Kind, ...] = ("approval", "notice", "quota")


class OutsideCoverage(Exception):
    """A clause was asked for on a date, or for a parameter, that it does not cover.

    This is an error of the rulebook, never a value of zero.
    """


class Edition(NamedTuple):
    """A rulebook as it was adopted: in force from a day until the next edition's."""

    since: date
    rulebook: Rulebook


class _Found(NamedTuple):
    record: ClauseRead
    terms: Terms | None


class Lawbook:
    """The law of every day: the rulebook a ledger starts with, and the editions adopted since.

    An edition's clauses go before those that the ledger started with, which stay in force where
    it says nothing. Versions once found are kept.
    """

    def __init__(self, rulebook: Rulebook, editions: Iterable[Edition] = ()) -> None:
        self._base = rulebook
        self._editions = tuple(editions)
        self._found: dict[tuple[str, date], _Found] = {}
        self._gates: dict[tuple[str, date], tuple[str, ...]] = {}
        self._signed: dict[date, list[tuple[str, Pattern]]] = {}
        self._thresholds: dict[tuple[str, date], tuple[str, ...]] = {}
        self._shifts: dict[date, dict[str, str]] = {}

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What was adopted, in the order of adoption."""
        return self._editions

    @property
    def rulebook(self) -> Rulebook:
        """The newest rulebook."""
        return self._editions[-1].rulebook if self._editions else self._base

    def rulebook_on(self, day: date) -> Rulebook:
        """The rulebook in force on a day: of those whose day has come, the one adopted last."""
        for edition in reversed(self._editions):
            if edition.since <= day:
                return edition.rulebook
        return self._base

    def on(self, day: date, zone: tzinfo = UTC) -> LawOn:
        """The law of one day, for one decision; ``zone`` is where the site counts its days."""
        return LawOn(self, day, zone)

    def in_force(self, clause_id: str, day: date) -> ClauseRead:
        """The version of a clause in force on a day.

        :raises OutsideCoverage: when the rulebook lacks the clause, or the clause the day.
        """
        return self._look_up(clause_id, day).record

    def terms(self, clause_id: str, day: date, kind: type[T]) -> T:
        """What a clause says on a day, by the schema of its kind.

        :raises OutsideCoverage: when the rulebook lacks the clause, the clause the day, or when
            the clause is of another kind.
        """
        terms = self._look_up(clause_id, day).terms
        if not isinstance(terms, kind):
            raise OutsideCoverage(
                f"clause {clause_id} is no {kind.__name__.lower()}; correct what refers to it"
            )
        return terms

    def clauses_on(self, day: date, *kinds: Kind) -> Iterator[Clause]:
        """The clauses of some kinds (all kinds if none are named) in force on a day."""
        newest = self.rulebook_on(day)
        books = (newest,) if newest is self._base else (newest, self._base)
        seen: set[str] = set()
        for book in books:
            for clause in book.clauses.values():
                if clause.id in seen or (kinds and clause.kind not in kinds):
                    continue
                seen.add(clause.id)
                if clause.on(day) is not None:
                    yield clause

    def gates(self, event_type: str, day: date) -> tuple[str, ...]:
        """The ids of the quotas, notices and approvals that concern events of a type."""
        found = self._gates.get((event_type, day))
        if found is None:
            if len(self._gates) >= _MOST_KEPT:
                self._gates.clear()
            found = self._gates[event_type, day] = tuple(
                clause.id
                for clause in self.clauses_on(day, *_GATES)
                if self._concerns(clause.id, day, event_type)
            )
        return found

    def gates_on(self, event: Event, day: date) -> tuple[str, ...]:
        """Those of the gates whose patterns an event fits."""
        return tuple(
            clause_id
            for clause_id in self.gates(type(event).type_name, day)
            if any_matches(self._gate(clause_id, day).on, event)
        )

    def approvals_by(self, signature: Event, day: date) -> tuple[str, ...]:
        """The ids of the approvals that count such a signature."""
        found = self._signed.get(day)
        if found is None:
            if len(self._signed) >= _MOST_KEPT:
                self._signed.clear()
            found = self._signed[day] = [
                (clause.id, self.terms(clause.id, day, Approval).signed)
                for clause in self.clauses_on(day, "approval")
            ]
        return tuple(clause_id for clause_id, signed in found if signed.matches(signature))

    def thresholds(self, clause_id: str, day: date) -> tuple[str, ...]:
        """The ids of the offences that arise when a clause was broken often enough."""
        found = self._thresholds.get((clause_id, day))
        if found is None:
            if len(self._thresholds) >= _MOST_KEPT:
                self._thresholds.clear()
            found = self._thresholds[clause_id, day] = tuple(
                clause.id
                for clause in self.clauses_on(day, "offence")
                if self._arises_from(clause.id, day, clause_id)
            )
        return found

    def shifts(self, day: date) -> dict[str, str]:
        """The ids of the shift kinds in force on a day, by the code of each."""
        found = self._shifts.get(day)
        if found is None:
            if len(self._shifts) >= _MOST_KEPT:
                self._shifts.clear()
            found = self._shifts[day] = {
                self.terms(clause.id, day, Shift).code: clause.id
                for clause in self.clauses_on(day, "shift")
            }
        return found

    def title(self, clause_id: str) -> Words:
        """A clause's title, or its id in both languages when no rulebook has it."""
        for edition in reversed(self._editions):
            if clause_id in edition.rulebook.clauses:
                return edition.rulebook.clauses[clause_id].title.words
        clause = self._base.clauses.get(clause_id)
        return clause.title.words if clause is not None else Words(clause_id, clause_id)

    def _concerns(self, clause_id: str, day: date, event_type: str) -> bool:
        return any(event_type in pattern.events for pattern in self._gate(clause_id, day).on)

    def _gate(self, clause_id: str, day: date) -> Approval | Notice | Quota:
        terms = self._look_up(clause_id, day).terms
        assert isinstance(terms, Approval | Notice | Quota)
        return terms

    def _arises_from(self, clause_id: str, day: date, counted: str) -> bool:
        threshold = self.terms(clause_id, day, Offence).threshold
        return threshold is not None and counted in threshold.of

    def _look_up(self, clause_id: str, day: date) -> _Found:
        found = self._found.get((clause_id, day))
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            found = self._found[clause_id, day] = self._find(clause_id, day)
        return found

    def _find(self, clause_id: str, day: date) -> _Found:
        rulebook = self.rulebook_on(day)
        clause = rulebook.clauses.get(clause_id)
        if clause is None:
            rulebook = self._base
            clause = rulebook.clauses.get(clause_id)
        if clause is None:
            raise OutsideCoverage(
                f"the rulebook {self.rulebook_on(day).name} has no clause {clause_id}"
            )
        version = clause.on(day)
        if version is None:
            raise OutsideCoverage(
                f"clause {clause_id} of {rulebook.name} is not in force on {day}: its "
                f"first version is from {clause.in_force[0].since}"
            )
        record = ClauseRead(
            id=clause_id,
            since=version.since,
            rulebook=rulebook.edition,
            values=version.values,
        )
        return _Found(record, clause.terms(version) if clause.has_terms else None)


class LawOn:
    """The law of one day. It records each clause that is read of it; make one for a decision."""

    __slots__ = ("_book", "_consulted", "_findings", "_read", "day", "zone")

    def __init__(
        self,
        book: Lawbook,
        day: date,
        zone: tzinfo = UTC,
        consulted: list[ClauseRead] | None = None,
        findings: list[Finding] | None = None,
    ) -> None:
        self._book = book
        self.day = day
        self.zone = zone
        self._read: dict[str, ClauseRead] = {}
        self._consulted = [] if consulted is None else consulted
        self._findings = [] if findings is None else findings

    def on(self, day: date) -> LawOn:
        """The law of another day, for a fact of that day; what is read of it is recorded too."""
        if day == self.day:
            return self
        return LawOn(self._book, day, self.zone, self._consulted, self._findings)

    def read(self, clause: str, parameter: str, kind: type[T]) -> T:
        """The value of a clause's parameter in force on this day, as a T.

        :raises OutsideCoverage: when no version covers the day, or it lacks the parameter.
        """
        record = self._record(clause)
        if parameter not in record.values:
            raise OutsideCoverage(
                f"clause {clause} has no parameter {parameter!r} on {self.day}; add it to the "
                f"rulebook {self._book.rulebook.name}"
            )
        value = record.values[parameter]
        return value if type(value) is kind else msgspec.convert(value, kind)

    def terms(self, clause: str, kind: type[T]) -> T:
        """What a clause says on this day, by the schema of its kind.

        :raises OutsideCoverage: when no version covers the day, or it is of another kind.
        """
        self._record(clause)
        return self._book.terms(clause, self.day, kind)

    def gates(self, event_type: str) -> tuple[str, ...]:
        """The ids of the quotas, notices and approvals that concern events of a type."""
        return self._book.gates(event_type, self.day)

    def gates_on(self, event: Event) -> tuple[str, ...]:
        """Those of the gates that concern this very event; what they read of it is not recorded."""
        return self._book.gates_on(event, self.day)

    def approvals_by(self, signature: Event) -> tuple[str, ...]:
        """The ids of the approvals that count such a signature."""
        return self._book.approvals_by(signature, self.day)

    def thresholds(self, clause: str) -> tuple[str, ...]:
        """The ids of the offences that arise when a clause was broken often enough."""
        return self._book.thresholds(clause, self.day)

    def shifts(self) -> dict[str, str]:
        """The ids of the shift kinds in force on this day, by the code of each."""
        return self._book.shifts(self.day)

    def title(self, clause: str) -> Words:
        """A clause's title, or its id in both languages when no rulebook has it."""
        return self._book.title(clause)

    def cite(self, clause: str) -> None:
        """Record that a clause was applied.

        :raises OutsideCoverage: when no version covers the day.
        """
        self._record(clause)

    def tell(self, clause: str, words: Words) -> None:
        """Tell what a check of a clause found, for whoever looks before acting."""
        self._findings.append(Finding(clause, words))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found so far."""
        return tuple(self._findings)

    @property
    def consulted(self) -> tuple[ClauseRead, ...]:
        """The clauses read so far, in the order they were first read."""
        return tuple(self._consulted)

    def _record(self, clause: str) -> ClauseRead:
        record = self._read.get(clause)
        if record is None:
            record = self._read[clause] = self._book.in_force(clause, self.day)
            if record not in self._consulted:
                self._consulted.append(record)
        return record
