"""A team is formed."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.kernel import tags
from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, TeamId
from ledger.kernel.words import Words
from ledger.registers.org.events import TeamFormed


class TeamAlreadyFormed(
    Refused,
    clause="org.register",
    zh="班组 {team} 已成立（#{position}）",
    en="team {team} exists already (#{position})",
):
    """A team is formed once."""


class FormTeam(
    Action, by=(Role.ADMINISTRATOR, Role.DUTY_LEADER), words=Words("成立班组", "Form a team")
):
    """Form a team under a leader (S4.12-01)."""

    team: TeamId
    title: str
    leader: PersonId | None = None

    def boundary(self) -> Boundary:
        """Whether it stands in the book already."""
        return about(tags.team(self.team)).last(TeamFormed)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters it once."""
        law.cite("org.register")
        known = past.last(TeamFormed)
        if known is not None:
            raise TeamAlreadyFormed(
                evidence=(known.position,), team=self.team, position=known.position
            )
        yield TeamFormed(team=self.team, title=self.title, leader=self.leader)
