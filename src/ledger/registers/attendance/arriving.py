"""What an arrival for a shift comes to: the arrival itself, and the lateness that follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Past
from ledger.kernel.event import Event
from ledger.kernel.periods import periods
from ledger.kernel.tags import person_day
from ledger.kernel.words import Words
from ledger.registers.attendance.events import ArrivalRecorded, LatenessRecorded
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    full_minutes,
    occasion_of,
    starting_day,
    written,
)
from ledger.registers.roster.holding import Held
from ledger.rulebook import gates
from ledger.rulebook.lookup import OutsideCoverage
from ledger.rulebook.terms import Deadline

EARLY = "attendance.arrive_early"
"""The deadline by which people come for a shift, where a rulebook has one."""


class ArrivedAlready(
    Refused,
    clause=PRESENCE,
    zh="{person} 的班次 {shift} 已于 {at} 到岗（#{position}）；登记有误请撤回",
    en="{person} arrived for shift {shift} at {at} already (#{position}); withdraw it if it is "
    "wrong",
):
    """One arrives once for a shift."""


def arrived(past: Past, law: Law, known: Attendance, shift: Held, at: datetime) -> Iterator[Event]:
    """The arrival for a shift, and how late it was; who had leave is late after it alone.

    Who was already entered as absent from the shift is not late for it as well.
    """
    known.rest_on(shift)
    on = starting_day(shift, law)
    arrival = ArrivalRecorded(
        person=known.person,
        day=person_day(known.person, on),
        shift_starts=shift.starts,
        shift=shift.shift,
        arrived_at=at if at != past.at else None,
    )
    gates.check(arrival, past, law)
    yield arrival
    begins = known.begins(shift)
    minutes = full_minutes(begins, at)
    absence = known.absence(shift)
    if absence is not None:
        past.cite(absence)
    elif minutes:
        yield _late(past, law, known, shift, minutes, at)
    tell_when_due(law, begins)
    _tell(law, shift, begins, minutes)


def _late(
    past: Past, law: Law, known: Attendance, shift: Held, minutes: int, at: datetime
) -> LatenessRecorded:
    told = periods(LatenessRecorded, {"person": known.person}, starting_day(shift, law))
    permission = known.permission(shift, told["day"], at, early=False)
    if permission is not None:
        past.cite(permission)
    return LatenessRecorded(
        person=known.person,
        minutes=minutes,
        occasion=occasion_of(shift, law),
        permitted=permission is not None,
        shift=shift.shift,
        **told,
    )


def tell_when_due(law: Law, starts: datetime) -> None:
    """Tell by when people had to be there for the roll call of a shift (S4.8-01)."""
    try:
        due = starts + law.terms(EARLY, Deadline).due.shift
    except OutsideCoverage:
        return
    law.tell(EARLY, Words(f"应在 {written(due, law)} 到", f"due at {written(due, law)}"))


def _tell(law: Law, shift: Held, begins: datetime, minutes: int) -> None:
    zh, en = (
        f"{shift.shift} {written(begins, law)} 开始",
        f"{shift.shift} begins {written(begins, law)}",
    )
    if minutes:
        zh, en = f"{zh}，迟到 {minutes} 整分钟", f"{en}, {minutes} full minutes late"
    law.tell(PRESENCE, Words(zh, en))
