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


class LicenceUnclear(
    Refused,
    clause="org.register",
    zh="看不懂执照 {told}；写 C1，有期限的写 C1@2031-05-01",
    en="the licence {told} is not clear; write C1, or C1@2031-05-01 when it expires",
):
    """A licence has a name, and a day through which it is valid if it expires."""


class PlacePerson(
    Action, by=(Role.ADMINISTRATOR, Role.DUTY_LEADER), words=Words("安排岗位", "Place a person")
):
    """Give a person a post, a place in a unit and a superior, from a day on (S4.11-01).

    A licence is written as its name, and one that expires with its last day: ``C1@2031-05-01``.
    """

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
        named, until = _licences(self.licences)
        placed = PersonPlaced(
            person=self.person,
            post=self.post,
            unit=self.unit,
            supervisor=self.supervisor,
            job=self.job,
            grade=self.grade,
            since=self.since,
            licences=named,
            licences_until=until,
        )
        known = past.last(PersonPlaced)
        if known is None or known.event != placed:
            yield placed
            yield from lapsed(past, self.person)


def _licences(told: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[date | None, ...]]:
    """The names of licences, and through which day each is valid; no days where none expires."""
    named, until = [], []
    for each in told:
        name, expires, day = each.partition("@")
        try:
            until.append(date.fromisoformat(day) if expires else None)
        except ValueError:
            raise LicenceUnclear(told=each) from None
        if not name.strip():
            raise LicenceUnclear(told=each)
        named.append(name.strip())
    return tuple(named), tuple(until) if any(until) else ()
