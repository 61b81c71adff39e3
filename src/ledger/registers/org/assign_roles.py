"""A person's roles are set anew."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.words import Words
from ledger.registers.org.events import RolesAssigned
from ledger.registers.org.standing import given_by, lapsed, require_for_people, roles_of, standing


class PersonNotRegistered(
    Refused, clause="org.register", zh="没有登记工号 {person}", en="{person} is not registered"
):
    """Only a registered person can hold a role."""


class AssignRoles(Action, by=(Role.ADMINISTRATOR,), words=Words("设定权限", "Assign roles")):
    """Set a person's roles anew; these alone hold from now on (S4.11-01)."""

    person: PersonId
    roles: tuple[Role, ...]

    def boundary(self) -> Boundary:
        """The person's registration and roles, and who stands in for them."""
        return standing(self.person) | given_by(self.person)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Sets the roles of a registered person; says nothing when they are the same."""
        law.cite("org.roles")
        require_for_people(self.roles)
        held = roles_of(past, self.person)
        if not held:
            raise PersonNotRegistered(person=self.person)
        if held != frozenset(self.roles):
            yield RolesAssigned(person=self.person, roles=self.roles)
            yield from lapsed(past, self.person)
