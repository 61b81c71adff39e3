"""A superior who is away names a deputy, and the deputy stands down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.org.events import DelegationGranted
from ledger.registers.org.standing import (
    delegations,
    given_by,
    lapsed,
    place_of,
    placing,
    roles_of,
    standing,
    standing_delegation,
)

_LEADING = (Role.TEAM_LEADER, Role.DUTY_LEADER)
"""The roles that can be passed on; to administer and to audit remain one's own."""


class NobodyToName(
    Refused,
    clause="org.delegation",
    zh="没有登记工号 {person}；请先登记人员",
    en="{person} is not registered; register the person first",
):
    """Only registered people stand in for one another."""


class OwnDeputy(
    Refused,
    clause="org.delegation",
    zh="{person} 不能代理自己",
    en="{person} cannot stand in for themselves",
):
    """A deputy is somebody else."""


class NoSuchSpan(
    Refused,
    clause="org.delegation",
    zh="代理的结束时间须晚于开始时间，且晚于现在",
    en="the deputy's time must end after it begins, and after now",
):
    """A delegation is for a time that is not over."""


class NothingToPassOn(
    Refused,
    clause="org.delegation",
    zh="{person} 没有可委托的岗位或权限",
    en="{person} has neither a post nor a leading role to pass on",
):
    """Only what one has oneself, and not as a deputy, can be passed on."""


class DelegatedAlready(
    Refused,
    clause="org.delegation",
    zh="{deputy} 已代理 {delegator} 至 {until}（#{position}）；请先结束",
    en="{deputy} stands in for {delegator} until {until} (#{position}); end that first",
):
    """A person stands in for one other at a time, and is stood in for by one."""


class NoDeputy(
    Refused,
    clause="org.delegation",
    zh="现在没有人代理 {person}",
    en="nobody stands in for {person} now",
):
    """Only a delegation that stands can be ended."""


class NameDeputy(
    Action, by=(Role.ADMINISTRATOR,), own="delegator", words=Words("授权代理", "Name a deputy")
):
    """Let a person stand in for another for a time, with their post and leading roles (S1.4-03)."""

    delegator: PersonId
    deputy: PersonId
    from_at: datetime
    to_at: datetime
    reason: Text | None = None

    def boundary(self) -> Boundary:
        """The standing of both, and who stands in for whom."""
        both = standing(self.delegator) | placing(self.delegator) | standing(self.deputy)
        return both | delegations(self.deputy) | given_by(self.delegator)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Names the deputy unless one of the two is in another delegation that still stands."""
        law.cite("org.delegation")
        for person in (self.delegator, self.deputy):
            if not roles_of(past, person):
                raise NobodyToName(person=person)
        if self.deputy == self.delegator:
            raise OwnDeputy(person=self.deputy)
        begins, ends = _utc(self.from_at, law), _utc(self.to_at, law)
        if ends <= begins or ends <= past.at:
            raise NoSuchSpan()
        for kind, person in (("person", self.deputy), ("delegator", self.delegator)):
            known = standing_delegation(past, kind, person)
            if known is not None:
                raise DelegatedAlready(
                    evidence=(known.position,),
                    deputy=known.event.deputy,
                    delegator=known.event.delegator,
                    until=f"{known.event.to_at.astimezone(law.zone):%Y-%m-%d %H:%M}",
                    position=known.position,
                )
        post = place_of(past, self.delegator).post
        roles = tuple(role for role in _LEADING if role in roles_of(past, self.delegator))
        if post is None and not roles:
            raise NothingToPassOn(person=self.delegator)
        yield DelegationGranted(
            deputy=self.deputy,
            delegator=self.delegator,
            from_at=begins,
            to_at=ends,
            post=post,
            roles=roles,
            reason=self.reason,
        )


class EndDelegation(
    Action, by=(Role.ADMINISTRATOR,), own="delegator", words=Words("结束代理", "End a delegation")
):
    """Let nobody stand in for a person any longer, because that person is back."""

    delegator: PersonId

    def boundary(self) -> Boundary:
        """Who stands in for the person."""
        return given_by(self.delegator)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Ends the delegation that stands, or is still to come."""
        law.cite("org.delegation")
        ended = list(lapsed(past, self.delegator))
        if not ended:
            raise NoDeputy(person=self.delegator)
        yield from ended


def _utc(at: datetime, law: Law) -> datetime:
    """An instant in UTC; one without a zone is meant in the site's."""
    return (at if at.tzinfo else at.replace(tzinfo=law.zone)).astimezone(UTC)
