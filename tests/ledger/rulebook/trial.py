"""Clauses on trial and happenings for the tests of the gates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ledger.kernel.action import Action
from ledger.registers.leave.events import Category, LeaveRequested
from ledger.registers.leave.request_leave import RequestLeave
from ledger.registers.swaps.events import ShiftSwapped, SwapRequested
from ledger.rulebook.clauses import Clause, Kind, Rulebook, Title, Version
from ledger.rulebook.loading import built_in, parse
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.testing import NOON, at, given
from tests.ledger.registers.people import AGENT

ZONE = ZoneInfo("Asia/Shanghai")


def law(kind: str, values: str) -> Lawbook:
    """The rulebook that every ledger starts with, and one clause ``t.gate`` of that kind."""
    text = f"""
name = "test"
[[clause]]
id = "t.gate"
kind = "{kind}"
title = {{ zh = "试行条款", en = "The clause on trial" }}
source = ["S4.10-03"]
[[clause.in_force]]
from = 2000-01-01
[clause.in_force.values]
{values}
"""
    return Lawbook(built_in(), [Edition(NOON.date().replace(year=2000), parse(text, "t.toml"))])


def unchecked(kind: Kind, values: dict[str, Any]) -> Lawbook:
    """A rulebook with a clause that loading would have refused."""
    title = Title("试行条款", "The clause on trial")
    version = Version(NOON.date().replace(year=2000), values)
    clause = Clause("t.gate", kind, title, ("S4.10-03",), (version,))
    return Lawbook(
        built_in(), [Edition(version.since, Rulebook("test", "0" * 64, {"t.gate": clause}))]
    )


def local(text: str) -> datetime:
    """An instant as the site's clock shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def swapped(number: int, giver: str, taker: str, month: str = "2026-11") -> ShiftSwapped:
    """A swap that was made."""
    return ShiftSwapped(
        swap=f"W-{number}",
        giver=giver,
        taker=taker,
        giver_month=f"{giver}/{month}",
        taker_month=f"{taker}/{month}",
    )


def requested(number: int, giver: str, taker: str, **more: Any) -> SwapRequested:
    """A swap that was asked for."""
    return SwapRequested(
        swap=f"W-{number}",
        giver=giver,
        taker=taker,
        given="2026-11-28 night",
        giver_month=f"{giver}/2026-11",
        taker_month=f"{taker}/2026-11",
        **more,
    )


def asked_for(starts: str, days: float = 1, *, night: bool = False) -> Action:
    """A leave that A003 asks for."""
    begins = local(starts)
    return RequestLeave(
        leave="L-1",
        person="A003",
        category=Category.PERSONAL,
        starts=begins,
        ends=begins + timedelta(hours=8),
        days=days,
        night=night,
    )


def entered(action: Action) -> LeaveRequested:
    """The event of a request, its instants in UTC."""
    [event] = given(at(AGENT, NOON)).when(action, by="A003", at=local("2026-11-21T00:00")).events
    assert isinstance(event, LeaveRequested)
    return event
