"""Somebody is rewarded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.words import Words
from ledger.registers.discipline.accounts import closings, fen_of, open_account, refused_amount
from ledger.registers.discipline.case import PEOPLE, require_post
from ledger.registers.discipline.events import SanctionIssued
from ledger.registers.discipline.issuing import Basis, issued, notices
from ledger.registers.discipline.naming import is_reward, reward
from ledger.registers.org.standing import roles_of, standing
from ledger.rulebook.tariffs import Entered, Measured, Uncharged, charge
from ledger.rulebook.terms import Reward


class OwnReward(
    Refused,
    clause="discipline.decision",
    zh="不能奖励自己",
    en="nobody rewards themselves",
):
    """A reward is given by somebody else."""


class RewardedNotRegistered(
    Refused,
    clause="org.register",
    zh="没有登记工号 {person}；请先登记人员",
    en="{person} is not registered; register the person first",
):
    """Only a person in the book is rewarded."""


class GrantReward(Action, by=PEOPLE, placed=True, words=Words("给予奖励", "Grant a reward")):
    """Reward somebody under a clause for what happened on a day; a range needs an amount and why.

    ``evidence`` are the positions of the events that it is for.
    """

    clause: str
    person: PersonId
    occurred: date
    amount: str | None = None
    reason: str | None = None
    evidence: tuple[int, ...] = ()

    def boundary(self) -> Boundary:
        """The person's registration, their day, and which month is open."""
        day = tags.tag("person-day", person_day(self.person, self.occurred))
        return standing(self.person) | about(day).read(SanctionIssued) | closings()

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Issues the reward with its computation, and gives notice of it.

        :raises OutsideCoverage: when the rulebook has no such clause about a reward on that day.
        """
        law.cite("discipline.decision")
        then = law.on(self.occurred)
        terms = then.terms(self.clause, Reward)
        require_post(past, then, terms.decided_by, self.clause)
        if past.actor == self.person:
            raise OwnReward()
        if not roles_of(past, self.person):
            raise RewardedNotRegistered(person=self.person)
        try:
            entered = Entered(amount=fen_of(self.amount), reason=self.reason)
            cost = charge(terms.tariff, Measured(), entered)
        except Uncharged as fault:
            raise refused_amount(fault, self.clause, then) from fault
        rewards = {
            each.event.offence
            for each in past.peek(SanctionIssued)
            if is_reward(each.event.offence)
        }
        number = len(rewards) + 1
        basis = Basis(
            offence=reward(self.person, self.occurred, number),
            person=self.person,
            day=person_day(self.person, self.occurred),
            clause=self.clause,
            issuer=past.actor,
            account=open_account(past, law),
            nth=1,
            evidence=self.evidence,
        )
        sanctions = list(issued(basis, terms, cost, ()))
        yield from sanctions
        yield from notices(past, law, terms, sanctions)
