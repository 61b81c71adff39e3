"""The shifts and the law that the tests of attendance know."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ledger import registers
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.roster.holding import period_of
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook

registers.load()
SITE = ZoneInfo("Asia/Shanghai")


def law(*presets: str) -> Lawbook:
    """The law of a rulebook since 2000."""
    return Lawbook(built_in(), [Edition(date(2000, 1, 1), preset(each)) for each in presets])


TEAM = law("team-discipline")
CENTRE = law("telecom-callcentre")
TOWN = law("town-duty")


def local(text: str, zone: ZoneInfo = SITE) -> datetime:
    """An instant of the site, written ``2026-11-21 08:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def shift(
    starts: str, ends: str, person: str = "A003", code: str = "D", zone: ZoneInfo = SITE
) -> ShiftAssigned:
    """A shift of a person from one local time to another."""
    begins, over = local(starts, zone), local(ends, zone)
    begins, over = (each.astimezone(ZoneInfo("UTC")) for each in (begins, over))
    day, next_day = period_of(person, begins, over, zone)
    return ShiftAssigned(
        shift=f"{starts[:10]}/{code}/{person}",
        person=person,
        day=day,
        next_day=next_day,
        starts=begins,
        ends=over,
        code=code,
    )


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)
