"""Duty groups: forming them, rostering them, and the drivers' months (S2.5)."""

from __future__ import annotations

from datetime import date

from ledger.registers.duty.events import DutyAssigned
from ledger.registers.roster.events import (
    Cause,
    DriverDutyRotated,
    DutyGroupFormed,
    ShiftAssigned,
)
from ledger.registers.roster.form_duty_group import FormDutyGroup
from ledger.registers.roster.holding import NobodyToRoster, OnTwoShifts
from ledger.registers.roster.roster_group import DutyAssignedAlready, NotTheGroup, RosterGroup
from ledger.registers.roster.rotate_driver_duty import (
    NotThatDriversTurn,
    RotateDriverDuty,
    TwoMonthsRunning,
)
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER
from tests.ledger.registers.roster.rosters import TOWN, utc

FORMED = DutyGroupFormed(group="G1", leader="A003", members=("A003", "A004"))
NOVEMBER = DriverDutyRotated(driver="A003", driver_month="A003/2026-11")
TURN = RosterGroup(
    duty="2026-11-23/G1", group="G1", members=("A003", "A004"), on=date(2026, 11, 23), code="W"
)
ASSIGNED = DutyAssigned(
    duty="2026-11-23/G1",
    group="G1",
    members=("A003", "A004"),
    leader="A003",
    starts_at=utc("2026-11-23 10:00"),
    ends_at=utc("2026-11-23 13:00"),
)


def evening(person: str) -> ShiftAssigned:
    """Group duty on the evening of 23 November, 18:00 to 21:00."""
    return ShiftAssigned(
        shift=f"2026-11-23/W/{person}",
        person=person,
        day=f"{person}/2026-11-23",
        starts=utc("2026-11-23 10:00"),
        ends=utc("2026-11-23 13:00"),
        code="W",
        origin=Cause.GROUP,
    )


def test_a_group_has_one_leader_who_belongs_to_it() -> None:
    """S2.5-02; forming it anew in the same way says nothing."""
    forming = FormDutyGroup(group="G1", leader="A003", members=("A004",))

    given(LEADER, AGENT, COLLEAGUE).when(forming, by="A017").then(FORMED)
    given(LEADER, AGENT, COLLEAGUE, FORMED).when(forming, by="A017").nothing()
    given(LEADER, AGENT).when(forming, by="A017").refused(NobodyToRoster)


def test_every_member_of_a_group_is_on_the_shift() -> None:
    """S2.5-03: on a workday evening from 18:00 to 21:00, under the group's leader."""
    given(LEADER, AGENT, COLLEAGUE, FORMED).under(TOWN).when(TURN, by="A017").then(
        ASSIGNED, evening("A003"), evening("A004")
    )


def test_nobody_is_on_duty_with_two_groups_at_once() -> None:
    """The member who is on another shift is named."""
    given(LEADER, AGENT, COLLEAGUE, FORMED, evening("A004")).under(TOWN).when(
        TURN, by="A017"
    ).refused(OnTwoShifts, citing=(5,))


def test_a_stranger_is_not_on_duty_with_a_group_and_a_turn_is_assigned_once() -> None:
    """Who is on duty with a group belongs to it."""
    given(LEADER, AGENT, COLLEAGUE).under(TOWN).when(TURN, by="A017").refused(NotTheGroup)
    given(LEADER, AGENT, COLLEAGUE, FORMED, ASSIGNED).under(TOWN).when(TURN, by="A017").refused(
        DutyAssignedAlready, citing=(5,)
    )


def test_the_drivers_duty_passes_on_every_month() -> None:
    """S2.5-19: not the same driver twice running, and one a month unless in another's place."""
    december = RotateDriverDuty(driver="A004", month_of=date(2026, 12, 1))
    given(LEADER, COLLEAGUE, NOVEMBER).when(december, by="A017").then(
        DriverDutyRotated(driver="A004", driver_month="A004/2026-12")
    )
    given(LEADER, AGENT, NOVEMBER).when(
        RotateDriverDuty(driver="A003", month_of=date(2026, 12, 1)), by="A017"
    ).refused(TwoMonthsRunning, citing=(3,))
    given(LEADER, COLLEAGUE, NOVEMBER).when(
        RotateDriverDuty(driver="A004", month_of=date(2026, 11, 30)), by="A017"
    ).refused(NotThatDriversTurn, citing=(3,))
    given(LEADER, COLLEAGUE, NOVEMBER).when(
        RotateDriverDuty(driver="A004", month_of=date(2026, 11, 30), substitute_for="A003"),
        by="A017",
    ).then(DriverDutyRotated(driver="A004", driver_month="A004/2026-11", substitute_for="A003"))
