"""Asking for a swap where the clock is put forward and back, and years end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ledger.kernel.event import Event
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.roster.holding import OnTwoShifts
from ledger.registers.swaps.events import SwapRequested
from ledger.registers.swaps.request_swap import RequestSwap
from ledger.rulebook.gates import Forbidden
from ledger.testing import When, at, given
from tests.ledger.registers.swaps.swapping import BOTH, TELECOM


def ask_in_berlin(*history: Event, **told: Any) -> When:
    """A009 asks at a site that puts its clock forward and back."""
    fields = {"swap": "W1", "giver": "A009", "taker": "A015"} | told
    happened = [at(each, datetime(2026, 3, 1, 8, tzinfo=UTC)) for each in history]
    site = given(*happened, zone="Europe/Berlin").under(TELECOM)
    return site.when(RequestSwap(**fields), by="A009", at=datetime(2026, 3, 2, 8, tzinfo=UTC))


def berlin(person: str, starts: str, hours: float, code: str) -> ShiftAssigned:
    """Somebody's shift there, from a time of that clock for so many hours."""
    begins = datetime.fromisoformat(starts).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    ends = begins.astimezone(UTC) + timedelta(hours=hours)
    until = (ends.astimezone(begins.tzinfo) - timedelta(microseconds=1)).date()
    on = begins.date()
    return ShiftAssigned(
        shift=f"{on}/{code}/{person}",
        person=person,
        day=f"{person}/{on}",
        next_day=None if until == on else f"{person}/{until}",
        starts=begins.astimezone(UTC),
        ends=ends,
        code=code,
    )


@pytest.mark.parametrize(
    ("evening", "morning", "passes"),
    [
        ("2026-03-27 14:00", "2026-03-28 06:00", True),
        ("2026-03-28 14:00", "2026-03-29 06:00", False),
        ("2026-10-24 14:00", "2026-10-25 05:00", True),
    ],
)
def test_rest_is_counted_in_hours_that_pass_whatever_the_clock_shows(
    evening: str, morning: str, passes: bool
) -> None:
    """From 22 to 6 are seven hours in the night of spring, and from 22 to 5 eight in autumn's."""
    late, early = berlin("A015", evening, 8, "E"), berlin("A009", morning, 6, "D")
    outcome = ask_in_berlin(*BOTH, late, early, given=early.shift)
    if passes:
        assert outcome.refusal is None, outcome.refusal
    else:
        outcome.refused(Forbidden, citing=(5, 6), clause="swap.consecutive")


def test_a_leap_day_and_a_year_s_end_are_days_like_any_other() -> None:
    """Their shifts are found under every day that they touch, the next year's too."""
    for starts, hours in (("2028-02-29 20:00", 12), ("2026-12-31 20:00", 12)):
        night = berlin("A009", starts, hours, "N")
        morning = berlin("A015", f"{night.ends:%Y-%m-%d} 06:00", 6, "M")
        ask_in_berlin(*BOTH, night, given=night.shift).then(
            SwapRequested(
                swap="W1",
                giver="A009",
                taker="A015",
                given=night.shift,
                giver_month="A009/2026-03",
                taker_month="A015/2026-03",
                given_starts=night.starts,
                given_ends=night.ends,
            )
        )
        ask_in_berlin(*BOTH, night, morning, given=night.shift).refused(OnTwoShifts, citing=(6,))
