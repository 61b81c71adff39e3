"""A person is entered in the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import PersonId, TeamId
from ledger.kernel.words import Words
from ledger.registers.org.events import PersonRegistered, RolesAssigned, TeamFormed
from ledger.registers.org.standing import PROGRAM, require_for_people


class PersonAlreadyRegistered(
    Refused,
    clause="org.register",
    zh="工号 {person} 已登记（#{position}）",
    en="employee number {person} is registered already (#{position})",
):
    """An employee number belongs to one person."""


class NumberOfAProgram(
    Refused,
    clause="org.register",
    zh="{person} 是程序的名称，不能作工号；请换一个工号",
    en="{person} is the name of a program, not of a person; choose another employee number",
):
    """Nobody can be taken for a part of this program, which may do what no person may."""


class TeamNotFormed(
    Refused, clause="org.register", zh="没有班组 {team}", en="there is no team {team}"
):
    """A person can only join a team that exists."""


class RegisterPerson(
    Action,
    by=(Role.ADMINISTRATOR, Role.DUTY_LEADER),
    founding=True,
    words=Words("登记人员", "Register a person"),
):
    """Enter a person under an employee number, with a post and roles (S4.11-01)."""

    person: PersonId
    name: Annotated[str, Personal(of="person", purpose="identity"), msgspec.Meta(min_length=1)]
    roles: tuple[Role, ...] = (Role.AGENT,)
    team: TeamId | None = None
    post: str | None = None

    def boundary(self) -> Boundary:
        """The person's earlier registration, and the team's formation."""
        known = about(tags.person(self.person)).last(PersonRegistered, RolesAssigned)
        if self.team is None:
            return known
        return known | about(tags.team(self.team)).last(TeamFormed)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Registers the person unless the number is taken or the team unknown."""
        law.cite("org.register")
        if self.person.startswith(PROGRAM):
            raise NumberOfAProgram(person=self.person)
        require_for_people(self.roles)
        known = past.last(PersonRegistered, RolesAssigned, tag=tags.person(self.person))
        if known is not None:
            raise PersonAlreadyRegistered(
                evidence=(known.position,), person=self.person, position=known.position
            )
        if self.team is not None and past.last(TeamFormed) is None:
            raise TeamNotFormed(team=self.team)
        yield PersonRegistered(
            person=self.person, name=self.name, roles=self.roles, team=self.team, post=self.post
        )
