"""The law and the shifts that the tests of the roster know."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ledger.registers.roster.events import Cause, ShiftAssigned
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook

LAW = Lawbook(built_in(), [Edition(date.min, preset("telecom-callcentre"))])
TOWN = Lawbook(built_in(), [Edition(date.min, preset("town-duty"))])


def utc(text: str) -> datetime:
    """An instant in UTC from 2026-11-23 00:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


DAY = ShiftAssigned(
    shift="2026-11-23/D/A003",
    person="A003",
    day="A003/2026-11-23",
    starts=utc("2026-11-23 00:00"),
    ends=utc("2026-11-23 06:00"),
    code="D",
    origin=Cause.ROSTER,
)
"""A003 on the day shift of Monday 23 November, in Shanghai."""

NIGHT = ShiftAssigned(
    shift="2026-11-23/N/A003",
    person="A003",
    day="A003/2026-11-23",
    next_day="A003/2026-11-24",
    starts=utc("2026-11-23 12:00"),
    ends=utc("2026-11-24 00:00"),
    code="N",
    night=True,
)
"""A003 on the night shift from that Monday to Tuesday morning."""
