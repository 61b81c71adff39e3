"""An offence is recorded by a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import FactId, PersonId
from ledger.kernel.words import Words
from ledger.registers.discipline.events import OffenceRecorded
from ledger.registers.discipline.naming import Named, about_fact, without_fact
from ledger.registers.discipline.opening import described, resolved
from ledger.registers.discipline.record import Matter, Record, record_of
from ledger.registers.discipline.replacing import require_unsanctioned
from ledger.registers.org.standing import placing, roles_of, standing


class OffenderNotRegistered(
    Refused,
    clause="org.register",
    zh="没有登记工号 {person}；请先登记人员",
    en="{person} is not registered; register the person first",
):
    """Only a person in the book can have committed an offence."""


class NotYetHappened(
    Refused,
    clause="discipline.decision",
    zh="发生日 {occurred} 晚于今天 {today}；请改正",
    en="{occurred} is after today, {today}; correct the day it happened",
):
    """Nothing is recorded before it has happened."""


class OpenedAlready(
    Refused,
    clause="discipline.once",
    zh="同一事实已按该条款立案：{offence}（#{position}）",
    en="the same fact is a case under this clause already: {offence} (#{position})",
):
    """A fact is one case under one clause, whoever opened it."""


class RecordOffence(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.AUDITOR, Role.ADMINISTRATOR),
    words=Words("记录违规", "Record an offence"),
):
    """Record what somebody did against a clause, for the post that decides about it.

    ``fact`` is the position of the event it rests on, ``evidence`` those of further ones.
    """

    clause: str
    person: PersonId
    occurred: date
    facts: Annotated[str, Personal(of="person", purpose="discipline"), msgspec.Meta(min_length=1)]
    fact: FactId | None = None
    evidence: tuple[int, ...] = ()
    quantity: float | None = None
    subject: str | None = None

    def boundary(self) -> Boundary:
        """The person's registration, place and record of the year."""
        return standing(self.person) | placing(self.person) | record_of(self._named())

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Opens a case, once a fact and clause.

        :raises OutsideCoverage: when the rulebook lacks the clause on the day it happened.
        """
        law.cite("discipline.once")
        if not roles_of(past, self.person):
            raise OffenderNotRegistered(person=self.person)
        if self.occurred > law.day:
            raise NotYetHappened(occurred=self.occurred, today=law.day)
        then = law.on(self.occurred)
        matter = Matter(self._named(), self.clause, self.quantity, self.subject)
        found = resolved(matter, then)
        record = Record(past, self.person)
        cases = record.about(self.fact)
        for each in cases:
            if each.event.clause == found.matter.clause:
                raise OpenedAlready(
                    evidence=(each.position,), offence=each.event.offence, position=each.position
                )
        require_unsanctioned(record, found, then)
        yield OffenceRecorded(
            offence=self._offence(record, len(cases) + 1),
            recorder=past.actor,
            facts=self.facts,
            evidence=(*(() if self.fact is None else (int(self.fact),)), *self.evidence),
            **described(past, record, found),
        )

    def _named(self) -> Named:
        return Named(self.person, self.occurred, self.fact)

    def _offence(self, record: Record, number: int) -> str:
        if self.fact is not None:
            return about_fact(self.person, self.occurred, self.fact, number)
        day = self._named().day
        return without_fact(self.person, self.occurred, record.without_fact(day) + 1)
