"""Who of a team stays while somebody is on leave (S1.6-18)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Law
from ledger.kernel.boundary import NOTHING, Boundary, Past, about
from ledger.kernel.tags import PersonId, TeamId, team_day
from ledger.kernel.words import Words
from ledger.registers.leave.absent import OUTCOMES, Away, days_between, standing
from ledger.registers.leave.events import LeaveRequested
from ledger.registers.org.events import PersonRegistered
from ledger.rulebook.gates import Ground
from ledger.rulebook.terms import Notice

_STAYING = "staying"
_MOMENT = timedelta(microseconds=1)


class Staying(NamedTuple):
    """How many of a team stay on the day on which the fewest do, and what that rests on."""

    number: int
    ground: Ground


def membership(person: PersonId) -> Boundary:
    """The registration of a person, which names the team."""
    return about(tags.person(person)).last(PersonRegistered)


def team_of(past: Past, person: PersonId) -> TeamId | None:
    """The team that a person was registered with."""
    found = past.last(PersonRegistered, tag=tags.person(person))
    return None if found is None else found.event.team


def is_counted(law: Law) -> bool:
    """Whether the rulebook asks how many of a team stay."""
    for clause in law.gates(LeaveRequested.type_name):
        terms = law.terms(clause, object)
        if isinstance(terms, Notice) and any(_STAYING in each.where for each in terms.on):
            return True
    return False


def team_leaves(team: TeamId | None, first: date, last: date) -> Boundary:
    """Who belongs to a team, and what leave was asked for on its days."""
    if team is None:
        return NOTHING
    days = (tags.tag("team-day", team_day(team, day)) for day in days_between(first, last))
    asked = about(*days).read(LeaveRequested, *OUTCOMES)
    return about(tags.team(team)).read(PersonRegistered) | asked


def staying(
    past: Past, person: PersonId, team: TeamId, starts: datetime, ends: datetime, zone: tzinfo
) -> Staying:
    """How many of the team stay if this person goes too, when the fewest do.

    Counted as away is whoever has asked for leave at that time and was neither rejected nor came
    back, so that two who ask at once are not both granted what only one can have.
    """
    members = {each.event.person for each in past.peek(PersonRegistered) if each.event.team == team}
    found = past.peek(LeaveRequested, *OUTCOMES)
    others = [
        each
        for each in standing(found, LeaveRequested)
        if each.person != person and each.person in members and each.meets(starts, ends)
    ]
    worst = max(
        (
            [each for each in others if each.meets(at, at + _MOMENT)]
            for at in _turns(others, starts)
        ),
        key=lambda away: len({each.person for each in away}),
    )
    away = {each.person for each in worst}
    at = max([starts, *(each.starts for each in worst)]).astimezone(zone)
    count = len(members | {person}) - 1 - len(away)
    positions = tuple(sorted(each.position for each in worst))
    return Staying(
        count, Ground(_told(len(members | {person}), count, sorted(away), at), positions)
    )


def _turns(others: list[Away], starts: datetime) -> list[datetime]:
    """The instants at which more may be away than before."""
    return [starts, *(each.starts for each in others if each.starts > starts)]


def _told(members: int, count: int, away: list[PersonId], at: datetime) -> Words:
    listed = "、".join(away) or "无"
    return Words(
        f"{at:%m-%d} 同组 {members} 人，另已请假 {listed}，还剩 {count} 人在岗",
        f"on {at:%m-%d}, of {members} in the team, {', '.join(away) or 'nobody'} else is on "
        f"leave, and {count} stay",
    )
