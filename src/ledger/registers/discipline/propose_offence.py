"""An offence is proposed because of what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Found, Past, Selection, about
from ledger.kernel.event import Event, by_name
from ledger.kernel.tags import FactId, PersonId, Tag
from ledger.kernel.words import Words
from ledger.registers.attendance.events import ArrivalWithdrawn
from ledger.registers.discipline.events import OffenceProposed
from ledger.registers.discipline.naming import Named, about_fact, fact_tag
from ledger.registers.discipline.opening import described, resolved
from ledger.registers.discipline.record import Matter, Record, record_of, terms_of
from ledger.registers.discipline.replacing import sanctioned_otherwise
from ledger.registers.obligations.events import BreachOvertaken
from ledger.registers.org.standing import placing
from ledger.rulebook.terms import Offence, Reward


class ProposeOffence(Action, by=(Role.PROGRAM,), words=Words("提议违规处理", "Propose an offence")):
    """Propose that a fact was an offence, or deserves a reward, for a person to decide.

    ``fact`` is the position of what happened on the site's day ``occurred``; its law applies.
    ``quantity`` is in the tariff's unit. ``reading`` names, as a stable event type and a tag,
    where the clause's exceptions would be found.
    """

    clause: str
    fact: FactId
    person: PersonId
    occurred: date
    quantity: float | None = None
    subject: str | None = None
    evidence: tuple[int, ...] = ()
    reading: tuple[tuple[str, str], ...] = ()

    def boundary(self) -> Boundary:
        """The person's record and place, and what the exceptions are looked for in."""
        known = record_of(self._named()) | placing(self.person)
        known |= about(fact_tag(self.fact)).last(ArrivalWithdrawn, BreachOvertaken)
        return known | (
            Selection((event_type,), (Tag(tag),), False)
            for name, tag in self.reading
            if (event_type := by_name(name)) is not None
        )

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Proposes it once, unless an exception holds or the fact is settled or withdrawn."""
        if past.last(ArrivalWithdrawn, BreachOvertaken, tag=fact_tag(self.fact)) is not None:
            return
        then = law.on(self.occurred)
        terms = terms_of(then, self.clause)
        if self._excepted(past, terms):
            return
        matter = Matter(self._named(), self.clause, self.quantity, self.subject)
        found = resolved(matter, then)
        if found.matter.clause != self.clause and self._excepted(past, found.terms):
            return
        record = Record(past, self.person)
        cases = record.about(self.fact)
        same = [each for each in cases if each.event.clause == found.matter.clause]
        settled = sanctioned_otherwise(record, found, then)
        if same or settled:
            past.cite(*same, *settled)
            return
        yield OffenceProposed(
            offence=about_fact(self.person, self.occurred, self.fact, len(cases) + 1),
            evidence=(int(self.fact), *self.evidence),
            **described(past, record, found),
        )

    def _named(self) -> Named:
        return Named(self.person, self.occurred, self.fact)

    def _excepted(self, past: Past, terms: Offence | Reward) -> bool:
        """Whether an exception happened before the fact; it is cited."""
        for each in terms.unless if isinstance(terms, Offence) else ():
            for found in past.peek(Event):
                if each.pattern.matches(found.event) and self._before(found):
                    past.cite(found)
                    return True
        return False

    def _before(self, found: Found[Event]) -> bool:
        return found.position < int(self.fact)
