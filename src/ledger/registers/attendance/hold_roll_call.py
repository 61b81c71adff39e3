"""A roll call is held before a shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.attendance.arriving import arrived, tell_when_due
from ledger.registers.attendance.events import RollCallHeld
from ledger.registers.attendance.presence import PRESENCE, Attendance, around, utc_of, written
from ledger.registers.entries import LEADERS
from ledger.registers.roster.events import ShiftCode
from ledger.registers.roster.holding import Held
from ledger.rulebook import gates


class NotOfTheShift(
    Refused,
    clause=PRESENCE,
    zh="{people} 不在 {starts} 开始的 {code} 班上；请更正点名名单",
    en="{people} are not on the {code} shift of {starts}; correct the list",
):
    """The people of a shift are called, and nobody else."""


class TooEarly(
    Refused,
    clause=PRESENCE,
    zh="{starts} 的班最早在 {from_} 点名，现在是 {now}",
    en="the roll of the shift of {starts} is called from {from_} on, and it is {now}",
):
    """Who comes very much earlier has not come for the shift."""


class HoldRollCall(Action, by=LEADERS, words=Words("点名", "Hold a roll call")):
    """Call the people of a shift by name; whoever is there has arrived (S4.8-01, S4.12-08).

    ``expected`` are the people whom the roster has on the shift, as the screen prepares them; who
    of them is not ``present`` is missing.
    """

    composed: ClassVar[tuple[str, ...]] = ("expected",)

    code: ShiftCode
    starts: datetime
    present: tuple[PersonId, ...]
    expected: tuple[PersonId, ...] = ()
    comments: Text | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The shifts and the attendance of everybody who is called."""
        on = utc_of(self.starts, law).astimezone(law.zone).date()
        boundary = NOTHING
        for person in self._called():
            boundary |= around(person, on)
        return boundary

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Records the roll call, and the arrival of each who is there and has none yet."""
        starts = utc_of(self.starts, law)
        self._require_time(starts, past, law)
        shifts = {person: self._shift(past, person, starts) for person in self._called()}
        strangers = [person for person, shift in shifts.items() if shift is None]
        if strangers or not shifts:
            raise NotOfTheShift(
                people=", ".join(strangers) or "—", code=self.code, starts=written(starts, law)
            )
        present = tuple(dict.fromkeys(self.present))
        missing = tuple(person for person in shifts if person not in present)
        held = RollCallHeld(
            roll_call=f"{starts.astimezone(law.zone).date()}/{self.code}",
            leader=past.actor,
            starts=starts,
            code=self.code,
            present=present,
            missing=missing,
            comments=self.comments,
        )
        gates.check(held, past, law)
        tell_when_due(law, starts)
        yield held
        for person in present:
            known, shift = Attendance(past, person), shifts[person]
            if shift is not None and known.arrival(shift) is None:
                yield from arrived(past, law, known, shift, past.at)
        zh, en = (
            f"{len(present)} 人到，{len(missing)} 人未到",
            f"{len(present)} there, {len(missing)} not",
        )
        law.tell(PRESENCE, Words(zh, en))

    def _called(self) -> tuple[PersonId, ...]:
        return tuple(dict.fromkeys((*self.expected, *self.present)))

    def _shift(self, past: Past, person: PersonId, starts: datetime) -> Held | None:
        return next(
            (
                shift
                for shift in Attendance(past, person).shifts
                if shift.starts == starts and shift.code == self.code
            ),
            None,
        )

    def _require_time(self, starts: datetime, past: Past, law: Law) -> None:
        begins = starts - law.read(PRESENCE, "lead", timedelta)
        if past.at < begins:
            raise TooEarly(
                starts=written(starts, law), from_=written(begins, law), now=written(past.at, law)
            )
