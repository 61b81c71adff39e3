"""A group for duty in turns is formed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel.action import Action, Law, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import GroupId, PersonId, tag
from ledger.kernel.words import Words
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import DutyGroupFormed
from ledger.registers.roster.holding import require_registered


class FormDutyGroup(
    Action,
    by=(Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("编值班组", "Form a duty group"),
):
    """Form a group for duty in turns anew, with its one leader and its members (S2.5-02)."""

    group: GroupId
    leader: PersonId
    members: tuple[str, ...]

    def boundary(self) -> Boundary:
        """How the group stands, and everybody's registration."""
        found = about(tag("group", self.group)).last(DutyGroupFormed)
        for person in dict.fromkeys((self.leader, *self.members)):
            found |= standing(person)
        return found

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Forms it of registered people; says nothing when it stands so already."""
        law.cite("roster.groups")
        members = tuple(dict.fromkeys((self.leader, *self.members)))
        for person in members:
            require_registered(past, person)
        formed = DutyGroupFormed(group=self.group, leader=self.leader, members=members)
        known = past.last(DutyGroupFormed)
        if known is None or known.event != formed:
            yield formed
