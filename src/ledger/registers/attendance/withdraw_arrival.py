"""An arrival that was entered wrongly is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Refused
from ledger.kernel.boundary import NOTHING, Boundary, Found, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.attendance.events import (
    ArrivalRecorded,
    ArrivalWithdrawn,
    DepartureRecorded,
    EarlyLeavingRecorded,
    LatenessRecorded,
)
from ledger.registers.attendance.presence import PRESENCE, Attendance, around, require_another
from ledger.registers.discipline.dismissing import voided
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceVoided,
    SanctionReversed,
)
from ledger.registers.entries import LEADERS

Fact = ArrivalRecorded | DepartureRecorded | LatenessRecorded | EarlyLeavingRecorded


class NoArrival(
    Refused,
    clause=PRESENCE,
    zh="{person} 在 {on} 没有可撤回的到岗登记",
    en="{person} has no arrival on {on} that could be withdrawn",
):
    """Only what stands can be withdrawn."""


class DecidedAlready(
    Refused,
    clause="discipline.once",
    zh="据此的案件 {offence} 已有决定（#{position}）；请先冲销处分，再更正",
    en="case {offence}, which rests on it, is decided already (#{position}); reverse the sanction "
    "first",
):
    """What a decision rests on is corrected by way of that decision."""


class WithdrawArrival(Action, by=LEADERS, words=Words("撤回到岗登记", "Withdraw an arrival")):
    """Take back an arrival that was entered wrongly, with what followed from it (S1.21-01).

    It is the newest of the day on which the shift starts, today unless told. Cases that were
    proposed because of it are void; nothing is erased.
    """

    person: PersonId
    reason: Text
    on: date | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's attendance about the day, and the cases of those days."""
        return around(self.person, self.on or law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Withdraws the arrival, and voids what nobody has decided yet."""
        law.cite(PRESENCE)
        require_another(past, self.person)
        on = self.on or law.day
        day = person_day(self.person, on)
        arrivals = [
            each for each in Attendance(past, self.person).arrivals if each.event.day == day
        ]
        if not arrivals:
            raise NoArrival(person=self.person, on=on)
        arrival = arrivals[-1]
        facts = self._facts(past, arrival)
        past.cite(*facts)
        numbers = tuple(str(each.position) for each in facts)
        voided = list(self._voided(past, frozenset(numbers)))
        yield ArrivalWithdrawn(
            person=self.person,
            day=day,
            withdrawn=numbers,
            reason=self.reason,
            shift=arrival.event.shift,
        )
        yield from voided

    def _facts(self, past: Past, arrival: Found[ArrivalRecorded]) -> list[Found[Fact]]:
        """The arrival, and what followed from it: of the same shift, and later."""
        shift = arrival.event.shift
        if shift is None:
            return [arrival]
        others: list[Found[Fact]] = past.peek(
            DepartureRecorded, LatenessRecorded, EarlyLeavingRecorded
        )
        return [
            arrival,
            *(
                each
                for each in others
                if each.event.shift == shift
                and each.event.person == self.person
                and each.position > arrival.position
            ),
        ]

    def _voided(self, past: Past, facts: frozenset[str]) -> Iterator[OffenceVoided]:
        endings: list[Found[OffenceConfirmed | OffenceExcused | OffenceVoided]] = past.peek(
            OffenceConfirmed, OffenceExcused, OffenceVoided
        )
        ended = {each.event.offence: each for each in endings}
        annulled = {each.event.offence for each in past.peek(SanctionReversed) if each.event.annuls}
        for proposed in past.peek(OffenceProposed):
            event = proposed.event
            if event.fact not in facts:
                continue
            ending = ended.get(event.offence)
            if ending is None:
                past.cite(proposed)
                yield voided(event, past.actor, reason=self.reason)
            elif isinstance(ending.event, OffenceConfirmed) and event.offence not in annulled:
                raise DecidedAlready(
                    evidence=(ending.position,), offence=event.offence, position=ending.position
                )
