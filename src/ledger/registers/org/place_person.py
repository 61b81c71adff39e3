"""A person is given a post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.org.events import PersonPlaced
from ledger.registers.org.standing import given_by, lapsed, placing, roles_of, standing


class NobodyToPlace(
    Refused,
    clause="org.register",
    zh="没有登记工号 {person}；请先登记人员",
    en="{person} is not registered; register the person first",
):
    """Only a registered person can hold a post or be a superior."""


class OwnSuperior(
    Refused,
    clause="org.register",
    zh="{person} 不能是自己的上级",
    en="{person} cannot be their own superior",
):
    """A chain of command has no circle at its first step."""


class NotYet(
    Refused,
    clause="org.register",
    zh="{since} 还没到；请到那天再安排",
    en="{since} is still to come; place the person on that day",
):
    """A placement counts from today, or from a day before."""


class PlacePerson(
    Action, by=(Role.ADMINISTRATOR, Role.DUTY_LEADER), words=Words("安排岗位", "Place a person")
):
    """Give a person a post, a place in a unit and a superior, from a day on (S4.11-01)."""

    person: PersonId
    post: Annotated[str, msgspec.Meta(min_length=1)]
    unit: str | None = None
    supervisor: str | None = None
    job: str | None = None
    grade: str | None = None
    since: date | None = None
    licences: tuple[str, ...] = ()

    def boundary(self) -> Boundary:
        """The registration of both, and where the person stands now."""
        known = standing(self.person) | placing(self.person) | given_by(self.person)
        return known if self.supervisor is None else known | standing(self.supervisor)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Places a registered person; says nothing when nothing would change."""
        law.cite("org.register")
        for person in filter(None, (self.person, self.supervisor)):
            if not roles_of(past, person):
                raise NobodyToPlace(person=person)
        if self.supervisor == self.person:
            raise OwnSuperior(person=self.person)
        if self.since is not None and self.since > law.day:
            raise NotYet(since=self.since)
        placed = PersonPlaced(
            person=self.person,
            post=self.post,
            unit=self.unit,
            supervisor=self.supervisor,
            job=self.job,
            grade=self.grade,
            since=self.since,
            licences=self.licences,
        )
        known = past.last(PersonPlaced)
        if known is None or known.event != placed:
            yield placed
            yield from lapsed(past, self.person)
