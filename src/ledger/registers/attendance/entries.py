"""Entering attendance that follows from no other record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.words import Words
from ledger.registers.attendance.events import (
    EarlyLeavingRecorded,
    LatenessRecorded,
    OutingBegan,
    OutingExplained,
    OvertimeRefused,
    StopWorkOrdered,
)
from ledger.registers.attendance.presence import (
    PRESENCE,
    Attendance,
    around,
    occasion_of,
    starting_day,
    written,
)
from ledger.registers.entries import LEADERS, Entry, entry
from ledger.registers.roster.holding import Held


class FollowsFromTheRoster(
    Refused,
    clause=PRESENCE,
    zh="{person} 的班次 {shift} 是 {starts} 至 {ends}（#{position}）；"
    "分钟由到岗、下班推算，请登记到岗或下班",
    en="{person} is on shift {shift} from {starts} to {ends} (#{position}); the minutes follow "
    "from the arrival or the departure, so record that instead",
):
    """What the roster knows is not told by hand."""


class _OffTheRoster(Entry):
    """An entry of minutes that nobody tells of a shift that the roster knows."""

    def boundary_under(self, law: Law) -> Boundary:
        """The case, the periods, and the person's shifts about the day."""
        return super().boundary_under(law) | around(self._person, law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters it where the roster knows no shift of that time.

        :raises FollowsFromTheRoster: where it does.
        """
        lead = law.read(PRESENCE, "lead", timedelta)
        known = Attendance(past, self._person)
        shift = known.about_now(past.at, lead, lambda each: True) or self._begun_today(
            known, past, law
        )
        if shift is not None and occasion_of(shift, law) is self._given()["occasion"]:
            raise FollowsFromTheRoster(
                evidence=(shift.position,),
                person=self._person,
                shift=shift.shift,
                starts=written(shift.starts, law),
                ends=written(shift.ends, law),
                position=shift.position,
            )
        yield from super().decide(past, law)

    def _begun_today(self, known: Attendance, past: Past, law: Law) -> Held | None:
        newest = known.newest_begun(past.at)
        return newest if newest is not None and starting_day(newest, law) == law.day else None

    @property
    def _person(self) -> str:
        return str(self._given()["person"])


RecordLateness = entry(
    LatenessRecorded,
    "record-lateness",
    LEADERS,
    Words("登记迟到", "Record lateness"),
    base=_OffTheRoster,
)
RecordEarlyLeaving = entry(
    EarlyLeavingRecorded,
    "record-early-leaving",
    LEADERS,
    Words("登记早退", "Record early leaving"),
    base=_OffTheRoster,
)
BeginOuting = entry(
    OutingBegan, "begin-outing", LEADERS, Words("因公外出", "Go out on business"), own="person"
)
ExplainOuting = entry(
    OutingExplained, "explain-outing", LEADERS, Words("外出补报", "Explain an outing"), own="person"
)
RecordRefusedOvertime = entry(
    OvertimeRefused,
    "record-refused-overtime",
    LEADERS,
    Words("登记拒绝加班", "Record a refusal of overtime"),
)
OrderStopWork = entry(
    StopWorkOrdered, "order-stop-work", LEADERS, Words("责令停岗", "Order somebody to stop work")
)
