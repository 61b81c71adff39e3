"""Somebody asks for leave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import LeaveId, PersonId, tag, team_day
from ledger.kernel.values import Amount, Count, Text
from ledger.kernel.words import Words
from ledger.registers.leave.absent import OUTCOMES, days_between, months_of, standing, years_of
from ledger.registers.leave.balance import require_allowance, years
from ledger.registers.leave.case import leave_case
from ledger.registers.leave.events import Category, LeaveRequested
from ledger.registers.leave.rostered import (
    NotAsRostered,
    Taken,
    grounds_of,
    listed,
    local_days,
    next_years_days,
    require_as_rostered,
    rostered,
    taken_shifts,
    told_days,
    utc,
)
from ledger.registers.leave.team import is_counted, membership, staying, team_leaves, team_of
from ledger.registers.org.standing import place_of, placing
from ledger.registers.org.standing import standing as registration
from ledger.registers.roster.holding import require_registered
from ledger.rulebook import gates
from ledger.rulebook.gates import Ground


class LeaveAskedAlready(
    Refused,
    clause="cases.order_of_steps",
    zh="请假 {leave} 已申请（#{position}）；请换一个编号",
    en="leave {leave} is asked for already (#{position}); give another number",
):
    """A leave is asked for once."""


class NoSpan(
    Refused,
    clause="leave.request",
    zh="结束时间 {ends} 不在开始时间 {starts} 之后；请更正",
    en="the end {ends} is not after the start {starts}; correct it",
):
    """A leave begins before it ends."""


class TooLong(
    Refused,
    clause="leave.request",
    zh="一次请假不超过 {longest} 天，这次 {days} 天；请分次申请",
    en="one leave is at most {longest} days, and this is {days}; ask for it in parts",
):
    """A leave is asked for year by year, so that what it depends on stays small."""


class LeaveMeanwhile(
    Refused,
    clause="leave.one_at_a_time",
    zh="{person} 在 {from_} 至 {until} 已请假 {leave}（#{position}）",
    en="{person} has asked for leave {leave} from {from_} to {until} already (#{position})",
):
    """Nobody is on two leaves at once."""


class RequestLeave(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER),
    own="person",
    words=Words("申请请假", "Ask for leave"),
):
    """Ask for leave, for oneself or for somebody who cannot (S4.9-02, S4.9-04).

    The shifts that it takes say how many days it is, and whether one is at night, on a holiday
    or came by a swap; this is told only where the roster has no shift in that time. Whoever enters
    it for another asks in their place, unless ``requester`` says who asked, such as the person.
    """

    derived = ("days", "night", "holiday", "swapped_shift", "staying")

    leave: LeaveId
    person: PersonId
    category: Category
    starts: datetime
    ends: datetime
    reason: Text | None = None
    requester: str | None = None
    unforeseen: bool = False
    work_complete: bool = True
    days: Amount | None = None
    night: bool | None = None
    holiday: bool | None = None
    swapped_shift: bool | None = None
    staying: Count | None = None

    def basis(self) -> Boundary:
        """The person's team and superior."""
        return membership(self.person) | placing(self.person)

    def boundary(self) -> Boundary:
        """The case, and who the person is."""
        return leave_case(self.leave) | registration(self.person) | self.basis()

    def boundary_under(self, law: Law) -> Boundary:
        """Beside them the person's shifts in this time, and what leave they have in its years."""
        first, last = self._local_days(law)
        if not first <= last <= first + _longest(law):
            return self.boundary()
        years_of_it = years(self.person, first, last)
        return self.boundary() | rostered(self.person, first, last) | years_of_it

    def boundary_upon(self, basis: Past, law: Law) -> Boundary:
        """Beside them the superior, and who of the team is on leave, if the rulebook asks that."""
        first, last = self._local_days(law)
        boundary = self.boundary_under(law)
        superior = place_of(basis, self.person).supervisor
        if superior is not None:
            boundary |= placing(superior)
        if not is_counted(law) or last > first + _longest(law):
            return boundary
        return boundary | team_leaves(team_of(basis, self.person), first, last)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Asks for what the rulebook's gates and the allowance let pass.

        :raises Refused: otherwise.
        """
        law.cite("cases.order_of_steps")
        known = past.last(LeaveRequested, tag=tag("leave", self.leave))
        if known is not None:
            raise LeaveAskedAlready(
                evidence=(known.position,), leave=self.leave, position=known.position
            )
        require_registered(past, self.person)
        self._require_span(law)
        shifts = taken_shifts(past, self.person, *self._span(law), law)
        law.tell("leave.request", listed(shifts, law.zone))
        event, grounds = self._asked(shifts, past, law)
        _require_no_other(past, event, law)
        require_allowance(past, event, law)
        gates.check(event, past, law, grounds)
        yield event

    def _asked(
        self, shifts: list[Taken], past: Past, law: Law
    ) -> tuple[LeaveRequested, dict[str, Ground]]:
        """The event, with why those of its fields are so that nobody told."""
        starts, ends = self._span(law)
        first, last = self._local_days(law)
        facts, grounds = self._team(past, law)
        told = {name: getattr(self, name) for name in ("days", "night", "holiday", "swapped_shift")}
        facts |= require_as_rostered(shifts, told)
        grounds |= grounds_of(shifts, law)
        superior = place_of(past, self.person).supervisor
        requester = self._requester(past)
        if requester not in (None, self.person):
            grounds["requester"] = Ground(
                Words(f"{requester} 代 {self.person} 请", f"{requester} asks for {self.person}")
            )
        begins = max(starts, shifts[0].held.starts) if shifts else starts
        facts["days"] = days = told_days(shifts, self.days, starts, ends, law.zone)
        event = LeaveRequested(
            leave=self.leave,
            person=self.person,
            category=self.category,
            starts=begins,
            away_from=starts if starts < begins else None,
            ends=ends,
            requester=requester,
            unforeseen=self.unforeseen,
            work_complete=self.work_complete,
            absent_from=tuple(each.held.shift for each in shifts),
            days_next_year=next_years_days(shifts, days, first, last),
            months=months_of(self.person, first, last),
            years=years_of(self.person, first, last),
            reason=self.reason,
            own_superior=superior,
            own_superior_post=place_of(past, superior).post if superior is not None else None,
            **facts,
        )
        return event, grounds

    def _requester(self, past: Past) -> str | None:
        """Who asks: as told, else whoever acts, if that is not the person."""
        return self.requester or (past.actor if past.actor != self.person else None)

    def _team(self, past: Past, law: Law) -> tuple[dict[str, Any], dict[str, Ground]]:
        """How many of the team stay, where the rulebook asks and the ledger knows."""
        team = team_of(past, self.person)
        if team is None or not is_counted(law):
            return {"staying": self.staying}, {}
        first, last = self._local_days(law)
        found = staying(past, self.person, team, *self._span(law), law.zone)
        if self.staying not in (None, found.number):
            raise NotAsRostered(
                evidence=found.ground.positions,
                field=Words("同组在岗人数", "those of the team who stay"),
                known=found.number,
                given=self.staying,
            )
        team_days = tuple(team_day(team, day) for day in days_between(first, last))
        return {"staying": found.number, "team_days": team_days}, {"staying": found.ground}

    def _span(self, law: Law) -> tuple[datetime, datetime]:
        return utc(self.starts, law.zone), utc(self.ends, law.zone)

    def _local_days(self, law: Law) -> tuple[date, date]:
        return local_days(*self._span(law), law.zone)

    def _require_span(self, law: Law) -> None:
        law.cite("leave.request")
        starts, ends = self._span(law)
        if ends <= starts:
            zone = law.zone
            raise NoSpan(
                starts=f"{starts.astimezone(zone):%Y-%m-%d %H:%M}",
                ends=f"{ends.astimezone(zone):%Y-%m-%d %H:%M}",
            )
        first, last = self._local_days(law)
        if last > first + _longest(law):
            raise TooLong(longest=_longest(law).days, days=(last - first).days + 1)


def _longest(law: Law) -> timedelta:
    return law.read("leave.request", "longest", timedelta)


def _require_no_other(past: Past, asked: LeaveRequested, law: Law) -> None:
    law.cite("leave.one_at_a_time")
    for each in standing(past.peek(LeaveRequested, *OUTCOMES), LeaveRequested):
        if each.person == asked.person and each.meets(asked.since, asked.ends):
            raise LeaveMeanwhile(
                evidence=(each.position,),
                person=asked.person,
                leave=each.leave,
                from_=f"{each.starts.astimezone(law.zone):%m-%d %H:%M}",
                until=f"{each.ends.astimezone(law.zone):%m-%d %H:%M}",
                position=each.position,
            )
