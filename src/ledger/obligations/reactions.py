"""Reactions: which happenings the law counts as offences, or rewards, and of whom.

Nothing is written here. What is found waits until the program has proposed it; the proposal
itself looks for exceptions and for what the fact was sanctioned with already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ledger.kernel.event import Event, identifiers
from ledger.kernel.projection import Micros, Row, Rows, folds
from ledger.kernel.tags import tag
from ledger.obligations.governed import Governed
from ledger.obligations.people import holders, of_field
from ledger.registers.discipline.events import OffenceProposed
from ledger.registers.obligations.events import ObligationBreached
from ledger.rulebook.lookup import Lawbook, OutsideCoverage
from ledger.rulebook.precedence import prevailing
from ledger.rulebook.tariffs import quantity_in, subject_in
from ledger.rulebook.terms import Checklist, Offence, Reward
from ledger.rulebook.terms.base import Party, Pattern
from ledger.rulebook.terms.offence import Except, PerMinute


class PendingRow(Row, key=("fact", "clause", "person")):
    """An offence or a reward that is to be proposed because of a fact.

    ``fact`` is the position of what happened; ``reading`` says, as JSON, where the clause's
    exceptions would be found.
    """

    fact: int
    clause: str
    person: str
    at: Micros
    quantity: float | None = None
    subject: str | None = None
    reading: str = "[]"


class Reaction(NamedTuple):
    """A clause as a reaction: what it says, what can lift it, and which clauses give way to it."""

    clause: str
    terms: Offence | Reward
    unless: tuple[Except, ...]
    over: tuple[str, ...] = ()

    @property
    def whose(self) -> Party:
        """Whom it concerns."""
        return self.terms.offender if isinstance(self.terms, Offence) else self.terms.person


class DayReactions(NamedTuple):
    """The reactions of a day by the type of the happening, and offences by clause."""

    on: dict[str, tuple[tuple[Reaction, Pattern], ...]]
    offences: dict[str, Reaction]


class Reactions(Governed[DayReactions]):
    """What waits to be proposed. Rows go when the proposal is recorded, or was refused."""

    name: ClassVar[str] = "reactions"
    version: ClassVar[int] = 1

    def __init__(self, zone: ZoneInfo, law: Lawbook | None = None) -> None:
        super().__init__(zone, law, day_reactions)
        self.pending = Rows(PendingRow)
        self.settled()

    def named(self) -> set[str]:
        """The types of events that offences and rewards name."""
        found: set[str] = set()
        for clause in self.laws.clauses("offence", "reward", "checklist"):
            for version in clause.in_force:
                terms = clause.terms(version)
                assert isinstance(terms, Offence | Reward | Checklist)
                when = (terms.wanting,) if isinstance(terms, Checklist) else terms.when
                found.update(name for each in when for name in each.events)
        return found

    def waiting(self) -> list[PendingRow]:
        """What is to be proposed, oldest facts first."""
        return [self.pending[key] for key in sorted(self.pending)]

    def done(self, row: PendingRow) -> None:
        """It was proposed, or need not be."""
        self.pending.drop((row.fact, row.clause, row.person))

    def _happened(self, event: Event, at: Micros, position: int) -> None:
        """An event that offences or rewards name."""
        found = self.laws.on(at).on.get(event.type_name, ())
        for reaction in prevailing([each for each, pattern in found if pattern.fits(event)]):
            self._note(reaction, event, at, position)

    @folds(ObligationBreached)
    def _breached(self, event: ObligationBreached, at: Micros, position: int) -> None:
        """A breach proposes the offence that its deadline names."""
        if event.breach is not None:
            reaction = self.laws.on(at).offences.get(event.breach)
            if reaction is not None:
                self._note(reaction, event, at, position)

    @folds(OffenceProposed)
    def _proposed(self, event: OffenceProposed, at: Micros, position: int) -> None:
        if event.fact is not None:
            key = (int(event.fact), event.clause, event.person)
            if key in self.pending:
                self.pending.drop(key)

    def _note(self, reaction: Reaction, event: Event, at: Micros, position: int) -> None:
        terms = reaction.terms
        offence = terms if isinstance(terms, Offence) else None
        for person in self._people(reaction, event):
            row = PendingRow(
                fact=position,
                clause=reaction.clause,
                person=person,
                at=at,
                quantity=quantity_in(terms.tariff, event) if offence else None,
                subject=subject_in(offence.repeats, event) if offence else None,
                reading=msgspec.json.encode(list(_reading(reaction, event))).decode(),
            )
            self.pending.put((position, reaction.clause, person), row)

    def _people(self, reaction: Reaction, event: Event) -> list[str]:
        """Whom it concerns; of a breach that is nobody's in particular, those who owed it."""
        if reaction.whose.post is not None:
            return holders(self.people, reaction.whose.post)
        named = list(of_field(event, reaction.whose.field))
        if named or not isinstance(event, ObligationBreached) or event.debtor is None:
            return named
        debtors = event.debtor.split(", ")
        if any(debtor in self.people for debtor in debtors):
            return debtors
        return holders(self.people, event.debtor)


def day_reactions(law: Lawbook, day: date) -> DayReactions:
    """The offences and rewards of a day."""
    on: dict[str, tuple[tuple[Reaction, Pattern], ...]] = {}
    offences: dict[str, Reaction] = {}
    for clause in law.clauses_on(day, "offence", "reward"):
        terms: Offence | Reward
        if clause.kind == "offence":
            terms = law.terms(clause.id, day, Offence)
        else:
            terms = law.terms(clause.id, day, Reward)
        reaction = Reaction(clause.id, terms, tuple(_exceptions(law, day, terms)), clause.over)
        offences[clause.id] = reaction
        for pattern in terms.when:
            for name in pattern.events:
                on[name] = (*on.get(name, ()), (reaction, pattern))
    for clause in law.clauses_on(day, "checklist"):
        checklist = law.terms(clause.id, day, Checklist)
        if checklist.breach in offences:
            for name in checklist.wanting.events:
                found = (offences[checklist.breach], checklist.wanting)
                on[name] = (*on.get(name, ()), found)
    return DayReactions(on, offences)


def _exceptions(law: Lawbook, day: date, terms: Offence | Reward) -> Iterator[Except]:
    """The exceptions of an offence, and of the one that it turns into beyond its cap."""
    if not isinstance(terms, Offence):
        return
    yield from terms.unless
    tariff = terms.tariff
    if isinstance(tariff, PerMinute) and tariff.becomes is not None:
        try:
            yield from law.terms(tariff.becomes, day, Offence).unless
        except OutsideCoverage:
            return


def _reading(reaction: Reaction, event: Event) -> Iterator[tuple[str, str]]:
    """Where the exceptions would be found: types of events, each with a tag."""
    kinds = {name: kind for name, kind, _ in identifiers(type(event))}
    for each in reaction.unless:
        kind = kinds.get(each.about)
        if kind is None:
            continue
        for value in of_field(event, each.about):
            for name in each.pattern.events:
                yield name, tag(kind, value)
