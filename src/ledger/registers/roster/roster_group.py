"""A duty group is rostered for a turn of duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import DutyId, GroupId, person_day, tag
from ledger.kernel.words import Words
from ledger.registers.duty.events import DutyAssigned
from ledger.registers.leave.absent import leaves, require_no_leave
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import Cause, DutyGroupFormed, ShiftCode
from ledger.registers.roster.holding import (
    CHANGES,
    days,
    held_by_all,
    require_free,
    require_registered,
)
from ledger.registers.roster.placing import RosterLine, assigned_before, identity, placed


class NotTheGroup(
    Refused,
    clause="roster.groups",
    zh="{people} 不是值班组 {group} 的人，或没有这个组；请先编组",
    en="{people} are not of duty group {group}, or there is no such group; form it first",
):
    """Who is on duty with a group belongs to it."""


class DutyAssignedAlready(
    Refused,
    clause="roster.groups",
    zh="值班 {duty} 已安排（#{position}）",
    en="duty {duty} is assigned already (#{position})",
):
    """A turn of duty is assigned once."""


class RosterGroup(
    Action,
    by=(Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("排值班组", "Roster a duty group"),
):
    """Put a group's members on a turn of duty under its leader (S2.5-02, S2.5-03)."""

    duty: DutyId
    group: GroupId
    members: tuple[str, ...]
    on: date
    code: ShiftCode

    def boundary(self) -> Boundary:
        """How the group stands, what is rostered for the members, and who is on leave."""
        found = about(tag("group", self.group)).last(DutyGroupFormed)
        found |= about(tag("duty", self.duty)).last(DutyAssigned)
        for person in dict.fromkeys(self.members):
            found |= standing(person) | days(person, self.on) | leaves(person, self.on, self.on)
        return found

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Assigns the turn of duty, and the shift of each member."""
        law.cite("roster.groups")
        law.cite("roster.one_place")
        known = past.last(DutyAssigned)
        if known is not None:
            raise DutyAssignedAlready(
                evidence=(known.position,), duty=self.duty, position=known.position
            )
        formed = past.last(DutyGroupFormed)
        members = tuple(dict.fromkeys(self.members))
        strangers = set(members) - set(formed.event.members if formed is not None else ())
        if formed is None or strangers or not members:
            raise NotTheGroup(group=self.group, people=", ".join(sorted(strangers)) or "—")
        held = held_by_all(past.peek(*CHANGES))
        earlier = assigned_before(past)
        shifts = []
        for person in members:
            require_registered(past, person)
            line = RosterLine(person=person, on=self.on, code=self.code)
            before = earlier[person_day(person, self.on), self.code]
            shift = identity(person, self.on, self.code, before)
            made = placed(line, law, shift, roster=None, origin=Cause.GROUP)
            require_free(held.get(person, {}).values(), person, made.starts, made.ends, law.zone)
            require_no_leave(past, person, made.starts, made.ends, law)
            shifts.append(made)
        yield DutyAssigned(
            duty=self.duty,
            group=self.group,
            members=members,
            leader=formed.event.leader,
            starts_at=shifts[0].starts,
            ends_at=shifts[0].ends,
        )
        yield from shifts
