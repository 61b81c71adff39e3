"""The law, the people and the leaves that the tests of leave know."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ledger.kernel.action import Role
from ledger.registers.leave.events import Category, LeaveGranted, LeaveRequested, LeaveSigned
from ledger.registers.leave.request_leave import RequestLeave
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import ShiftAssigned
from ledger.rulebook.loading import built_in, parse, preset
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.testing import NOON

ZONE = ZoneInfo("Asia/Shanghai")
SINCE = NOON.date().replace(year=2000)
LAW = Lawbook(built_in(), [Edition(SINCE, preset("telecom-callcentre"))])
DEALER = Lawbook(built_in(), [Edition(SINCE, preset("dealer-operations"))])

LEADER = PersonRegistered(person="A017", name="王敏", roles=(Role.TEAM_LEADER,))
LEADS = PersonPlaced(person="A017", post="team-leader")
DIRECTOR = PersonRegistered(person="D001", name="高飞", roles=(Role.DUTY_LEADER,))
DIRECTS = PersonPlaced(person="D001", post="cs-director")


def allowing(**days: float) -> Lawbook:
    """The law that every ledger starts with, and an allowance of days a year by category."""
    table = ", ".join(f"{category} = {number}" for category, number in days.items())
    text = f"""
name = "test"
[[clause]]
id = "leave.allowance"
kind = "parameters"
title = {{ zh = "休假天数", en = "Days of leave" }}
source = ["S1.6-17"]
in_force = [{{ from = 2000-01-01, values = {{ days = {{ {table} }} }} }}]
"""
    return Lawbook(built_in(), [Edition(SINCE, parse(text, "t.toml"))])


def local(text: str) -> datetime:
    """An instant as the site's clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def shift(person: str, starts: str, ends: str, code: str = "D") -> ShiftAssigned:
    """A shift between two instants of the site's clock."""
    first, last = starts[:10], ends[:10]
    return ShiftAssigned(
        shift=f"{first}/{code}/{person}",
        person=person,
        day=f"{person}/{first}",
        next_day=f"{person}/{last}" if last != first else None,
        starts=local(starts),
        ends=local(ends),
        code=code,
    )


def asking(
    starts: str,
    ends: str,
    *,
    leave: str = "L-1",
    person: str = "A003",
    category: Category = Category.PERSONAL,
    **told: object,
) -> RequestLeave:
    """Somebody asks for leave from one instant of the site's clock to another."""
    return RequestLeave(
        leave=leave,
        person=person,
        category=category,
        starts=local(starts),
        ends=local(ends),
        **told,  # type: ignore[arg-type]
    )


def requested(
    starts: str,
    ends: str,
    days: float = 1,
    *,
    leave: str = "L-1",
    person: str = "A003",
    category: Category = Category.PERSONAL,
    absent_from: tuple[str, ...] = (),
    team_days: tuple[str, ...] = (),
) -> LeaveRequested:
    """Leave that was asked for."""
    months = dict.fromkeys((f"{person}/{starts[:7]}", f"{person}/{ends[:7]}"))
    years = dict.fromkeys((f"{person}/{starts[:4]}", f"{person}/{ends[:4]}"))
    return LeaveRequested(
        leave=leave,
        person=person,
        category=category,
        starts=local(starts),
        ends=local(ends),
        days=days,
        absent_from=absent_from,
        months=tuple(months),
        years=tuple(years),
        team_days=team_days,
    )


def granted(request: LeaveRequested) -> LeaveGranted:
    """A leave granted as it was asked for."""
    return LeaveGranted(
        leave=request.leave,
        person=request.person,
        applicant=request.person,
        days=request.days,
        category=request.category,
        night=request.night,
        holiday=request.holiday,
        starts=request.starts,
        ends=request.ends,
        absent_from=request.absent_from,
        days_next_year=request.days_next_year,
        months=request.months,
        years=request.years,
        team_days=request.team_days,
        person_days=tuple(f"{request.person}/{shift[:10]}" for shift in request.absent_from),
    )


def signed(signer: str, post: str, leave: str = "L-1") -> LeaveSigned:
    """A signature on a leave."""
    return LeaveSigned(leave=leave, signer=signer, post=post)
