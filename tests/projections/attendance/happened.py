"""Attendance as a ledger stores it, for the tests of its view."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ledger.kernel.event import Event, micros
from ledger.kernel.projection import Micros
from ledger.registers.attendance.events import ArrivalRecorded, DepartureRecorded, LatenessRecorded
from ledger.registers.leave.events import Category, LeaveGranted
from ledger.registers.roster.events import ShiftAssigned
from projections.attendance import Attendance
from tests.projections.happenings import as_stored

SITE = ZoneInfo("Asia/Shanghai")
MINUTE: Micros = 60_000_000
HOUR: Micros = 60 * MINUTE


def local(text: str, zone: ZoneInfo = SITE) -> datetime:
    """An instant of the site, written ``2026-11-21 08:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))


def moment(text: str, zone: ZoneInfo = SITE) -> Micros:
    """The same as a number."""
    return micros(local(text, zone))


def fold(*happened: tuple[str, Event], zone: ZoneInfo = SITE) -> Attendance:
    """The view after events at local times, in this order."""
    view = Attendance(zone)
    more(view, *happened)
    return view


def more(view: Attendance, *happened: tuple[str, Event]) -> None:
    """Fold further events."""
    view.apply(
        as_stored(event, moment(when, view.zone), view.position + number)
        for number, (when, event) in enumerate(happened, start=1)
    )


def shift(
    starts: str, ends: str, person: str = "A1", code: str = "D", zone: ZoneInfo = SITE
) -> ShiftAssigned:
    """A person's shift."""
    return ShiftAssigned(
        shift=f"{starts[:10]}/{code}/{person}",
        person=person,
        day=f"{person}/{starts[:10]}",
        starts=local(starts, zone),
        ends=local(ends, zone),
        code=code,
        night=code == "N",
    )


def came(of: ShiftAssigned) -> ArrivalRecorded:
    """The arrival for a shift."""
    return ArrivalRecorded(person=of.person, day=of.day, shift_starts=of.starts, shift=of.shift)


def went(of: ShiftAssigned) -> DepartureRecorded:
    """The departure from a shift."""
    return DepartureRecorded(person=of.person, day=of.day, shift=of.shift, shift_ends=of.ends)


def late(of: ShiftAssigned, minutes: int, *, permitted: bool = False) -> LatenessRecorded:
    """The lateness for a shift."""
    on = of.day.removeprefix(f"{of.person}/")
    return LatenessRecorded(
        person=of.person,
        day=of.day,
        month=f"{of.person}/{on[:7]}",
        year=f"{of.person}/{on[:4]}",
        minutes=minutes,
        permitted=permitted,
        shift=of.shift,
    )


def leave(starts: str, ends: str, days: float, person: str = "A1") -> LeaveGranted:
    """A sick leave."""
    return LeaveGranted(
        leave=f"L-{starts}",
        person=person,
        applicant=person,
        days=days,
        category=Category.SICK,
        starts=local(starts),
        ends=local(ends),
        months=(),
    )
