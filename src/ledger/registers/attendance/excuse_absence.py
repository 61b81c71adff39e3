"""An absence is excused on the strength of a proof or an approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law
from ledger.kernel.boundary import NOTHING, Boundary, Past
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, person_day
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.attendance.events import AbsenceExcused
from ledger.registers.attendance.presence import PRESENCE, Attendance, around, require_another
from ledger.registers.entries import LEADERS
from ledger.rulebook import gates


class ExcuseAbsence(Action, by=LEADERS, words=Words("旷工免究", "Excuse an absence")):
    """Excuse somebody's absence of a day, today unless told (S1.6-19, S4.9-02).

    The absence stays on record. A case that waits because of it is excused by whose decision it is.
    """

    person: PersonId
    proof: Text
    on: date | None = None

    def boundary(self) -> Boundary:
        """Nothing without the site's day."""
        return NOTHING

    def boundary_under(self, law: Law) -> Boundary:
        """The person's attendance about the day."""
        return around(self.person, self.on or law.day)

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Takes the excuse down, with the absence that it is for where there is one."""
        law.cite(PRESENCE)
        require_another(past, self.person)
        day = person_day(self.person, self.on or law.day)
        absences = Attendance(past, self.person).absences
        past.cite(*(each for each in absences if each.event.day == day))
        excused = AbsenceExcused(person=self.person, day=day, proof=self.proof)
        gates.check(excused, past, law)
        yield excused
